"""Something to try: filters of the visitor's own on the lesson's picture, judged by what comes out."""

from __future__ import annotations

import streamlit as st

from ui.common import bench, links, recipe_state
from ui.common.language import _
from ui.common.recipe import step_list
from ui.common.words import plain
from ui.lessons import bookmark
from ui.lessons.bookmark import Bookmark
from ui.lessons.lesson_pictures import running
from vision.lessons.all_lessons import attempt
from vision.lessons.tutorial import Exercise
from vision.recipe import Recipe, Step
from vision.types import VisionError


@st.fragment
def show(mark: Bookmark, exercise: Exercise) -> None:
    words, shown = st.columns([1, 1.35], gap="large")
    with words:
        with st.container(key="words"):
            st.markdown(mark.slide.words)
        place = f"lesson recipe {mark.name}"
        draft = step_list.edit(
            recipe_state.current(place), _("No filter yet: you see the photograph as it is."), exercise.without
        )
    with shown:
        _judged(mark, draft.recipe)
        if draft.recipe.running:
            st.link_button("With my camera", links.near(recipe=str(draft.recipe)), icon=":material/videocam:")
        with st.expander("One way to do it", key=f"way {mark.name}"):
            _ways(exercise)
        st.link_button(mark.lesson.offer, links.near(mark.lesson.page), icon=":material/open_in_new:")


def _judged(mark: Bookmark, recipe: Recipe) -> None:
    try:
        tried = bench.run(attempt, mark.name, mark.number, recipe, words="Looking at what your filters do …")
    except VisionError as error:
        st.warning(plain(error), icon=":material/timer_off:")
        return
    if not tried.amiss:
        bookmark.solve(mark)
        st.success("You did it!", icon=":material/celebration:")
    elif recipe.running:
        st.info(plain(tried.amiss), title="Not yet", icon=":material/search:")
    else:
        st.info("Add a filter to begin; here you see what it does.", icon=":material/add_circle:")
    shown = running(tried, mark)
    with st.container(key="tried"):
        st.image(shown, alt=mark.slide.alt, width="stretch")
    for name, message in tried.errors:
        st.warning(plain(message), title=f"{plain(name)} could not work", icon=":material/warning:")


def _ways(exercise: Exercise) -> None:
    st.caption("There are others. What counts is what comes out.")
    for text in exercise.answers[:1]:
        for step in Recipe.parse(text).steps:
            st.markdown(f"Add **{plain(step.processor.label)}**{_set_to(step)}.")


def _set_to(step: Step) -> str:
    """The values that are not those it begins with."""
    changed = [p for p in step.processor.params if step.params[p.name] != p.default]
    words = (f"*{plain(p.label)}* to {plain(p.format(step.params[p.name]))}" for p in changed)
    return f" and set {', '.join(words)}" if changed else ""
