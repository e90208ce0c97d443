"""The looks that know things: how well they see, and what they cost."""
