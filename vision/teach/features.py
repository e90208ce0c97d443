"""By what pictures are compared: our own patches, which need nothing, or what a network sees in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.quote import quoted
from vision.teach.patches import patches
from vision.types import Image, VisionError

OWN = "patches"
KINDS = (OWN,)
Description = NDArray[np.float16]
"""(P, D): a row for each patch of a picture, or one row for the whole of it."""


def describe(image: Image, features: str = OWN) -> Description:
    """What `features` say of a small picture; raises VisionError for features that are not known."""
    if features != OWN:
        raise VisionError(f"Features called {quoted(features)} are not known; there are: {', '.join(KINDS)}.")
    return patches(image).astype(np.float16)
