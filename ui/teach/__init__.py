"""The page Teach: classes with their examples, what the machine makes of the present picture, and why."""
