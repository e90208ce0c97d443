"""Lessons of ten minutes for a class: slides with pictures and questions, tasks judged by value, a worksheet."""
