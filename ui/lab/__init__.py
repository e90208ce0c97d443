"""The image lab's parts."""
