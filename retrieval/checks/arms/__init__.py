"""The arm that each number of a sentence belongs to."""
