"""A registry with steps that fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
import pytest

from vision import processor as room
from vision.catalogue import catalogue
from vision.processor import processor
from vision.types import Detections, Image


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A registry of the test's own, with steps that no visitor wants."""
    catalogue()
    monkeypatch.setattr(room, "_registry", dict(room._registry))

    @processor("Fails")
    def fails(image: Image) -> Image:
        """Always raise."""
        raise IndexError("list index out of range")

    @processor("Shrinks")
    def shrinks(image: Image) -> Image:
        """Return another size."""
        return image[::2, ::2].copy()

    @processor("Pale")
    def pale(image: Image) -> Image:
        """Return another kind of number."""
        return cast(Image, image.astype(float))

    @processor("Lost box")
    def lost_box(image: Image) -> Detections:
        """Find something that lies nowhere."""
        return Detections.of([np.nan] * 4, "box")

    yield
