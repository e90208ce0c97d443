"""Sound as something to be seen: how strong each frequency is, pitch and note, and all of it as a picture."""
