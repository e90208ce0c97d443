"""What is set of sound: knobs of a function on it, and the effect on a voice."""
