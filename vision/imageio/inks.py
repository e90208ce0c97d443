"""How cyan, magenta, yellow and black look in print, for pictures that do not say."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

# ISO 12647-2:2004, coated paper, on black backing: L, a, b of each overprint, C M Y K as 0 or 1.
_SOLIDS: dict[tuple[int, ...], tuple[float, ...]] = {
    (0, 0, 0, 0): (93, 0, -3),
    (1, 0, 0, 0): (54, -36, -49),
    (0, 1, 0, 0): (46, 72, -5),
    (0, 0, 1, 0): (87, -6, 90),
    (0, 1, 1, 0): (46, 67, 47),
    (1, 0, 1, 0): (49, -66, 24),
    (1, 1, 0, 0): (24, 16, -45),
    (1, 1, 1, 0): (22, 0, 0),
    (0, 0, 0, 1): (16, 0, 0),
}
_DOT_GAIN = 0.16  # a dot of one half prints as two thirds
_SPREAD = 1.7  # Yule and Nielsen's n: light that enters between dots leaves under them


def printed_lab(inks: NDArray[np.float64]) -> NDArray[np.float64]:
    """L, a, b beside the paper's white, (N, 3), of parts of cyan, magenta, yellow and black, (N, 4) in 0..1.

    Neugebauer (1937): dots fall on each other by chance, and each of the 16 overprints counts by its area; with
    Yule and Nielsen's correction (1951). The solids are those of ISO 12647-2.
    """
    cover = np.clip(inks + 4 * _DOT_GAIN * inks * (1 - inks), 0, 1)
    light = np.zeros((len(inks), 3))
    for overprint in itertools.product((0, 1), repeat=4):
        area = np.prod(np.where(np.array(overprint) == 1, cover, 1 - cover), axis=1)
        light += area[:, None] * _solid(overprint) ** (1 / _SPREAD)
    return lab_of(light**_SPREAD)


def _solid(overprint: tuple[int, ...]) -> NDArray[np.float64]:
    """X, Y, Z beside the paper's; under black, a quarter of black's light is left."""
    paper = _xyz((93, 0, -3))
    if overprint in _SOLIDS:
        return _xyz(_SOLIDS[overprint]) / paper
    black, beneath = (_xyz(_SOLIDS[inks]) / paper for inks in ((0, 0, 0, 1), (*overprint[:3], 0)))
    return np.asarray(black * (0.25 + 0.75 * beneath))


def _xyz(lab: tuple[float, ...]) -> NDArray[np.float64]:
    level, a, b = lab
    f = np.array([(level + 16) / 116 + a / 500, (level + 16) / 116, (level + 16) / 116 - b / 200])
    return np.asarray(np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29)))


def lab_of(xyz: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE 1976 L, a, b, (N, 3), of X, Y, Z as parts of the white's."""
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)
