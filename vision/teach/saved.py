"""A learned lesson as JSON, to open again or to give to a friend."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

import numpy as np

from vision.teach.features import KINDS, kind_of
from vision.teach.lesson import Example, Lesson, TaughtClass, opened
from vision.teach.training import Learned, remembered
from vision.teach.weighing import Floats32
from vision.types import VisionError
from vision.words.quote import quoted
from vision.words.said import said

MOST_BYTES = 60_000_000
_FORMAT, _VERSION = "vision-booth taught", 1


def as_json(learned: Learned) -> str:
    """Names, examples with their pictures and rows, words: all that `from_json` needs to answer at once."""
    rows = iter(learned.rows)
    classes = [
        {
            "name": kept.name,
            "examples": [{"jpeg": _text(e.jpeg), "vector": _packed(next(rows))} for e in kept.examples],
        }
        for kept in learned.lesson.classes
    ]
    at = {example.jpeg: number for number, example in enumerate(learned.lesson.examples())}
    words = {"of": [[at[jpeg], place] for jpeg, place in learned.places], "patches": _packed(learned.words)}
    saved = {"format": _FORMAT, "version": _VERSION, "features": learned.lesson.features, "classes": classes}
    return json.dumps({**saved, "words": words}, ensure_ascii=False) + "\n"


def from_json(text: str | bytes) -> Learned:
    """The model of such a file. Raises VisionError for anything else, and for one beyond the limits of a lesson."""
    if len(text) > MOST_BYTES:
        raise VisionError(
            said("The model is larger than {most} MB, more than the booth ever writes.", most=MOST_BYTES // 1_000_000)
        )
    try:
        saved = json.loads(text)
        if saved["format"] != _FORMAT:
            raise VisionError("This is not a model that was taught here, or it is damaged.")
        if saved["version"] != _VERSION or saved["features"] not in list(KINDS):
            raise VisionError("This model was made by another version of the booth; teach it again.")
        return _read(saved)
    except VisionError:
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        kind = quoted(type(error).__name__)
        raise VisionError(
            said("This is not a model that was taught here, or it is damaged ({kind}).", kind=kind)
        ) from None


def _read(saved: dict[str, Any]) -> Learned:
    classes, vectors = [], []
    for kept in saved["classes"]:
        examples = []
        for example in kept["examples"]:
            jpeg = base64.b64decode(example["jpeg"], validate=True)
            opened(jpeg)
            examples.append(Example(jpeg))
            vectors.append(_unpacked(example["vector"]))
        classes.append(TaughtClass(_string(kept["name"]), tuple(examples)))
    lesson = Lesson(tuple(classes), saved["features"])
    if not vectors or any(row.shape != vectors[0].shape or row.ndim != 1 for row in vectors):
        raise VisionError(
            "This is not a model that was taught here, or it is damaged: its examples do not fit each other."
        )
    rows = np.stack(vectors)
    words = [(int(example), int(place)) for example, place in saved["words"]["of"]]
    patches = _unpacked(saved["words"]["patches"])
    whole = kind_of(lesson.features).wide
    fits = patches.ndim == 2 and len(patches) == len(words) == rows.shape[1] - whole and len(words)
    if not fits or not all(0 <= example < len(rows) for example, _ in words):
        raise VisionError(
            "This is not a model that was taught here, or it is damaged: its words do not fit its examples."
        )
    return remembered(lesson, patches, rows, words)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a name is text")
    return value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _packed(numbers: Floats32) -> dict[str, Any]:
    return {"shape": numbers.shape, "float16": _text(numbers.astype("<f2").tobytes())}


def _unpacked(packed: dict[str, Any]) -> Floats32:
    try:
        numbers = np.frombuffer(base64.b64decode(packed["float16"], validate=True), "<f2").astype(np.float32)
    except binascii.Error:
        raise ValueError("no numbers") from None
    if not np.isfinite(numbers).all():
        raise ValueError("numbers that are none")
    return numbers.reshape(packed["shape"])
