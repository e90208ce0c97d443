"""Many files: their names as a stream, who works on them, how far it is, and a result a file, whole or not at all."""
