"""What is wrong with a text beyond one number."""
