"""All filters as pictures: searched by word and by group, added at a tap."""

from __future__ import annotations

import streamlit as st

from ui.common import bench, recipe_state
from ui.common.language import _, ngettext
from ui.common.recipe.filter_search import found, groups
from ui.common.words import plain
from vision.catalogue import catalogue
from vision.presets import pictures_of_all
from vision.processor import Processor
from vision.recipe import MOST_STEPS, Step
from vision.types import VisionError
from vision.words.said import N_

_EVERY = N_("all")
_EXAMPLES = N_("old film, find circles, hide my face …")


def button() -> None:
    """Opens the pictures over the page."""
    if st.button(_("All filters, as pictures"), icon=":material/apps:", key="all filters", width="stretch"):
        st.dialog(_("All filters"), width="large")(_show)()


def _show() -> None:
    query = st.text_input(_("What it does"), key="filter words", placeholder=_(_EXAMPLES), icon=":material/search:")
    names = [_EVERY, *groups(catalogue().values())]
    group = st.pills(
        _("Group"),
        names,
        format_func=_,
        default=_EVERY,
        required=True,
        key="filter group",
        label_visibility="collapsed",
        wrap=True,
    )
    entries = found(query, None if group == _EVERY else str(group))
    full = len(recipe_state.current().ids) >= MOST_STEPS
    if full:
        st.caption(_("Your recipe is full: it holds at most {number} steps.", number=MOST_STEPS))
    if not entries:
        st.info(_("No filter fits these words; try others, or another group."), icon=":material/search_off:")
        return
    st.caption(ngettext("{number} filter", "{number} filters", len(entries)))
    pictures = _pictures()
    with st.grid(4, min_column_width=150, gap="small"):
        for entry in entries:
            with st.container(border=True, gap="xsmall"):
                _card(entry, pictures.get(entry.name, b""), full)


def _card(entry: Processor, picture: bytes, full: bool) -> None:
    if picture:
        name = _("What {filter} makes of a photograph", filter=_(entry.label))
        st.image(picture, alt=name, width="stretch")
    st.caption(_(entry.help))
    if st.button(_(entry.label), key=f"add {entry.name}", width="stretch", disabled=full, icon=":material/add:"):
        recipe_state.save(recipe_state.current().added(Step.of(entry.name)))
        st.rerun()


def _pictures() -> dict[str, bytes]:
    """Made once per server, of packaged photographs; none where they cannot be made now."""
    shelf = _shelf()
    if not shelf:
        try:
            shelf |= bench.run(pictures_of_all, words=_("Making a picture of each filter …"))
        except VisionError as error:
            st.caption(plain(error))
    return shelf


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, bytes]:
    return {}
