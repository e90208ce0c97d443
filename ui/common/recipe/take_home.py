"""The recipe to share and to take home: a link, text, JSON, a script, a notebook."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

import streamlit as st

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
    with st.popover("Share or take home", icon=":material/link:", width="stretch"):
        base = (st.context.url or "").split("?")[0]
        st.caption("Whoever opens this link sees the same filters, on their own pictures.")
        st.code(f"{base}?recipe={quote(str(recipe))}", language=None, wrap_lines=True)
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
