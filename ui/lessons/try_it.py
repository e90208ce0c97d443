"""Something to try: filters of the visitor's own on the lesson's picture, judged by what comes out."""

from __future__ import annotations

import streamlit as st

from ui.common import bench, links, recipe_state
from ui.common.language import _, told
from ui.common.recipe import step_list
from ui.common.words import plain
from ui.lessons import bookmark
from ui.lessons.bookmark import Bookmark
from ui.lessons.lesson_pictures import running, written
from vision.lessons.all_lessons import attempt
from vision.lessons.tutorial import Exercise
from vision.params import Param, Value, readable
from vision.recipe import Recipe, Step
from vision.types import VisionError


@st.fragment
def show(mark: Bookmark, exercise: Exercise) -> None:
    words, shown = st.columns([1, 1.35], gap="large")
    with words:
        with st.container(key="words"):
            st.markdown(_(mark.slide.words))
        place = f"lesson recipe {mark.name}"
        draft = step_list.edit(
            recipe_state.current(place), _("No filter yet: you see the photograph as it is."), exercise.without
        )
    with shown:
        _judged(mark, draft.recipe)
        if draft.recipe.running:
            st.link_button(_("With my camera"), links.near(recipe=str(draft.recipe)), icon=":material/videocam:")
        with st.expander(_("One way to do it"), key=f"way {mark.name}"):
            _ways(exercise)
        st.link_button(_(mark.lesson.offer), links.near(mark.lesson.page), icon=":material/open_in_new:")


def _judged(mark: Bookmark, recipe: Recipe) -> None:
    try:
        words = _("Looking at what your filters do …")
        tried = bench.run(attempt, mark.name, mark.number, recipe, written(), words=words)
    except VisionError as error:
        st.warning(plain(error), icon=":material/timer_off:")
        return
    if not tried.amiss:
        bookmark.solve(mark)
        st.success(_("You did it!"), icon=":material/celebration:")
    elif recipe.running:
        st.info(plain(told(tried.amiss)), title=_("Not yet"), icon=":material/search:")
    else:
        st.info(_("Add a filter to begin; here you see what it does."), icon=":material/add_circle:")
    shown = running(tried, mark)
    with st.container(key="tried"):
        st.image(shown, alt=_(mark.slide.alt), width="stretch")
    for name, message in tried.errors:
        title = _("{filter} could not work", filter=plain(_(name)))
        st.warning(plain(told(message)), title=title, icon=":material/warning:")


def _ways(exercise: Exercise) -> None:
    st.caption(_("There are others. What counts is what comes out."))
    for text in exercise.answers[:1]:
        for step in Recipe.parse(text).steps:
            st.markdown(_to_add(step))


def _to_add(step: Step) -> str:
    """The filter, and the values that are not those it begins with."""
    label = plain(_(step.processor.label))
    changed = [p for p in step.processor.params if step.params[p.name] != p.default]
    if not changed:
        return _("Add **{filter}**.", filter=label)
    values = ", ".join(_set_to(p, step.params[p.name]) for p in changed)
    return _("Add **{filter}** and set {values}.", filter=label, values=values)


def _set_to(param: Param, value: Value) -> str:
    shown = _(readable(str(value))) if param.kind == "choice" else param.format(value)
    return _("*{setting}* to {value}", setting=plain(_(param.label)), value=plain(shown))
