"""What was found, as a sentence to read or to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ui.common.language import ngettext, told
from ui.live.found_names import NAMES
from vision.recipe import Recipe
from vision.types import Detections

_READERS = {"qr_codes": "QR code", "bar_codes": "bar code"}  # and what they say when they cannot read one


def in_words(found: Detections) -> str:
    """`a cup, 2 people`, and what has no plural, such as `3 fingers`, as often as it is there; "" for nothing."""
    return ", ".join(_counted(n, label) for label, n in Counter(found.label).items())


def fits(label: str, words: str) -> bool:
    """Whether a finding is meant by these words: by its label, or by what it is called in the visitor's language."""
    wanted = words.strip().casefold()
    return any(wanted in name.casefold() for name in (label, _counted(1, label)))


def _counted(number: int, label: str) -> str:
    thing = NAMES.get(label)
    if thing is None or thing.one is None:
        return ", ".join([told(label)] * number)
    return ngettext(thing.one, thing.template, number)


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
