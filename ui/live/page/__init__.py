"""The live page: opening.py, START and empty places; rest.py, what fills them."""
