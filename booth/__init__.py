"""The one command: `booth`."""
