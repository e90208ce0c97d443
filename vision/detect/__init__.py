"""What is not about faces alone: boxes, how good they are, things followed."""
