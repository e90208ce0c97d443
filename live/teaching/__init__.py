"""Teaching from a running video: examples are collected, learned and asked about aside, and no frame waits."""
