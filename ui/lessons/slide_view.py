"""One step of a lesson: words and pictures, a question with its answer folded, a thing to try."""

from __future__ import annotations

import streamlit as st

from ui.common import links
from ui.common.language import _
from ui.lessons import try_it
from ui.lessons.bookmark import Bookmark
from ui.lessons.lesson_pictures import moves, pictures_of, running
from vision.lessons.all_lessons import SlidePictures
from vision.lessons.tutorial import Question, Slide

_NARROW = 230  # pixels of a picture at least, where two stand beside each other


def show(mark: Bookmark) -> None:
    slide = mark.slide
    if slide.exercise is not None:
        try_it.show(mark, slide.exercise)
        return
    words, shown = st.columns([1, 1.35], gap="large")
    with words:
        with st.container(key="words"):
            st.markdown(_(slide.words))
        if slide.question is not None:
            _ask(slide.question, mark)
    with shown:
        made = pictures_of(mark.name, mark.number)
        if made is not None:
            _pictures(slide, made, mark)
        if slide.recipe != "none":
            st.link_button(_("With my camera"), links.near(recipe=slide.recipe), icon=":material/videocam:")


def _ask(question: Question, mark: Bookmark) -> None:
    with st.container(border=True, gap="small", key="question"):
        st.markdown(f":material/help: **{_(question.words)}**")
        with st.expander(_("Answer"), key=f"answer {mark.name} {mark.number}"):
            st.markdown(_(question.answer))


def _pictures(slide: Slide, made: SlidePictures, mark: Bookmark) -> None:
    after = running(made, mark)
    if not made.before or moves(made):
        st.image(after, alt=_(slide.alt), width="stretch")
        return
    with st.grid(2, min_column_width=_NARROW, gap="small"):
        st.image(made.before, alt=_("Before"), width="stretch")
        st.image(after, alt=_(slide.alt), width="stretch")
