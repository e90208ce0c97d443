"""The recipe in the sidebar: presets, its steps, all filters as pictures, share."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.common import address, recipe_state
from ui.common.language import _
from ui.common.recipe import all_filters, step_list, take_home
from ui.common.recipe_state import Draft
from vision.presets import PRESETS
from vision.recipe import Recipe

_QUICK = 10  # looks that stand in the sidebar; the live page shows all


@st.fragment
def edit(use: Callable[[Recipe], None], *, looks: bool = True) -> None:
    """The list of steps, and looks to begin with; `use` gets the recipe after each change, without a rerun of the page.

    looks: False where the page itself shows them.
    """
    draft = recipe_state.current()
    if looks:
        _presets(draft)
    st.caption(_("YOUR RECIPE"))
    draft = step_list.edit(draft, _("No filter yet: you see what the camera sees."))
    all_filters.button()
    take_home.share(draft.recipe)
    address.show(**{address.PARAM: str(draft.recipe)})
    use(draft.recipe)


def _presets(draft: Draft) -> None:
    texts = {p.name: str(p.recipe) for p in PRESETS[:_QUICK]}
    chosen = next((name for name, text in texts.items() if text == str(draft.recipe)), None)
    key = f"look {draft.recipe}"  # changes with the recipe, so that the pills follow when it is edited by hand
    st.pills(
        _("Looks"),
        list(texts),
        default=chosen,
        format_func=_,
        key=key,
        on_change=_take_look,
        args=(key,),
        label_visibility="collapsed",
    )


def _take_look(key: str) -> None:
    name = st.session_state[key]
    recipe = next((p.recipe for p in PRESETS if p.name == name), Recipe())
    recipe_state.save(Draft.of(recipe))
