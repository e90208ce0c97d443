"""By what pictures are compared: our own patches, which need nothing, what a network sees, the points of a hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vision.learned import objects
from vision.models.files import lacking
from vision.models.record import Model
from vision.models.shelf import BODY, HAND, OBJECTS, PALM
from vision.teach.patches import patches, small
from vision.teach.points import body_parts, hand_parts
from vision.teach.spectrogram import sound_parts
from vision.types import Image, VisionError
from vision.words.quote import quoted
from vision.words.said import said

OWN, NETWORK, HANDS, BODIES, SOUNDS = "patches", "network", "hands", "bodies", "sounds"


Whole = NDArray[np.float32]
"""(W,), what is told of all of a picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """parts: (P, D) float16, a row for each part of a picture. whole: (W,) float32, of all of it; (0,) for nothing."""

    parts: NDArray[np.float16]
    whole: Whole = field(default_factory=lambda: np.zeros(0, np.float32))


def _nothing(_: Image) -> Whole:
    return np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes pictures. parts: (P, D) of one; whole: (wide,) of one. needs: the learned models it asks.

    missing: what to say of a picture without any part.
    """

    parts: Callable[[Image], NDArray[np.float32]]
    whole: Callable[[Image], Whole] = _nothing
    wide: int = 0
    needs: tuple[Model, ...] = ()
    missing: str = "There is nothing in the picture."


def _patches(image: Image) -> NDArray[np.float32]:
    return patches(small(image))


KINDS = {
    OWN: Describer(_patches),
    NETWORK: Describer(_patches, objects.features, objects.FEATURES, (OBJECTS,)),
    SOUNDS: Describer(sound_parts, missing="Nothing is heard."),
    HANDS: Describer(hand_parts, needs=(PALM, HAND), missing="No hand is seen."),
    BODIES: Describer(body_parts, needs=(BODY,), missing="Nobody is seen."),
}


def describe(image: Image, features: str = OWN, whole: Whole | None = None) -> Description:
    """What `features` say of a picture of any size; of the whole, where that is known, nobody is asked.

    Raises VisionError for features that are not known and for a picture that is too narrow, NotThereError when the file
    of a network is missing.
    """
    kind = kind_of(features)
    parts = kind.parts(image).astype(np.float16)
    return Description(parts, kind.whole(image) if whole is None else whole)


def kind_of(features: str) -> Describer:
    """Raises VisionError for features that are not known."""
    if features not in KINDS:
        raise VisionError(
            said(
                "Features called {features} are not known; there are: {known}.",
                features=quoted(features),
                known=", ".join(KINDS),
            )
        )
    return KINDS[features]


def best() -> str:
    """The features to teach things with on this computer."""
    return OWN if lacking(KINDS[NETWORK].needs) else NETWORK
