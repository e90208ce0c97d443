"""Several pictures at once through the recipe, and a ZIP to download."""

from __future__ import annotations

import streamlit as st

from ui.common import bench
from ui.common.language import _, ngettext, told
from ui.common.pictures import Named
from ui.common.recipe.brought import brought_along
from ui.common.words import file_word, plain
from ui.lab.views import LAB, NOT_HIDDEN
from vision.catalogue import label_of
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
        bar.progress(number / len(pictures), _("{number} of {total}", number=number, total=len(pictures)))
        try:
            result = bench.run(filtered, picture.image, recipe, brought_along())
        except VisionError as error:
            st.warning(plain(error), title=plain(picture.name), icon=":material/timer_off:")
            continue
        for timing in result.errors:
            reason = plain(told(timing.error))
            words = _("{name} was passed over: {reason}", name=_(label_of(timing.name)), reason=reason)
            st.warning(words, title=plain(picture.name), icon=":material/warning:")
        if result.stand_in:
            st.warning(_(NOT_HIDDEN), title=plain(picture.name), icon=":material/visibility_off:")
        else:
            results[picture.name] = result.image
    bar.empty()
    if not results:
        return
    st.download_button(
        ngettext("Download {number} as ZIP", "Download all {number} as ZIP", len(results)),
        bench.later(zip_of_pictures, results),
        f"{file_word(LAB)}.zip",
        "application/zip",
        icon=":material/folder_zip:",
        type="primary",
        on_click="ignore",
    )
    row = st.columns(4, gap="small")
    for i, (name, image) in enumerate(list(results.items())[:_SHOWN]):
        row[i % 4].image(narrowed(image), plain(name), alt=_("{picture}, filtered", picture=name), width="stretch")
