"""What was found, to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.common import bench
from vision.faces.export import to_coco, to_csv, to_json, to_voc
from vision.faces.souvenirs import Shown, Style, drawn_as_png, everything, stem, voc_of_all


def downloads(pictures: Sequence[Shown], current: Shown, style: Style) -> None:
    """Buttons for the picture as shown, and for the boxes of all pictures."""
    found, name = [shown.found for shown in pictures], stem(current.found)
    drawn = bench.later(drawn_as_png, current, style)
    _button("Picture as shown", f"{name}-faces.png", drawn, "image", primary=True)
    if len(found) > 1:
        _button("All pictures, all boxes (ZIP)", "faces.zip", bench.later(everything, pictures, style), "folder_zip")
    st.caption("The boxes as data" if len(found) == 1 else f"The boxes of all {len(found)} pictures as data")
    with st.container(horizontal=True, gap="xsmall"):
        _button("JSON", "faces.json", to_json(found))
        _button("CSV", "faces.csv", to_csv(found))
        _button("COCO", "faces-coco.json", to_coco(found))
        if len(found) == 1:
            _button("Pascal VOC", f"{name}.xml", to_voc(current.found))
        else:
            _button("Pascal VOC", "faces-voc.zip", bench.later(voc_of_all, found))


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
