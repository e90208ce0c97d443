"""Motion in a steady camera's picture: how much changed, and when that makes an event. Pure: time is handed in."""
