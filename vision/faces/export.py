"""What was found as JSON, CSV, COCO and Pascal VOC: text, no files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from vision.types import Detections
from vision.words.quote import cell

CATEGORIES = ("face", "eye", "smile")
RGB_DEPTH = 3


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Everything found in one picture, and the picture's name and size in pixels."""

    file: str
    width: int
    height: int
    faces: Detections
    eyes: Detections
    smiles: Detections

    def rows(self) -> Iterator[tuple[str, list[float]]]:
        """(label, [left, top, right, bottom, score]) of all, faces first."""
        for found in (self.faces, self.eyes, self.smiles):
            yield from zip(found.label, boxes_and_scores(found), strict=True)


def boxes_and_scores(found: Detections) -> list[list[float]]:
    """[[left, top, right, bottom, score], ...], pixels to two places, scores to four."""
    return [
        [*(round(float(v), 2) for v in box), round(float(score), 4)]
        for box, score in zip(found.xyxy, found.score, strict=True)
    ]


def as_record(found: Found) -> dict[str, Any]:
    """One picture as plain values: file, faces, eyes, smiles."""
    parts = {"faces": found.faces, "eyes": found.eyes, "smiles": found.smiles}
    return {"file": found.file, **{name: boxes_and_scores(part) for name, part in parts.items()}}


def to_json(pictures: Sequence[Found]) -> str:
    """A list with one record a picture, each with its size."""
    records = [{**as_record(p), "width": p.width, "height": p.height} for p in pictures]
    return json.dumps(records, indent=2, ensure_ascii=False)


def to_csv(pictures: Sequence[Found]) -> str:
    """One line a box: file, label, left, top, right, bottom, score."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "label", "left", "top", "right", "bottom", "score"])
    writer.writerows([cell(p.file), label, *row] for p in pictures for label, row in p.rows())
    return out.getvalue()


def to_coco(pictures: Sequence[Found]) -> str:
    """COCO's object detection format: boxes as left, top, width, height; identities count from 1."""
    annotations: list[dict[str, Any]] = []
    for image_id, picture in enumerate(pictures, 1):
        for label, (left, top, right, bottom, score) in picture.rows():
            width, height = round(right - left, 2), round(bottom - top, 2)
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image_id,
                    "category_id": CATEGORIES.index(label) + 1,
                    "bbox": [left, top, width, height],
                    "area": round(width * height, 2),
                    "iscrowd": 0,
                    "score": score,
                }
            )
    images = [{"id": i, "file_name": p.file, "width": p.width, "height": p.height} for i, p in enumerate(pictures, 1)]
    categories = [{"id": i, "name": name} for i, name in enumerate(CATEGORIES, 1)]
    return json.dumps({"images": images, "annotations": annotations, "categories": categories}, indent=2)


def to_voc(picture: Found) -> str:
    """Pascal VOC's XML for one picture; its pixels are whole and count from 1."""
    root = ElementTree.Element("annotation")
    ElementTree.SubElement(root, "filename").text = _printable(picture.file)
    size = ElementTree.SubElement(root, "size")
    for name, value in (("width", picture.width), ("height", picture.height), ("depth", RGB_DEPTH)):
        ElementTree.SubElement(size, name).text = str(value)
    for label, (left, top, right, bottom, _) in picture.rows():
        thing = ElementTree.SubElement(root, "object")
        ElementTree.SubElement(thing, "name").text = label
        ElementTree.SubElement(thing, "difficult").text = "0"
        box = ElementTree.SubElement(thing, "bndbox")
        edges = {"xmin": left + 1, "ymin": top + 1, "xmax": right, "ymax": bottom}
        for name, edge in edges.items():
            ElementTree.SubElement(box, name).text = str(round(edge))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
