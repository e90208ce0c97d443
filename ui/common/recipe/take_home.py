"""The recipe to share and to take home: a link, text, JSON, a script, a notebook."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.common import links
from ui.common.language import _
from vision.export import as_json, as_notebook, as_script, as_text
from vision.recipe import Recipe

_FORMS = (
    ("One line of text", "recipe.txt", "text/plain", as_text),
    ("JSON", "recipe.json", "application/json", as_json),
    ("Python script", "recipe.py", "text/x-python", as_script),
    ("Notebook", "recipe.ipynb", "application/x-ipynb+json", as_notebook),
)


def share(recipe: Recipe) -> None:
    """The link that opens the page with the same filters, and the recipe as files."""
    popover = st.popover("Share or take home", icon=":material/link:", width="stretch", key="share", on_change="rerun")
    with popover:
        st.caption("Whoever opens this link sees the same filters, on their own pictures.")
        links.show(
            links.link(recipe=str(recipe)), _("A QR code with the address of this recipe"), square=bool(popover.open)
        )
        for label, name, mime, write in _FORMS:
            st.download_button(
                label,
                partial(write, recipe),
                name,
                mime,
                icon=":material/download:",
                width="stretch",
                on_click="ignore",
            )
