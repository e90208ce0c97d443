"""Lines in reading order, in their columns; changes by hand."""
