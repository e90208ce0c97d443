"""Which pixels are a person, with edges that follow the picture's own.

MediaPipe's selfie segmentation (a MobileNetV3 with a small decoder, Apache-2.0) sees 256 x 144 pixels; a guided filter
(He and Sun, "Fast guided filter", 2015) brings its answer to the picture's edges.
"""

from __future__ import annotations

from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.models.network import network
from vision.models.shelf import PERSON
from vision.pixels.resize import Levels, halved, stretched
from vision.types import Image, as_gray

Share = NDArray[np.float32]
"""(h, w) how much of each pixel is the person, in [0, 1]."""

WIDTH, HEIGHT = 256, 144
_WHITE = np.float32(255)
_REACH = 4  # of the filter, in pixels of the small picture
_FLAT = 2e-4  # variance of grey, 0 to 1, below which a patch is taken for flat
_FINE = 240  # pixels that a side has at least where the outline is drawn: half a camera's are told apart by nobody
_LOW, _HIGH = 0.25, 0.75  # what the network leaves open between these is spread over 0 to 1


def reduced(image: Levels) -> Levels:
    """The picture at HEIGHT x WIDTH, as the network sees it."""
    return cast(Levels, cv2.resize(halved(image, WIDTH, HEIGHT), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR))


def person_share(image: Image) -> Share:
    """(HEIGHT, WIDTH) how likely each part of the picture is a person, as the network says it.

    Raises VisionError when its file is missing.
    """
    small = reduced(image)
    tensor = _float(small.transpose(2, 0, 1)[None]) / _WHITE
    return network(PERSON).run(tensor)[0].reshape(HEIGHT, WIDTH)


def at_edges(share: Share, image: Image) -> Share:
    """(H, W) the share of the person in each pixel of the picture, its outline laid along the picture's edges."""
    if share.max() < _LOW:
        return np.zeros(image.shape[:2], np.float32)
    grey = halved(as_gray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)), _FINE, _FINE)
    slope, level = _guided(_float(reduced(grey)) / _WHITE, share)
    spread = np.float32(1 / (_HIGH - _LOW))
    slope, level = slope * spread / _WHITE, (level - np.float32(_LOW)) * spread
    found = cv2.multiply(grey, stretched(slope, grey), dtype=cv2.CV_32F)
    found = _float(cv2.add(found, stretched(level, grey)))
    return stretched(np.clip(found, 0, 1, out=found), image)


def _guided(guide: Share, share: Share) -> tuple[Share, Share]:
    """Per pixel the line share = slope * grey + level that fits its surroundings best."""

    def mean(a: NDArray[Any]) -> Share:
        return _float(cv2.blur(a, (2 * _REACH + 1, 2 * _REACH + 1)))

    grey, person = mean(guide), mean(share)
    slope = (mean(guide * share) - grey * person) / (mean(guide * guide) - grey * grey + np.float32(_FLAT))
    return mean(slope), mean(person - slope * grey)


def _float(numbers: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(numbers, np.float32)
