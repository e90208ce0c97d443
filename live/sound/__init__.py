"""Sound as a source: a microphone as a picture, and a file that is heard and seen."""
