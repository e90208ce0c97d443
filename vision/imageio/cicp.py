"""Colours named by number, as ITU-T H.273 has them: in PNG's cICP chunk, and in AVIF's and HEIF's nclx box."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from vision.imageio.hdr import HLG, PEAK_NITS, PQ, hdr_profile
from vision.imageio.icc import DISPLAY_P3, REC_2020, SRGB, Curve, power_curve, rgb_profile, srgb_curve

_PRIMARIES = {
    1: SRGB,
    5: ((0.3127, 0.3290), (0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
    6: ((0.3127, 0.3290), (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: REC_2020,
    11: ((0.314, 0.351), *DISPLAY_P3[1:]),
    12: DISPLAY_P3,
}
_HEAD = 1 << 20  # the boxes stand there
_MASTERING = 16  # where a screen's brightest stands, after primaries and white
_CURVES: dict[int, Curve] = {
    1: srgb_curve,  # camera curves: screens show them with their own
    6: srgb_curve,
    13: srgb_curve,
    14: srgb_curve,
    15: srgb_curve,
    4: power_curve(2.2),
    5: power_curve(2.8),
    8: power_curve(1.0),
}


@dataclass(frozen=True, slots=True)
class CodePoints:
    """H.273's numbers of primaries and transfer; peak_nits: of the brightest spot, which PQ and HLG are shown by."""

    primaries: int
    transfer: int
    peak_nits: float = PEAK_NITS


def profile_of(numbers: CodePoints) -> bytes | None:
    """An ICC profile, or None for sRGB, and for numbers that stand for nothing known."""
    where, curve = _PRIMARIES.get(numbers.primaries), _CURVES.get(numbers.transfer)
    if where is None or (where, curve) == (SRGB, srgb_curve):
        return None
    if numbers.transfer in (PQ, HLG):
        return hdr_profile(where, numbers.transfer, numbers.peak_nits)
    return rgb_profile(where, curve) if curve else None


def numbers_in_png(data: bytes) -> CodePoints | None:
    """What the chunks before the pixels say: cICP, and cLLI and mDCV for the brightest spot."""
    found, at = dict[bytes, bytes](), 8
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind in (b"IDAT", b"IEND"):
            break
        found[kind] = data[at + 8 : at + 8 + size]
        at += 12 + size
    if len(found.get(b"cICP", b"")) != 4:
        return None
    brightest = [_number(found.get(b"cLLI", b""), 0, ">I"), _number(found.get(b"mDCV", b""), _MASTERING, ">I")]
    return CodePoints(found[b"cICP"][0], found[b"cICP"][1], _peak(*(tenths / 10_000 for tenths in brightest)))


def numbers_in_heif(data: bytes) -> CodePoints | None:
    """What the first colour box that gives numbers says, and the boxes clli and mdcv."""
    at = data.find(b"colrnclx", 0, _HEAD)
    if at < 0 or at + 12 > len(data):
        return None
    primaries, transfer = struct.unpack_from(">HH", data, at + 8)
    return CodePoints(
        primaries,
        transfer,
        _peak(_number(_box(data, b"clli"), 0, ">H"), _number(_box(data, b"mdcv"), _MASTERING, ">I") / 10_000),
    )


def _peak(content: float, screen: float) -> float:
    """The brightest spot's, else that of the screen on which the picture was made, in nits; 0 stands for unsaid."""
    return content or screen or PEAK_NITS


def _number(body: bytes, at: int, form: str) -> int:
    return int(struct.unpack_from(form, body, at)[0]) if len(body) >= at + struct.calcsize(form) else 0


def _box(data: bytes, name: bytes) -> bytes:
    at = data.find(name, 0, _HEAD)
    return data[at + 4 : at + 28] if at >= 0 else b""
