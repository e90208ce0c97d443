"""All lessons to choose from, and how far the visitor is in each."""

from __future__ import annotations

import streamlit as st

from ui.common.language import _, ngettext
from ui.lessons import bookmark
from ui.lessons.bookmark import Bookmark
from ui.lessons.lesson_pictures import pictures_of
from vision.lessons.all_lessons import LESSONS
from vision.lessons.tutorial import Tutorial


def show() -> None:
    st.title(_("Lessons"))
    st.caption(
        _(
            "Six lessons of ten minutes each, for a class or for yourself. Everything is shown on our own photographs, "
            "so no camera is needed."
        )
    )
    with st.grid(3, min_column_width=260, gap="medium"):
        for lesson in LESSONS.values():
            with st.container(border=True, gap="small", key=f"card {lesson.name}"):
                _card(lesson)


def _card(lesson: Tutorial) -> None:
    shown = pictures_of(lesson.name, lesson.cover)
    if shown is not None:
        with st.container(key=f"cover {lesson.name}"):
            st.image(shown.last, alt=_(lesson.slides[lesson.cover].alt), width="stretch")
    st.subheader(f":material/{lesson.icon}: {_(lesson.title)}", anchor=False)
    st.markdown(_(lesson.about))
    st.caption(_progress(lesson))
    words = _("Begin: {lesson}", lesson=_(lesson.title))
    if _where(lesson).number:
        words = _("Go on: {lesson}", lesson=_(lesson.title))
    st.button(words, key=f"begin {lesson.name}", on_click=bookmark.go, args=(_where(lesson),), width="stretch")


def _where(lesson: Tutorial) -> Bookmark:
    """The first step that was not seen yet, else the first."""
    unseen = set(range(len(lesson.slides))) - bookmark.seen(lesson.name)
    return Bookmark(lesson.name, min(unseen, default=0))


def _progress(lesson: Tutorial) -> str:
    seen, steps = len(bookmark.seen(lesson.name)), len(lesson.slides)
    if not seen:
        return ngettext("{number} step, about ten minutes", "{number} steps, about ten minutes", steps)
    words = ngettext("{seen} of {number} step seen", "{seen} of {number} steps seen", steps, seen=f"{seen:d}")
    solved = f" · :material/check_circle: {_('exercise solved')}" if bookmark.any_solved(lesson.name) else ""
    return f"{words}{solved}"
