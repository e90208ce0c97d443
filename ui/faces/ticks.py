"""Boxes as rows that can be unticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import streamlit as st

from ui.common.language import _
from ui.common.pictures import address
from vision.faces.privacy import crops
from vision.types import Detections, Image, as_image

_THUMB = 72


def ticks(
    data: dict[str, Any], key: str, question: str, changed: Callable[[int, bool], None], columns: dict[str, Any]
) -> None:
    """A table whose first column, `tick`, asks `question`; `changed` gets the row and the new tick.

    The caller keeps the ticks and hands them in anew, so they outlive the table.
    """

    def read() -> None:
        for row, cells in st.session_state[key]["edited_rows"].items():
            if "tick" in cells:
                changed(int(row), bool(cells["tick"]))

    rows = len(data["tick"])
    st.data_editor(
        data,
        key=key,
        hide_index=True,
        row_height=56,
        height=min(56 * rows + 40, 480),
        disabled=[name for name in data if name != "tick"],
        column_config={
            "tick": st.column_config.CheckboxColumn(question, width=96),
            "number": st.column_config.NumberColumn(_("No."), width=40),
            "crop": st.column_config.ImageColumn(_("Looks like"), width=72),
            **columns,
        },
        on_change=read,
        alt=_("Boxes, each with a tick: {question}", question=question),
    )


def thumbnails(image: Image, faces: Detections) -> list[str]:
    """Each crop as the address of a small JPEG."""
    return [_address(crop) for crop in crops(image, faces)]


def _address(crop: Image) -> str:
    scale = _THUMB / max(crop.shape[:2])
    size = max(1, round(crop.shape[1] * scale)), max(1, round(crop.shape[0] * scale))
    small = as_image(cv2.resize(crop, size, interpolation=cv2.INTER_AREA))
    return address(small, 85)
