"""A packaged photograph, for showing what a recipe does before any camera is on."""

from __future__ import annotations

import streamlit as st

from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image


@st.cache_data(show_spinner=False, max_entries=1)
def photograph() -> Image:
    """Eileen Collins, NASA, in the public domain: scikit-image's "astronaut"."""
    import skimage.data

    image: Image = skimage.data.astronaut()
    return image


@st.cache_data(show_spinner=False, max_entries=64)
def filtered(recipe_text: str) -> Image:
    """The photograph through a recipe."""
    return Pipeline().run(photograph(), Recipe.parse(recipe_text)).image


def show(recipe: Recipe) -> None:
    """The photograph before and after, side by side."""
    before, after = st.columns(2, gap="small")
    before.image(photograph(), "What the camera sees", alt="A portrait, unfiltered", width="stretch")
    after.image(filtered(str(recipe)), "What your recipe makes of it", alt="The portrait, filtered", width="stretch")
