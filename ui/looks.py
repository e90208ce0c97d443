"""The looks as small pictures, to choose from before any camera is on."""

from __future__ import annotations

import streamlit as st

from ui import recipe_state
from ui.recipe_state import Draft
from vision.imageio import save_jpeg
from vision.presets import PRESETS, Preset, thumbnail
from vision.recipe import Recipe

_WIDTH, _QUALITY = 240, 80


@st.cache_data(show_spinner=False, max_entries=2 * len(PRESETS))
def _picture(name: str, text: str) -> bytes:
    """The thumbnail of a look, small enough for a slow link; the text is part of the cache's key."""
    return save_jpeg(thumbnail(_named(name), _WIDTH), quality=_QUALITY)


def _named(name: str) -> Preset:
    return next(p for p in PRESETS if p.name == name)


def gallery(recipe: Recipe, columns: int = 4) -> None:
    """All looks with their thumbnails; a press takes one into the sidebar."""
    st.subheader("Pick a look", anchor=False)
    for start in range(0, len(PRESETS), columns):
        row = st.columns(columns, gap="small")
        for place, preset in zip(row, PRESETS[start : start + columns], strict=False):
            with place:
                _look(preset, chosen=preset.recipe == recipe)


def _look(preset: Preset, chosen: bool) -> None:
    st.image(_picture(preset.name, preset.text), alt=f"{preset.name}: {preset.help}", width="stretch")
    st.button(
        preset.name,
        key=f"gallery {preset.name}",
        help=preset.help,
        type="primary" if chosen else "secondary",
        width="stretch",
        on_click=_take,
        args=(preset.name,),
    )


def _take(name: str) -> None:
    recipe_state.save(Draft.of(_named(name).recipe))
