"""The recipe to share and to take home: a link, text, JSON, a script, a notebook."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.common import links
from ui.common.language import _
from ui.common.words import file_word
from vision.export import as_json, as_notebook, as_script, as_text
from vision.recipe import Recipe
from vision.words.said import N_

_FORMS = (
    (N_("One line of text"), ".txt", "text/plain", as_text),
    ("JSON", ".json", "application/json", as_json),
    (N_("Python script"), ".py", "text/x-python", as_script),
    (N_("Notebook"), ".ipynb", "application/x-ipynb+json", as_notebook),
)


def share(recipe: Recipe) -> None:
    """The link that opens the page with the same filters, and the recipe as files."""
    title = _("Share or take home")
    popover = st.popover(title, icon=":material/link:", width="stretch", key="share", on_change="rerun")
    with popover:
        st.caption(_("Whoever opens this link sees the same filters, on their own pictures."))
        links.show(
            links.link(recipe=str(recipe)), _("A QR code with the address of this recipe"), square=bool(popover.open)
        )
        for label, ending, mime, write in _FORMS:
            st.download_button(
                _(label),
                partial(write, recipe),
                f"{file_word(N_('recipe'))}{ending}",
                mime,
                icon=":material/download:",
                width="stretch",
                on_click="ignore",
            )
