"""Lessons of ten minutes for a class: slides with pictures and questions, exercises judged by value, a worksheet."""
