"""Findings of all kinds as JSON and as COCO, with key points and masks: text, no files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Detections, KeyPoints

_IN_SIGHT = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """What was found in one picture, and the picture's name and size in pixels."""

    file: str
    width: int
    height: int
    found: Detections


def to_json(pictures: Sequence[Annotated]) -> str:
    """One record a picture with all that is known of each finding; masks as run lengths over the whole picture."""
    records = [
        {"file": p.file, "width": p.width, "height": p.height, "found": [_record(p, i) for i in range(len(p.found))]}
        for p in pictures
    ]
    return json.dumps(records, indent=2, ensure_ascii=False)


def to_coco(pictures: Sequence[Annotated]) -> str:
    """COCO's object detection format, with key points and segmentation; identities count from 1."""
    categories = _categories(pictures)
    numbers = {name: number for number, name in enumerate(categories, 1)}
    annotations = [
        {"id": 0, "image_id": image_id, "category_id": numbers[p.found.label[i]], **_annotation(p, i)}
        for image_id, p in enumerate(pictures, 1)
        for i in range(len(p.found))
    ]
    for number, annotation in enumerate(annotations, 1):
        annotation["id"] = number
    images = [{"id": i, "file_name": p.file, "width": p.width, "height": p.height} for i, p in enumerate(pictures, 1)]
    told = [{"id": numbers[name], "name": name, **about} for name, about in categories.items()]
    return json.dumps({"images": images, "annotations": annotations, "categories": told}, indent=2, ensure_ascii=False)


def run_lengths(mask: NDArray[np.bool_]) -> list[int]:
    """COCO's uncompressed run lengths: down each column, beginning with how many are outside."""
    flat = mask.T.reshape(-1)
    changes = np.flatnonzero(np.diff(flat)) + 1
    runs = np.diff(np.concatenate([[0], changes, [len(flat)]])).tolist()
    return [0, *runs] if len(flat) and flat[0] else runs


def whole_mask(picture: Annotated, i: int) -> NDArray[np.bool_] | None:
    """(height, width) the mask of finding `i` in its picture; None where it has none."""
    part = picture.found.mask[i]
    if part is None:
        return None
    whole = np.zeros((picture.height, picture.width), bool)
    left, top = np.floor(picture.found.xyxy[i, :2]).astype(int)
    right, bottom = np.ceil(picture.found.xyxy[i, 2:]).astype(int)
    wide = cv2.resize(part.astype(np.uint8), (right - left, bottom - top), interpolation=cv2.INTER_NEAREST) > 0
    inner = whole[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    inner[:] = wide[max(-top, 0) :, max(-left, 0) :][: inner.shape[0], : inner.shape[1]]
    return whole


def _record(picture: Annotated, i: int) -> dict[str, Any]:
    found, points = picture.found, picture.found.points[i]
    record: dict[str, Any] = {
        "label": found.label[i],
        "box": [round(float(v), 2) for v in found.xyxy[i]],
        "score": round(float(found.score[i]), 4),
        "class_id": found.class_id[i],
        "track_id": found.track_id[i],
    }
    if points is not None:
        places = zip(points.skeleton.points, points.xy, points.seen, strict=True)
        record["kind"] = points.skeleton.name
        record["points"] = {n: [round(float(x), 2), round(float(y), 2), round(float(s), 3)] for n, (x, y), s in places}
        record["links"] = [list(link) for link in points.skeleton.links]
    mask = whole_mask(picture, i)
    if mask is not None:
        record["mask"] = run_lengths(mask)
    return {key: value for key, value in record.items() if value is not None}


def _annotation(picture: Annotated, i: int) -> dict[str, Any]:
    found = picture.found
    left, top, right, bottom = (round(float(v), 2) for v in found.xyxy[i])
    width, height = round(right - left, 2), round(bottom - top, 2)
    told: dict[str, Any] = {
        "bbox": [left, top, width, height],
        "area": round(width * height, 2),
        "iscrowd": 0,
        "score": round(float(found.score[i]), 4),
    }
    mask, points = whole_mask(picture, i), found.points[i]
    if mask is not None:
        told |= {"area": int(mask.sum()), "segmentation": {"size": list(mask.shape), "counts": run_lengths(mask)}}
    if points is not None:
        told |= _key_points(points)
    if found.track_id[i] is not None:
        told["track_id"] = found.track_id[i]
    return told


def _key_points(points: KeyPoints) -> dict[str, Any]:
    """x, y and 2 for each point in sight, 1 for one that is known and hidden."""
    seen = points.seen >= _IN_SIGHT
    rows = [[round(float(x), 2), round(float(y), 2), 2 if s else 1] for (x, y), s in zip(points.xy, seen, strict=True)]
    return {"keypoints": [v for row in rows for v in row], "num_keypoints": len(rows)}


def _categories(pictures: Sequence[Annotated]) -> dict[str, dict[str, Any]]:
    """Each label in the order met, with the key points that its first finding has."""
    known: dict[str, dict[str, Any]] = {}
    for found in (p.found for p in pictures):
        for label, points in zip(found.label, found.points, strict=True):
            about: dict[str, Any] = {}
            if points is not None:
                links = [[a + 1, b + 1] for a, b in points.skeleton.links]
                about = {"keypoints": list(points.skeleton.points), "skeleton": links}
            known.setdefault(label, about)
    return known
