"""What the image lab does with a still picture or an animation: numbers, ways to grey, whole files."""
