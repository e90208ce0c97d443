"""The live page: first_sight.py, START and empty places; rest.py, what fills them."""
