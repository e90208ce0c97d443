"""The link -> the visitor's recipe, which the address bar follows from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

import streamlit as st

from ui.common.address import PARAM
from ui.common.language import _, told
from ui.common.words import plain
from vision.recipe import Recipe, Step
from vision.types import VisionError

MAIN = "recipe_draft"
"""The place of the recipe that all pages share; others have a name of their own and know no link."""

_LINK_ERROR = "recipe_link_error"
_new_id = count().__next__


@dataclass(frozen=True, slots=True)
class Draft:
    """A recipe being edited: each step has an id, so that its widgets stay with it when it moves.

    place: where it is kept.
    """

    recipe: Recipe
    ids: tuple[int, ...]
    place: str = MAIN

    @classmethod
    def of(cls, recipe: Recipe, place: str = MAIN) -> Draft:
        return cls(recipe, tuple(_new_id() for _ in recipe.steps), place)

    def added(self, step: Step) -> Draft:
        return replace(self, recipe=self.recipe.added(step), ids=(*self.ids, _new_id()))

    def step(self, uid: int) -> Step:
        return self.recipe.steps[self.ids.index(uid)]

    def without(self, uid: int) -> Draft:
        index = self.ids.index(uid)
        return replace(self, recipe=self.recipe.without(index), ids=self.ids[:index] + self.ids[index + 1 :])

    def moved(self, uid: int, by: int) -> Draft:
        index = self.ids.index(uid)
        if not 0 <= index + by < len(self.ids):
            return self
        ids = list(self.ids)
        ids.insert(index + by, ids.pop(index))
        return replace(self, recipe=self.recipe.moved(index, index + by), ids=tuple(ids))

    def replaced(self, uid: int, step: Step) -> Draft:
        return replace(self, recipe=self.recipe.replaced(self.ids.index(uid), step))


def current(place: str = MAIN) -> Draft:
    """The visitor's draft; on the first run the link's, elsewhere than in MAIN an empty one.

    Later the link is not asked: a request may carry an address from before the newest choice.
    """
    if place not in st.session_state:
        save(_from_link(st.query_params.get(PARAM)) if place == MAIN else Draft.of(Recipe(), place))
    draft: Draft = st.session_state[place]
    return draft


def save(draft: Draft) -> None:
    """Keep the draft at its place; the editor puts that of MAIN in the address bar."""
    st.session_state[draft.place] = draft


def _from_link(link: str | None) -> Draft:
    if link is None:
        return Draft.of(Recipe())
    try:
        return Draft.of(Recipe.parse(link))
    except VisionError as error:
        draft = Draft.of(Recipe.hiding_in(link))
        st.session_state[_LINK_ERROR] = str(error), draft
        return draft


def show_link_error() -> None:
    """Say what was wrong with the link, until the recipe is another."""
    error, draft = st.session_state.get(_LINK_ERROR, ("", None))
    if error and draft is current():
        filters = ", ".join(_(step.processor.label) for step in draft.recipe.steps)
        start = _("The page starts with {filters} alone.", filters=filters)
        if not filters:
            start = _("The page starts without filters.")
        title = _("This link does not work")
        st.warning(f"{plain(told(error))} {start}", title=title, icon=":material/link_off:")
