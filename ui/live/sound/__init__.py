"""Sound in place of a camera: a microphone or a file, and what may go wrong with it."""
