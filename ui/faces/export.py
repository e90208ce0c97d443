"""What was found, to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePath

import streamlit as st

from vision.faces.export import Found, to_coco, to_csv, to_json, to_voc
from vision.imageio import save_png
from vision.types import Image

Draw = Callable[[Found], Image]


def downloads(found: Sequence[Found], current: Found, draw: Draw) -> None:
    """Buttons for the picture as shown, and for the boxes of all pictures."""
    _button("Picture as shown", f"{stem(current)}-faces.png", lambda: save_png(draw(current)), "image", primary=True)
    if len(found) > 1:
        _button("All pictures, all boxes (ZIP)", "faces.zip", lambda: _zip(_all(found, draw)), "folder_zip")
    st.caption("The boxes as data" if len(found) == 1 else f"The boxes of all {len(found)} pictures as data")
    with st.container(horizontal=True, gap="xsmall"):
        _button("JSON", "faces.json", to_json(found))
        _button("CSV", "faces.csv", to_csv(found))
        _button("COCO", "faces-coco.json", to_coco(found))
        if len(found) == 1:
            _button("Pascal VOC", f"{stem(current)}.xml", to_voc(current))
        else:
            _button("Pascal VOC", "faces-voc.zip", _zip(_voc(found)))


def stem(found: Found) -> str:
    """The picture's name without folders and ending."""
    return PurePath(found.file.replace("\\", "/")).stem or "picture"


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


def _voc(found: Sequence[Found]) -> dict[str, bytes]:
    return {f"{i}-{stem(f)}.xml": to_voc(f).encode() for i, f in enumerate(found, 1)}


def _all(found: Sequence[Found], draw: Draw) -> dict[str, bytes]:
    pictures = {f"pictures/{i}-{stem(f)}.png": save_png(draw(f)) for i, f in enumerate(found, 1)}
    voc = {f"voc/{name}": data for name, data in _voc(found).items()}
    tables = {"faces.json": to_json(found), "faces.csv": to_csv(found), "faces-coco.json": to_coco(found)}
    return {**pictures, **voc, **{name: text.encode() for name, text in tables.items()}}


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
