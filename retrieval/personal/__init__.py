"""Personal data in a question: found, warned about and masked."""
