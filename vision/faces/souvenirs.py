"""Pictures with their faces marked or hidden, and all that was found in them, to take home."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from vision.draw import draw_detections
from vision.faces.export import Found, to_coco, to_csv, to_json, to_voc
from vision.faces.privacy import hide
from vision.imageio import save_png
from vision.types import Detections, Image

Style = Literal["boxes", "blur", "pixelate", "cover"]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A picture, what was found in it, and the faces' numbers. known: whether all its faces could be looked for."""

    image: Image
    found: Found
    numbers: tuple[str, ...]
    known: bool = True

    def drawn(self, style: Style) -> Image:
        """The picture with boxes and the faces' numbers, or the faces hidden: all of it while they are not known."""
        if style != "boxes":
            height, width = self.image.shape[:2]
            everywhere = Detections.of([0, 0, width, height], "face")
            return hide(self.image, self.found.faces if self.known else everywhere, style)
        inside = self.found.eyes + self.found.smiles
        return draw_detections(self.image, inside + self.found.faces, tags=[*[""] * len(inside), *self.numbers])


def drawn_as_png(shown: Shown, style: Style) -> bytes:
    return save_png(shown.drawn(style))


def everything(pictures: Sequence[Shown], style: Style) -> bytes:
    """A ZIP of the pictures, and of their boxes in every form."""
    found = [shown.found for shown in pictures]
    drawn = {f"pictures/{i}-{stem(s.found)}.png": drawn_as_png(s, style) for i, s in enumerate(pictures, 1)}
    tables = {"faces.json": to_json(found), "faces.csv": to_csv(found), "faces-coco.json": to_coco(found)}
    voc = {f"voc/{name}": data for name, data in _voc(found).items()}
    return _zip({**drawn, **voc, **{name: text.encode() for name, text in tables.items()}})


def voc_of_all(found: Sequence[Found]) -> bytes:
    """A ZIP of one Pascal VOC file a picture."""
    return _zip(_voc(found))


def stem(found: Found) -> str:
    """The picture's name without folders and ending."""
    return PurePath(found.file.replace("\\", "/")).stem or "picture"


def _voc(found: Sequence[Found]) -> dict[str, bytes]:
    return {f"{i}-{stem(f)}.xml": to_voc(f).encode() for i, f in enumerate(found, 1)}


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
