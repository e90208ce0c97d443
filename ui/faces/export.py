"""What was found, to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.common import bench
from ui.common.language import _, ngettext
from ui.common.words import file_word
from vision.faces.export import to_coco, to_csv, to_json, to_voc
from vision.faces.souvenirs import Shown, Style, drawn_as_png, everything, stem, voc_of_all
from vision.words.said import N_


def downloads(pictures: Sequence[Shown], current: Shown, style: Style) -> None:
    """Buttons for the picture as shown, and for the boxes of all pictures."""
    found, name, faces = [shown.found for shown in pictures], stem(current.found), file_word(N_("faces"))
    drawn = bench.later(drawn_as_png, current, style)
    _button(_("Picture as shown"), f"{name}-{faces}.png", drawn, "image", primary=True)
    if len(found) > 1:
        every = bench.later(everything, pictures, style)
        _button(_("All pictures, all boxes (ZIP)"), f"{faces}.zip", every, "folder_zip")
    st.caption(ngettext("The boxes as data", "The boxes of all {number} pictures as data", len(found)))
    with st.container(horizontal=True, gap="xsmall"):
        _button("JSON", f"{faces}.json", to_json(found))
        _button("CSV", f"{faces}.csv", to_csv(found))
        _button("COCO", f"{faces}-coco.json", to_coco(found))
        if len(found) == 1:
            _button(_("Pascal VOC"), f"{name}.xml", to_voc(current.found))
        else:
            _button(_("Pascal VOC"), f"{faces}-voc.zip", bench.later(voc_of_all, found))


def _button(
    label: str, name: str, data: bytes | str | Callable[[], bytes], icon: str = "download", *, primary: bool = False
) -> None:
    st.download_button(
        label,
        data,
        name,
        icon=f":material/{icon}:",
        type="primary" if primary else "secondary",
        width="stretch" if icon != "download" else "content",
        on_click="ignore",
    )
