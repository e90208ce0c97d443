"""What was found, as a sentence to read or to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ui.common.words import counted
from vision.recipe import Recipe
from vision.types import Detections

_READERS = {"qr_codes": "QR code", "bar_codes": "bar code"}  # and what they say when they cannot read one


def in_words(found: Detections) -> str:
    """`a cup, 2 people`, and what tells a number already, `3 fingers`, as it stands; "" for nothing."""
    return ", ".join(_counted(n, label) for label, n in Counter(found.label).items())


def _counted(number: int, label: str) -> str:
    if any(letter.isdigit() for letter in label):
        return ", ".join([label] * number)
    if number == 1 and (label in _PAIRS or label.endswith(("open", "shut"))):
        return label
    if number == 1:
        return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"
    return counted(number, label, _MANY.get(label, f"{label}es" if label.endswith(("s", "sh", "ch", "x")) else ""))


_PAIRS = {"scissors", "skis", "broccoli"}
_MANY = {"person": "people", "body": "bodies", "knife": "knives", "mouse": "mice", "sheep": "sheep"}
_MANY |= {word: word for word in _PAIRS} | {"wine glass": "wine glasses", "hot dog": "hot dogs"}


def read_and_seen(found: Detections, recipe: Recipe) -> tuple[tuple[str, ...], Detections]:
    """The texts that the recipe's readers of codes read, and the rest of what was found."""
    readers = [s.name for s in recipe.steps if s.on and s.name in _READERS]
    if not readers:
        return (), found
    others = _labels_of(recipe, readers)
    texts = [label not in others for label in found.label]
    read = tuple(dict.fromkeys(label for label, text in zip(found.label, texts, strict=True) if text))
    return read, found.pick([not text for text in texts])


def _labels_of(recipe: Recipe, readers: Iterable[str]) -> set[str]:
    """What may be named beside texts: unread codes, and the findings of other steps."""
    return {_READERS[name] for name in readers} | _NAMES


_NAMES = {"face", "eye", "smile", "profile", "colour"}
