"""Lessons: their cards, a slide, a thing to try, the presenter's view, the worksheet."""
