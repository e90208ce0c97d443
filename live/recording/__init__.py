"""Films and sound into files, and the files of each visitor."""
