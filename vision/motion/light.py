"""Tell light from motion: a lamp, a shadow or the camera's exposure keeps the texture, a thing in the way does not."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.picture import Plane

_STRIDE = 3
_SAMPLES = 1500
_FITS = 4
_SAME_GAIN, _SAME_OFFSET = 0.002, 0.1
_TEXTURE = 5.0
_SAME_TEXTURE = 0.85
_SOFT = 0.13
_SOFT_GLOW, _SOFT_BEAM = (0.98, 0.23), (0.9, 0.24)
_DARK = 8.0
_FEWEST_FOR_TEXTURE = 24
_EDGE = np.ones((5, 5), np.uint8)


def follow_light(small: Plane, mean: Plane, latest: Plane) -> tuple[Plane, Plane]:
    """`mean` and `latest` in the light of `small`: gain and offset, fitted where nothing moved."""
    before, now = mean[::_STRIDE, ::_STRIDE, 0].ravel(), small[::_STRIDE, ::_STRIDE, 0].ravel()
    gain, offset = _fit(before, now)
    if abs(gain - 1) < _SAME_GAIN and abs(offset) < _SAME_OFFSET:
        return mean, latest
    explained = np.count_nonzero(np.abs(now - (gain * before + offset)) < _FITS)
    if explained < 0.95 * np.count_nonzero(np.abs(now - before) < _FITS):
        return mean, latest
    colour = 0.5 - 0.5 * gain
    change = np.array([[gain, 0, 0, offset], [0, gain, 0, colour], [0, 0, gain, colour]], np.float32)
    lit: list[Any] = [cv2.transform(plane, change) for plane in (mean, latest)]
    return lit[0], lit[1]


def _fit(before: Plane, now: Plane) -> tuple[float, float]:
    """now = gain * before + offset by least squares, thrice trimmed of what strays; a flat scene keeps gain 1."""
    every = max(1, len(now) // _SAMPLES)
    before, now = before[::every], now[::every]
    exposed = (now > 3) & (now < 252) & (before > 3) & (before < 252)
    if np.count_nonzero(exposed) < 16:
        return 1.0, 0.0
    x, y = before[exposed], now[exposed]
    gain, offset = 1.0, _ranked(y - x)
    for _ in range(3):
        left_over = np.abs(y - (gain * x + offset))
        follows = left_over <= 2.5 * _ranked(left_over) + 1.0
        xs, ys = x[follows], y[follows]
        count = len(xs)
        mx, my = float(xs.sum()) / count, float(ys.sum()) / count
        xs -= np.float32(mx)
        spread, together = float(np.dot(xs, xs)) / count, float(np.dot(xs, ys)) / count
        gain = min(3.0, max(0.33, (together + 20) / (spread + 20)))
        offset = my - gain * mx
    return gain, offset


def _ranked(values: NDArray[Any], share: float = 0.5) -> float:
    """The value that so many are below: np.median and np.percentile spend longer on preparations."""
    place = min(len(values) - 1, int(share * len(values)))
    return float(np.partition(values, place)[place])


def unlit(now: Plane, before: Plane, patch: NDArray[np.bool_], noise: float) -> NDArray[np.bool_]:
    """The part of a patch (boolean, the windows' shape) that is not the scene under other light.

    A patch is light when its texture is the scene's own, only stronger or weaker (the normalised correlation that
    shadow removal uses: Jacques, Jung and Musse 2005), or when it fades out softly on all sides, as no solid thing
    does. What strays from such a light by more than `noise` grey levels over some width is left.
    """
    x, y = before[patch], now[patch]
    gain, offset = _fit(x, y)
    left_over = np.abs(y - (gain * x + offset))
    follows = left_over <= 2.5 * _ranked(left_over) + 1.0
    if _is_soft(now, before, patch):
        return np.zeros_like(patch)
    if not _keeps_texture(y[follows], x[follows]):
        return patch
    rest = now - (gain * before + offset)
    solid = np.zeros_like(patch)
    for strays in (rest > noise, rest < -noise):
        part = cv2.morphologyEx((strays & patch).astype(np.uint8), cv2.MORPH_OPEN, _EDGE) > 0
        if part.any() and not _keeps_texture(now[part], before[part]) and not _is_soft(now, before, part):
            solid |= part
    return solid


def is_tinted(now: Plane, before: Plane, patch: NDArray[np.bool_], limit: float) -> bool:
    """Whether most of a patch has another colour than more or less light on the scene would have.

    now, before: (h, w, 3), as `picture.reduced` makes them. limit: grey levels.
    """
    ratio = (now[..., :1] + np.float32(_DARK)) / (np.maximum(before[..., :1], 0) + np.float32(_DARK))
    strays = np.abs(now[..., 1:] - np.float32(0.5) - ratio * (before[..., 1:] - np.float32(0.5))).max(axis=2)
    return 2 * int(np.count_nonzero(strays[patch] > limit)) > int(np.count_nonzero(patch))


def _keeps_texture(now: Plane, before: Plane) -> bool:
    if len(now) < _FEWEST_FOR_TEXTURE:
        return False
    a, b = now - now.mean(), before - before.mean()
    strength = float(np.sqrt(np.dot(b, b) / len(b)))
    if strength < _TEXTURE:
        return False
    across = float(np.dot(a, b))
    gain = across / float(np.dot(b, b))
    return 0.25 < gain < 4 and across > _SAME_TEXTURE * float(np.sqrt(np.dot(a, a) * np.dot(b, b)))


def _is_soft(now: Plane, before: Plane, patch: NDArray[np.bool_]) -> bool:
    """Whether what came fades out on all sides, added to the scene or multiplied with it."""
    if _fades(now - before, patch, *_SOFT_GLOW):
        return True
    usual = np.float32(before[patch].mean() + _DARK)
    ratio = np.maximum(now, 0) + np.float32(_DARK), np.maximum(before, 0) + np.float32(_DARK)
    return _fades(np.log(ratio[0] / ratio[1]) * usual, patch, *_SOFT_BEAM)


def _fades(difference: Plane, patch: NDArray[np.bool_], rank: float, soft: float) -> bool:
    """Whether hardly anything is steeper than a soft edge: a shadow's is softer than a lamp's or a lit insect's.

    rank, soft: which of the differences is the amplitude, and how steep, in amplitudes a pixel, what glows may be.
    """
    size = int(np.count_nonzero(patch))
    glows = float(difference[patch].mean()) > 0
    amplitude = _ranked(np.abs(difference[patch]), rank if glows else 0.9)
    dx = cv2.Sobel(difference, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    dy = cv2.Sobel(difference, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    steep = cv2.magnitude(dx, dy) > max(3.0, (soft if glows else _SOFT) * amplitude)
    return int(np.count_nonzero(steep)) < 0.5 * math.sqrt(size)
