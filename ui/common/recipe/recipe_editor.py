"""The recipe in the sidebar: its steps, all filters as pictures, share."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.common import address, recipe_state
from ui.common.language import _
from ui.common.recipe import all_filters, step_list, take_home
from vision.recipe import Recipe


@st.fragment
def edit(use: Callable[[Recipe], None]) -> None:
    """The list of steps; `use` gets the recipe after each change, without a rerun of the page."""
    st.caption(_("YOUR RECIPE"))
    draft = step_list.edit(recipe_state.current(), _("No filter yet: you see the picture as it came."))
    all_filters.button()
    take_home.share(draft.recipe)
    address.show(**{address.PARAM: str(draft.recipe)})
    use(draft.recipe)
