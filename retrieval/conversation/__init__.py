"""Follow-ups: a question that leans on the ones before it, made to stand alone."""
