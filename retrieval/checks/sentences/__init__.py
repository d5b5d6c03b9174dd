"""A sentence made ready, the slots of its numbers, and whether a result is of a slot."""
