"""Lessons of ten minutes: for a class, or for oneself."""

from ui.lessons import bookmark, lesson_cards, lesson_view, presenter

mark = bookmark.here()
if not mark.name:
    lesson_cards.show()
elif mark.presented:
    presenter.show(mark)
else:
    lesson_view.show(mark)
bookmark.keep(mark)
