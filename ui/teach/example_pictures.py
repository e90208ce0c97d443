"""The examples' small pictures: each goes to the browser once, when it asks for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import cv2

from ui.common.pictures import address
from ui.common.session_cache import places
from vision.teach.lesson import Example
from vision.types import as_image

_SIZE = 72, 54
AT_ONCE = 60
"""Pictures in one message at most."""


class ExamplePictures:
    """Names of the examples of one lesson, by what is in them, and the pictures that a view of them asked for."""

    def __init__(self) -> None:
        self._named: dict[int, tuple[Example, str]] = {}  # holds the example, so that no other one has its number
        self._made: dict[str, str] = {}
        self._asked: dict[str, tuple[str, ...]] = {}

    def names(self, examples: Iterable[Example]) -> list[str]:
        """What each is asked for by."""
        return [self._name(example) for example in examples]

    def keep(self, examples: Iterable[Example]) -> None:
        """Forget all others."""
        there = {id(example.jpeg): self._name(example) for example in examples}
        self._named = {number: self._named[number] for number in there}
        self._made = {name: src for name, src in self._made.items() if name in set(there.values())}

    def ask(self, view: str, names: Iterable[str]) -> None:
        """A view has no pictures of these yet."""
        self._asked[view] = tuple(names)[:AT_ONCE]

    def asked(self, view: str) -> dict[str, str]:
        """Addresses by name of what a view asked for, once."""
        wanted = set(self._asked.pop(view, ()))
        return {name: self._picture(name, e) for e, name in self._named.values() if name in wanted}

    def _name(self, example: Example) -> str:
        kept = self._named.get(id(example.jpeg))
        if kept is None:
            name = hashlib.blake2b(example.jpeg, digest_size=6).hexdigest()
            kept = self._named[id(example.jpeg)] = example, name
        return kept[1]

    def _picture(self, name: str, example: Example) -> str:
        if name not in self._made:
            small = as_image(cv2.resize(example.image(), _SIZE, interpolation=cv2.INTER_AREA))
            self._made[name] = address(small, 80)
        return self._made[name]


def example_pictures() -> ExamplePictures:
    """This page's."""
    held: ExamplePictures = places().setdefault("taught thumbnails", ExamplePictures())
    return held
