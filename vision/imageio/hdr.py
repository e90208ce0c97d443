"""Pictures brighter than paper's white, PQ and HLG, as a screen shows them that has no more light than that."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vision.imageio.icc import REC_2020, SRGB, Chromaticities, light_to_lab, light_to_light, table_profile

PQ, HLG = 16, 18
"""ITU-T H.273's numbers of the two curves."""

WHITE_NITS, PEAK_NITS = 203.0, 1000.0
"""Of paper in such a picture (ITU-R BT.2408), and of its brightest spot where it does not say."""

_GRID = 33
_LUMINANCE = np.array([0.2627, 0.6780, 0.0593])
_HLG_GAMMA, _HLG_NITS = 1.2, 1000.0  # of the screen that HLG is made for: ITU-R BT.2100
_MOST_STOPS = 6.0
_WHITE_SHOWN, _BEND = 0.5, 0.65  # SMPTE ST 2094-50, annex D: paper's white at full headroom, and how the rest bends

Light = NDArray[np.float64]
"""(N, 3), 1 being paper's white."""


@lru_cache(maxsize=8)
def hdr_profile(where: Chromaticities, transfer: int, peak_nits: float = PEAK_NITS) -> bytes:
    """An ICC profile of such a picture. transfer: PQ or HLG; peak_nits: of its brightest spot."""
    light_of = _pq if transfer == PQ else _hlg
    return table_profile(b"mntr", b"RGB ", 3, _GRID, _shown(light_of, where, peak_nits))


def _shown(light_of: Callable[[Light], Light], where: Chromaticities, peak_nits: float) -> Callable[[Light], Light]:
    """Numbers as stored -> L, a, b on a screen whose white is paper's, in sRGB's colours."""

    def lab(stored: Light) -> Light:
        light = light_of(stored) @ light_to_light(where, REC_2020).T
        light = light * _gain(light.max(axis=1, keepdims=True), peak_nits)
        return light_to_lab(np.clip(light @ light_to_light(REC_2020, SRGB).T, 0, 1), SRGB)

    return lab


def _gain(brightest: Light, peak_nits: float) -> Light:
    """What a pixel whose strongest channel is `brightest` is multiplied by: SMPTE ST 2094-50's reference white
    operator. Up to paper's white it is one number; from there a quadratic Bézier curve leads the peak to white.
    """
    stops = min(np.log2(max(peak_nits / WHITE_NITS, 1)), _MOST_STOPS)
    if not stops:
        return np.ones_like(brightest)
    peak = 2**stops
    white = 1 - (1 - _WHITE_SHOWN) * min(stops / np.log2(PEAK_NITS / WHITE_NITS), 1)
    middle_in, middle_out = 1 - _BEND + _BEND / white, (1 - _BEND) * white + _BEND
    a, b = 1 - 2 * middle_in + peak, 2 * (middle_in - 1)
    beyond = np.clip(brightest, 1, peak) - 1
    t = 2 * beyond / (b + np.sqrt(b**2 + 4 * a * beyond))
    shown = white + t * (2 * (middle_out - white) + t * (white - 2 * middle_out + 1))
    return np.asarray(shown / np.maximum(brightest, 1))


def _pq(stored: Light) -> Light:
    """SMPTE ST 2084."""
    root = stored ** (1 / 78.84375)
    ratio = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return np.asarray(ratio ** (1 / 0.1593017578125) * (10000 / WHITE_NITS))


def _hlg(stored: Light) -> Light:
    """ARIB STD-B67, on the screen it is made for, which brightens by luminance."""
    scene = np.where(stored <= 0.5, stored**2 / 3, (np.exp((stored - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    return np.asarray(scene * (scene @ _LUMINANCE)[:, None] ** (_HLG_GAMMA - 1) * (_HLG_NITS / WHITE_NITS))
