"""Adverse events, product complaints and special situations that a text tells: the one detector."""
