"""A companion that says a file's letters backwards, from the place that it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vision.types import VisionError
from work import companion


def opened(data: bytes) -> Callable[[float], Iterator[companion.Part]]:
    if b"!" in data:
        raise VisionError("This file shouts.")

    def said(place: float) -> Iterator[companion.Part]:
        yield data[::-1][int(place) :]
        yield memoryview(b".")

    return said


if __name__ == "__main__":
    companion.answer(opened)
