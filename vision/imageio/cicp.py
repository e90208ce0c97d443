"""Colours named by number, as ITU-T H.273 has them: in PNG's cICP chunk, and in AVIF's and HEIF's nclx box."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from vision.imageio.icc import DISPLAY_P3, REC_2020, SRGB, Curve, power_curve, rgb_profile, srgb_curve

_PRIMARIES = {
    1: SRGB,
    5: ((0.3127, 0.3290), (0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
    6: ((0.3127, 0.3290), (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: REC_2020,
    11: ((0.314, 0.351), *DISPLAY_P3[1:]),
    12: DISPLAY_P3,
}
_WHITE_NITS = 203.0  # of paper in an HDR picture: ITU-R BT.2408
_LIGHT, _SHOWN = (0, 1, 1.5, 2.1, 3), (0, 0.507, 0.72, 0.89, 1)  # measured in Chromium, on a screen without HDR


def _pq(stored: NDArray[np.float64]) -> NDArray[np.float64]:
    """SMPTE ST 2084; paper's white is dimmed to leave room for what is brighter."""
    root = stored ** (1 / 78.84375)
    nits = 10000 * (np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
    return np.interp(nits / _WHITE_NITS, _LIGHT, _SHOWN)


def _hlg(stored: NDArray[np.float64]) -> NDArray[np.float64]:
    """ARIB STD-B67; paper's white, at 75 % of the signal, is dimmed likewise."""
    light = np.where(stored <= 0.5, stored**2 / 3, (np.exp((stored - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    return np.interp((light / 0.26496256) ** 1.2, _LIGHT, _SHOWN)


_CURVES: dict[int, Curve] = {
    1: srgb_curve,  # camera curves: screens show them with their own
    6: srgb_curve,
    13: srgb_curve,
    14: srgb_curve,
    15: srgb_curve,
    4: power_curve(2.2),
    5: power_curve(2.8),
    8: power_curve(1.0),
    16: _pq,
    18: _hlg,
}


def profile_of(primaries: int, transfer: int) -> bytes | None:
    """An ICC profile, or None for sRGB, and for numbers that stand for nothing known."""
    if (primaries, _CURVES.get(transfer)) == (1, srgb_curve) or primaries not in _PRIMARIES:
        return None
    curve = _CURVES.get(transfer)
    return rgb_profile(_PRIMARIES[primaries], curve) if curve else None


def numbers_in_png(data: bytes) -> tuple[int, int] | None:
    """Primaries and transfer of the cICP chunk, which stands before the pixels."""
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"cICP" and size == 4:
            return data[at + 8], data[at + 9]
        if kind in (b"IDAT", b"IEND"):
            break
        at += 12 + size
    return None


def numbers_in_heif(data: bytes) -> tuple[int, int] | None:
    """Primaries and transfer of the first colour box that gives numbers."""
    at = data.find(b"colrnclx", 0, 1 << 20)
    if at < 0 or at + 12 > len(data):
        return None
    primaries, transfer = struct.unpack_from(">HH", data, at + 8)
    return primaries, transfer
