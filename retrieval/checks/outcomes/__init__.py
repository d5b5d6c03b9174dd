"""The outcome that each number of a sentence tells."""
