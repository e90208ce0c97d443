"""Computer vision on still pictures: pure functions over NumPy, OpenCV and scikit-image."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())  # who runs it decides what is written
