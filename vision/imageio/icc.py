"""ICC profiles, written here for pictures that say what their numbers mean in another way.

The format: ICC.1:2001-04. One transform, Little CMS', then serves them all.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vision.imageio.inks import lab_of, printed_lab

Chromaticities = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""x and y of white, red, green and blue."""

Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Numbers as stored, 0 to 1 -> light, 0 to 1."""

_D65, _D50_XYZ = (0.3127, 0.3290), np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
SRGB: Chromaticities = (_D65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3: Chromaticities = (_D65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
REC_2020: Chromaticities = (_D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
ADOBE_RGB: Chromaticities = (_D65, (0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
PROPHOTO: Chromaticities = ((0.3457, 0.3585), (0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001))
_SAMPLES, _GRID = 4096, 9
_NAME = b"Vision Booth"


def srgb_curve(stored: NDArray[np.float64]) -> NDArray[np.float64]:
    """IEC 61966-2-1."""
    light: NDArray[np.float64] = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    return light


def power_curve(exponent: float) -> Curve:
    """`stored ** exponent`."""
    return lambda stored: np.power(stored, exponent)


def rgb_profile(where: Chromaticities, curve: Curve) -> bytes:
    """A profile of three primaries and one curve for all."""
    tags = {b"wtpt": _xyz(_D50_XYZ)}
    for name, column in zip(b"rgb", _to_d50(where).T, strict=True):
        tags[bytes([name]) + b"XYZ"] = _xyz(column)
        tags[bytes([name]) + b"TRC"] = _curve(curve)
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def gray_profile(curve: Curve) -> bytes:
    """A profile of one curve."""
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"wtpt": _xyz(_D50_XYZ), b"kTRC": _curve(curve)})


@lru_cache(maxsize=1)
def cmyk_profile() -> bytes:
    """What offset printing makes of cyan, magenta, yellow and black: see `inks.printed_lab`."""
    return table_profile(b"prtr", b"CMYK", 4, _GRID, printed_lab)


def table_profile(kind: bytes, space: bytes, channels: int, grid: int, lab: Curve) -> bytes:
    """A profile of a table. lab: numbers as stored, (N, channels) in 0..1 -> L, a, b, (N, 3), beside the white."""
    steps = np.linspace(0, 1, grid)
    stored = np.stack(np.meshgrid(*[steps] * channels, indexing="ij"), axis=-1).reshape(-1, channels)
    levels = (lab(stored) + np.array([0, 128, 128])) * np.array([652.8, 256, 256])  # 100 is 0xFF00, a and b of 0 0x8000
    head = struct.pack(">4s4xBBBx9iHH", b"mft2", channels, 3, grid, *(65536 * np.eye(3, dtype=int)).ravel(), 2, 2)
    straight = struct.pack(">HH", 0, 65535)
    table = head + straight * channels + np.rint(levels).astype(">u2").tobytes() + straight * 3
    return _profile(kind, space, b"Lab ", {b"wtpt": _xyz(_D50_XYZ), b"A2B0": table, b"A2B1": table})


def light_to_light(start: Chromaticities, end: Chromaticities) -> NDArray[np.float64]:
    """RGB light of one set of primaries -> of another, (3, 3)."""
    return np.asarray(np.linalg.solve(_to_d50(end), _to_d50(start)))


def light_to_lab(light: NDArray[np.float64], where: Chromaticities) -> NDArray[np.float64]:
    """RGB light, (N, 3) -> L, a, b beside the white."""
    return lab_of(light @ _to_d50(where).T / _D50_XYZ)


def _to_d50(where: Chromaticities) -> NDArray[np.float64]:
    """RGB light -> XYZ as seen beside D50's white, (3, 3): Bradford's adaptation, as ICC.1 has it."""
    white, *primaries = (np.array([x / y, 1, (1 - x - y) / y]) for x, y in where)
    matrix = np.stack(primaries, axis=1)
    matrix = matrix * np.linalg.solve(matrix, white)
    gain = (_BRADFORD @ _D50_XYZ) / (_BRADFORD @ white)
    adapted: NDArray[np.float64] = np.linalg.inv(_BRADFORD) @ (gain[:, None] * _BRADFORD) @ matrix
    return adapted


def _xyz(values: NDArray[np.float64]) -> bytes:
    return b"XYZ \0\0\0\0" + np.rint(values * 65536).astype(">i4").tobytes()


def _curve(curve: Curve) -> bytes:
    light = np.clip(curve(np.linspace(0, 1, _SAMPLES)), 0, 1)
    return struct.pack(">4s4xI", b"curv", _SAMPLES) + np.rint(light * 65535).astype(">u2").tobytes()


def _profile(kind: bytes, space: bytes, between: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    """The header, the table of tags, and each different tag once."""
    said = struct.pack(">4s4xI", b"desc", len(_NAME) + 1) + _NAME + b"\0" * 79
    whole = {b"desc": said, b"cprt": b"text\0\0\0\0CC0\0", **tags}
    start = 132 + 12 * len(whole)
    table, body, places = b"", b"", dict[bytes, int]()
    for name, data in whole.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    light = np.rint(_D50_XYZ * 65536).astype(int)
    head = struct.pack(">I4xI4s4s4s", start + len(body), 0x02400000, kind, space, between)
    head += struct.pack(">6H4s28x3i48x", 2000, 1, 1, 0, 0, 0, b"acsp", *light)
    return head + struct.pack(">I", len(whole)) + table + body
