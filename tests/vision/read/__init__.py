"""Tests of vision.read."""
