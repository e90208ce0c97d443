"""Rooms: who is in which, one picture and one sound for all in it."""
