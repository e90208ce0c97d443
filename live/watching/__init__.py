"""Cameras watched: clips of what moves."""
