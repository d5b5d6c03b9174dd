"""What the results table and the vocabulary hold of one trial, looked up by slot."""
