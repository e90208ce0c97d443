"""Clips to look at: the gallery, and which of them it shows."""
