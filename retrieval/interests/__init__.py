"""Declared interests: who declared what, asked by author, organisation or relationship."""
