"""Computer vision on still pictures: pure functions over NumPy, OpenCV and scikit-image."""
