"""Tell light from motion: a lamp, a shadow or the camera's exposure keeps the texture, a thing in the way does not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.picture import Plane, Planes

_STRIDE = 3
_SAMPLES = 800
_FITS = 4
_ALL_BUT_NOISE = 0.9
_SAME, _USUAL_LIGHT = 0.085, 100
_SETTLED_GAIN, _SETTLED_OFFSET = 0.0004, 0.04
_TEXTURE = 5.0
_SAME_TEXTURE, _EXACT_TEXTURE = 0.85, 0.985
_SOFT = 0.13
_STEEP, _STEEP_AT = (2.4, 3.0), (40, 80)  # at the least: grey levels a pixel, where the scene is so bright
_NOISE_STEEP = 0.3
_SOFT_GLOW, _SOFT_BEAM = (0.98, 0.23), (0.9, 0.24)
_DARK = 8.0
_MOST_OF_IT = 0.6
_INSIDE = 0.7
_FEWEST_FOR_TEXTURE = 24
_EDGE = np.ones((5, 5), np.uint8)


@dataclass(frozen=True, slots=True)
class OtherLight:
    """Light that changed: brightness becomes gain * brightness + offset."""

    gain: float
    offset: float

    def on(self, planes: Planes) -> Planes:
        """(3, h, w): the same scene in this light."""
        colour = 0.5 - 0.5 * self.gain
        lit = planes * np.float32(self.gain)
        lit += np.array([self.offset, colour, colour], np.float32).reshape(3, 1, 1)
        return lit


def other_light(small: Planes, mean: Planes, limit: float) -> OtherLight | None:
    """The light of `small` beside that of `mean`, fitted where nothing moved; None for the same.

    limit: grey levels that a spot must differ to count; light that changes far less is left alone.
    """
    before, now = mean[0, ::_STRIDE, ::_STRIDE].ravel(), small[0, ::_STRIDE, ::_STRIDE].ravel()
    away = now - before
    same = _SAME * limit
    if np.count_nonzero(np.abs(away) < limit) > _ALL_BUT_NOISE * len(away) and abs(_ranked(away)) < same:
        return None
    gain, offset = _fit(before, now)
    if abs(gain - 1) < same / _USUAL_LIGHT and abs(offset) < same:
        return None
    fits = np.count_nonzero(np.abs(away) < _FITS)
    explained = np.count_nonzero(np.abs(now - (gain * before + offset)) < _FITS)
    return None if explained < 0.95 * fits else OtherLight(gain, offset)


def _fit(before: Plane, now: Plane) -> tuple[float, float]:
    """now = gain * before + offset by least squares, thrice trimmed of what strays; a flat scene keeps gain 1."""
    every = -(-len(now) // _SAMPLES) or 1
    before, now = before[::every], now[::every]
    exposed = (now > 3) & (now < 252) & (before > 3) & (before < 252)
    if np.count_nonzero(exposed) < 16:
        return 1.0, 0.0
    x, y = before[exposed], now[exposed]
    gain, offset = 1.0, _ranked(y - x)
    for _ in range(3):
        was = gain, offset
        left_over = np.abs(y - (gain * x + offset))
        follows = left_over <= 2.5 * _ranked(left_over) + 1.0
        xs, ys = x[follows], y[follows]
        count = len(xs)
        mx, my = float(xs.sum()) / count, float(ys.sum()) / count
        xs -= np.float32(mx)
        spread, together = float(np.dot(xs, xs)) / count, float(np.dot(xs, ys)) / count
        gain = min(3.0, max(0.33, (together + 20) / (spread + 20)))
        offset = my - gain * mx
        if abs(gain - was[0]) < _SETTLED_GAIN and abs(offset - was[1]) < _SETTLED_OFFSET:
            break
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
    likeness = _likeness(y[follows], x[follows])
    exact = likeness > _EXACT_TEXTURE and np.count_nonzero(follows) > _MOST_OF_IT * len(x)
    if not exact and _is_soft(now, before, patch, noise):
        return np.zeros_like(patch)
    if likeness <= _SAME_TEXTURE:
        core = _core(x, y)
        return np.zeros_like(patch) if _likeness(y[core], x[core]) > _SAME_TEXTURE else patch
    lit = gain * before + offset
    rest = now - lit
    solid = np.zeros_like(patch)
    for strays in (rest > noise, rest < -noise):
        part = cv2.morphologyEx((strays & patch).astype(np.uint8), cv2.MORPH_OPEN, _EDGE) > 0
        if np.count_nonzero(part) < _FEWEST_FOR_TEXTURE or _likeness(now[part], before[part]) > _SAME_TEXTURE:
            continue
        half_lit = float(rest[part].mean()) * float((lit - before)[part].mean()) < 0
        if not _is_soft(now, before if half_lit else lit, part, noise):
            solid |= part
    return solid


def _core(before: Plane, now: Plane) -> NDArray[np.bool_]:
    """Of a patch's pixels those that lie well inside: the blurred border of a shadow has another gain at each."""
    ratio = np.abs(np.log((np.maximum(now, 0) + np.float32(_DARK)) / (np.maximum(before, 0) + np.float32(_DARK))))
    return np.asarray(ratio > _INSIDE * _ranked(ratio, 0.9))


def is_tinted(now: Planes, before: Planes, patch: NDArray[np.bool_], limit: float) -> bool:
    """Whether most of a patch has another colour than more or less light on the scene would have.

    now, before: (3, h, w), as `picture.reduced` makes them. limit: grey levels.
    """
    ratio = (now[0] + np.float32(_DARK)) / (np.maximum(before[0], 0) + np.float32(_DARK))
    strays = np.abs(now[1:] - np.float32(0.5) - ratio * (before[1:] - np.float32(0.5))).max(axis=0)
    return 2 * int(np.count_nonzero(strays[patch] > limit)) > int(np.count_nonzero(patch))


def _likeness(now: Plane, before: Plane) -> float:
    """How alike two textures are, at most 1; 0 where there is hardly any, or one is far stronger."""
    if len(now) < _FEWEST_FOR_TEXTURE:
        return 0.0
    a, b = now - now.mean(), before - before.mean()
    strength = float(np.dot(b, b))
    if strength < _TEXTURE * _TEXTURE * len(b):
        return 0.0
    across = float(np.dot(a, b))
    return across / math.sqrt(float(np.dot(a, a)) * strength) if 0.25 < across / strength < 4 else 0.0


def _is_soft(now: Plane, before: Plane, patch: NDArray[np.bool_], noise: float) -> bool:
    """Whether what came fades out on all sides, added to the scene or multiplied with it.

    A faint edge is soft anyway: in daylight it may be a shadow's, at night hardly.
    """
    usual = float(before[patch].mean())
    least = max(_NOISE_STEEP * noise, float(np.interp(usual, _STEEP_AT, _STEEP)))
    if _fades(now - before, patch, least, *_SOFT_GLOW):
        return True
    ratio = np.maximum(now, 0) + np.float32(_DARK), np.maximum(before, 0) + np.float32(_DARK)
    return _fades(np.log(ratio[0] / ratio[1]) * np.float32(usual + _DARK), patch, least, *_SOFT_BEAM)


def _fades(difference: Plane, patch: NDArray[np.bool_], least: float, rank: float, soft: float) -> bool:
    """Whether hardly anything is steeper than a soft edge: a shadow's is softer than a lamp's or a lit insect's.

    least: grey levels a pixel that are never steep. rank, soft: which of the differences is the amplitude, and how
    steep, in amplitudes a pixel, what glows may be.
    """
    size = int(np.count_nonzero(patch))
    glows = float(difference[patch].mean()) > 0
    amplitude = _ranked(np.abs(difference[patch]), rank if glows else 0.9)
    dx = cv2.Sobel(difference, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    dy = cv2.Sobel(difference, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    steep = cv2.magnitude(dx, dy) > max(least, (soft if glows else _SOFT) * amplitude)
    return int(np.count_nonzero(steep)) < 0.5 * math.sqrt(size)
