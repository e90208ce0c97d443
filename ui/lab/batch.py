"""Several pictures at once through the recipe, and a ZIP to download."""

from __future__ import annotations

import streamlit as st

from ui.common import bench
from ui.common.pictures import Named
from ui.common.words import plain
from ui.lab.views import NOT_HIDDEN
from vision.recipe import Recipe
from vision.stills.still import filtered, zip_of_pictures
from vision.types import Image, VisionError
from vision.working_size import narrowed

_SHOWN = 12


def run_all(pictures: list[Named], recipe: Recipe) -> None:
    """All pictures with a progress bar, small results, and one ZIP of PNGs."""
    bar = st.progress(0.0)
    results: dict[str, Image] = {}
    for number, picture in enumerate(pictures, 1):
        bar.progress(number / len(pictures), f"{number} of {len(pictures)}")
        try:
            result = bench.run(filtered, picture.image, recipe)
        except VisionError as error:
            st.warning(plain(error), title=plain(picture.name), icon=":material/timer_off:")
            continue
        for timing in result.errors:
            told = f"{timing.name} was passed over: {plain(timing.error)}"
            st.warning(told, title=plain(picture.name), icon=":material/warning:")
        if result.stand_in:
            st.warning(NOT_HIDDEN, title=plain(picture.name), icon=":material/visibility_off:")
        else:
            results[picture.name] = result.image
    bar.empty()
    if not results:
        return
    st.download_button(
        f"Download all {len(results)} as ZIP",
        bench.later(zip_of_pictures, results),
        "image-lab.zip",
        "application/zip",
        icon=":material/folder_zip:",
        type="primary",
        on_click="ignore",
    )
    row = st.columns(4, gap="small")
    for i, (name, image) in enumerate(list(results.items())[:_SHOWN]):
        row[i % 4].image(narrowed(image), plain(name), alt=f"{name}, filtered", width="stretch")
