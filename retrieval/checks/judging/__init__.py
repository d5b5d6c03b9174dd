"""From slot to verdict: what the table says of a number."""
