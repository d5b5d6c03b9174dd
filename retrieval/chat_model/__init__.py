"""With a chat model: what it is offered, how it replies, and how the program prints the figures."""
