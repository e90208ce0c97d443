"""All filters as pictures: searched by word and by group, added at a tap."""

from __future__ import annotations

import streamlit as st

from ui.common import bench, recipe_state
from ui.common.recipe.filter_search import found, groups
from ui.common.words import counted, plain
from vision.catalogue import catalogue
from vision.presets import pictures_of_all
from vision.processor import Processor
from vision.recipe import MOST_STEPS, Step
from vision.types import VisionError

_EVERY = "all"
_EXAMPLES = "old film, find circles, hide my face …"


def button() -> None:
    """Opens the pictures over the page."""
    if st.button("All filters, as pictures", icon=":material/apps:", key="all filters", width="stretch"):
        _show()


@st.dialog("All filters", width="large")
def _show() -> None:
    query = st.text_input("What it does", key="filter words", placeholder=_EXAMPLES, icon=":material/search:")
    names = [_EVERY, *groups(catalogue().values())]
    group = st.pills(
        "Group",
        names,
        default=_EVERY,
        required=True,
        key="filter group",
        label_visibility="collapsed",
        wrap=True,
    )
    entries = found(query, None if group == _EVERY else str(group))
    full = len(recipe_state.current().ids) >= MOST_STEPS
    if full:
        st.caption(f"Your recipe is full: it holds at most {MOST_STEPS} steps.")
    if not entries:
        st.info("No filter fits these words; try others, or another group.", icon=":material/search_off:")
        return
    st.caption(counted(len(entries), "filter"))
    pictures = _pictures()
    with st.grid(4, min_column_width=150, gap="small"):
        for entry in entries:
            with st.container(border=True, gap="xsmall"):
                _card(entry, pictures.get(entry.name, b""), full)


def _card(entry: Processor, picture: bytes, full: bool) -> None:
    if picture:
        st.image(picture, alt=f"What {entry.label} makes of a photograph", width="stretch")
    st.caption(entry.help)
    if st.button(entry.label, key=f"add {entry.name}", width="stretch", disabled=full, icon=":material/add:"):
        recipe_state.save(recipe_state.current().added(Step.of(entry.name)))
        st.rerun()


def _pictures() -> dict[str, bytes]:
    """Made once per server, of packaged photographs; none where they cannot be made now."""
    shelf = _shelf()
    if not shelf:
        try:
            shelf |= bench.run(pictures_of_all, words="Making a picture of each filter …")
        except VisionError as error:
            st.caption(plain(error))
    return shelf


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, bytes]:
    return {}
