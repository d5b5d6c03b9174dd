"""What is asked of a registry record: its own words, its fields, its criteria and the outcomes that it plans."""
