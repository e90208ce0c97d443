"""Teaching by examples: pictures of a few classes in, the name of the next picture out."""
