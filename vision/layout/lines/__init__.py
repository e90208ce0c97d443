"""From ink to text lines: words, the gaps between them, rows."""
