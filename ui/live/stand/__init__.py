"""The stand at a fair: it starts by itself, and forgets each visitor when they have gone."""
