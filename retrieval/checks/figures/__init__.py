"""Numbers in prose: found with exact offsets, and grouped into expressions by the part that each plays."""
