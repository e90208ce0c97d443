"""The looks as small pictures, to choose from before any camera is on."""

from __future__ import annotations

import streamlit as st

from ui.common import recipe_state
from ui.common.recipe_state import Draft
from ui.live.thumbnails import thumbnails
from vision.presets import PRESETS, Preset
from vision.recipe import Recipe

_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#8883"/></svg>'
_SEEN = "page seen"
_WIDTH = 146  # pixels: four in a row beside the settings, two on a phone


def gallery(recipe: Recipe) -> None:
    """All looks with their thumbnails, which come by and by; a press takes one into the sidebar."""
    st.subheader("Pick a look", anchor=False)
    waiting = thumbnails().expected() or _SEEN not in st.session_state
    st.fragment(_looks, run_every=1.0 if waiting else None)(recipe, waiting)


def _looks(recipe: Recipe, waiting: bool) -> None:
    if _SEEN not in st.session_state:  # START comes first: so much on a page keeps a browser busy
        st.session_state[_SEEN] = True
        return
    if waiting and not thumbnails().expected():
        st.rerun()  # ends the waiting
    with st.container(horizontal=True):
        for preset in PRESETS:
            with st.container(width=_WIDTH):
                _look(preset, chosen=preset.recipe == recipe)


def _look(preset: Preset, chosen: bool) -> None:
    st.image(thumbnails().of(preset) or _EMPTY, alt=f"{preset.name}: {preset.help}", width="stretch")
    pressed = st.button(
        preset.name,
        key=f"gallery {preset.name}",
        help=preset.help,
        type="primary" if chosen else "secondary",
        width="stretch",
        on_click=_take,
        args=(preset,),
    )
    if pressed:
        st.rerun()


def _take(preset: Preset) -> None:
    recipe_state.save(Draft.of(preset.recipe))
