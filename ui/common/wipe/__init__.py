"""Before and after in one picture, with a line between that is dragged: Streamlit has no such thing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import _
from ui.common.pictures import served
from vision.imageio import save_jpeg
from vision.types import Image

_HERE = Path(__file__).parent
_HTML = (
    '<div class="wipe"><img draggable="false"><img draggable="false"></div>'
    '<input type="range" min="0" max="100" step="any" value="50">'
)
_wipe = st.components.v2.component(
    "vision_booth_wipe", html=_HTML, js=(_HERE / "wipe.js").read_text(), css=(_HERE / "wipe.css").read_text()
)


def wipe(before: Image, after: Image, name: str, key: str) -> None:
    """Two pictures of one size; left of the line the first, right of it the second."""
    names = {
        "unfiltered": _("{picture}, unfiltered", picture=name),
        "filtered": _("{picture}, filtered", picture=name),
        "line": _("Where before ends and after begins"),
    }
    sides = {"before": before, "after": after}
    pictures = {side: served(save_jpeg(image), f"{key} {side}") for side, image in sides.items()}
    _wipe(key=key, data={**pictures, **names})
