"""Recipe <-> session state <-> the shareable link."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count

import streamlit as st

from ui.common.words import plain
from vision.recipe import Recipe, Step
from vision.types import VisionError

_DRAFT, _SEEN, _PARAM = "recipe_draft", "recipe_link_seen", "recipe"
_LEFT, _KEPT = "recipe_link_left", "recipe_link_kept"
_CROSSING_S = 2.0  # a request and the news of a new recipe pass each other on the way
_new_id = count().__next__


@dataclass(frozen=True, slots=True)
class Draft:
    """A recipe being edited: each step has an id, so that its widgets stay with it when it moves."""

    recipe: Recipe
    ids: tuple[int, ...]

    @classmethod
    def of(cls, recipe: Recipe) -> Draft:
        return cls(recipe, tuple(_new_id() for _ in recipe.steps))

    def added(self, step: Step) -> Draft:
        return Draft(self.recipe.added(step), (*self.ids, _new_id()))

    def step(self, uid: int) -> Step:
        return self.recipe.steps[self.ids.index(uid)]

    def without(self, uid: int) -> Draft:
        index = self.ids.index(uid)
        return Draft(self.recipe.without(index), self.ids[:index] + self.ids[index + 1 :])

    def moved(self, uid: int, by: int) -> Draft:
        index = self.ids.index(uid)
        if not 0 <= index + by < len(self.ids):
            return self
        ids = list(self.ids)
        ids.insert(index + by, ids.pop(index))
        return Draft(self.recipe.moved(index, index + by), tuple(ids))

    def replaced(self, uid: int, step: Step) -> Draft:
        return Draft(self.recipe.replaced(self.ids.index(uid), step), self.ids)


def current() -> Draft:
    """The visitor's draft; the link's recipe on the first run, or when the address bar was changed by hand."""
    link = st.query_params.get(_PARAM)
    if _is_behind(link):
        save(st.session_state[_DRAFT])
    elif _DRAFT not in st.session_state or link != st.session_state.get(_SEEN, link):
        save(_still_hidden(_from_link(link)))
    draft: Draft = st.session_state[_DRAFT]
    if link is None:  # another page was here, and pages do not share the address bar
        save(draft)
    return draft


def _is_behind(link: str | None) -> bool:
    """Whether this run was asked for by a browser that had not heard of the newest recipe yet."""
    left_s = st.session_state.get(_LEFT, {}).get(link)
    return link != st.session_state.get(_SEEN) and left_s is not None and time.monotonic() - left_s < _CROSSING_S


def save(draft: Draft) -> None:
    """Keep the draft, and put it in the address bar."""
    st.session_state[_DRAFT] = draft
    text = str(draft.recipe)
    if (before := st.session_state.get(_SEEN, text)) != text:
        now = time.monotonic()
        left = {link: at for link, at in st.session_state.get(_LEFT, {}).items() if now - at < _CROSSING_S}
        st.session_state[_LEFT] = left | {before: now}
    st.session_state[_SEEN] = text
    if st.query_params.get(_PARAM) != text:
        st.query_params[_PARAM] = text


def _from_link(link: str | None) -> Draft:
    if link is None:
        return st.session_state.get(_DRAFT) or Draft.of(Recipe())
    try:
        return Draft.of(Recipe.parse(link))
    except VisionError as error:
        hidden = Recipe.hiding_in(link)
        start = f"with {_labels(hidden)} alone" if hidden.steps else "without filters"
        st.session_state["recipe_link_error"] = f"{error} The page starts {start}."
        return Draft.of(hidden)


def _still_hidden(news: Draft) -> Draft:
    """What a link brings: it does not switch off what hides, which is the visitor's alone to do."""
    before: Draft | None = st.session_state.get(_DRAFT)
    if before is None or news is before:
        return news
    recipe = news.recipe.still_hiding(before.recipe)
    if recipe == news.recipe:
        return news
    kept = _labels(Recipe(tuple(step for step in recipe.hiding if step not in news.recipe.steps)))
    st.session_state[_KEPT] = f"{kept} was on and stays on. To be seen, switch it off in the sidebar."
    return Draft.of(recipe)


def _labels(recipe: Recipe) -> str:
    return ", ".join(step.processor.label for step in recipe.steps)


def show_link_error() -> None:
    """Say once what was wrong with the link, and what of it was not done."""
    error = st.session_state.pop("recipe_link_error", None)
    if error:
        st.warning(plain(error), title="This link does not work", icon=":material/link_off:")
    if kept := st.session_state.pop(_KEPT, None):
        st.info(plain(kept), icon=":material/visibility_off:")
