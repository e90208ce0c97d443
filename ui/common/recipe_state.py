"""Recipe <-> session state <-> the shareable link."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count

import streamlit as st

from vision.recipe import Recipe, Step
from vision.types import VisionError

_DRAFT, _SEEN, _PARAM = "recipe_draft", "recipe_link_seen", "recipe"
_LEFT = "recipe_link_left"
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
        save(_from_link(link))
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
        st.session_state["recipe_link_error"] = str(error)
        return Draft.of(Recipe())


def show_link_error() -> None:
    """Say once what was wrong with the link."""
    error = st.session_state.pop("recipe_link_error", None)
    if error:
        st.warning(
            f"{error} The page starts without filters.", title="This link does not work", icon=":material/link_off:"
        )
