"""What was found, as a sentence to read or to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ui.common.words import counted
from vision.recipe import Recipe
from vision.types import Detections

_READERS = {"qr_codes": "QR code", "bar_codes": "bar code"}  # and what they say when they cannot read one


def in_words(found: Detections) -> str:
    """`2 faces, 1 smile`; "" for nothing."""
    return ", ".join(counted(n, label) for label, n in Counter(found.label).items())


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
