"""Sound of a room as pure functions: who hears what, and who speaks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.sound.loudness import bent

RATE = 48_000
BLOCK = 960
BLOCK_S = BLOCK / RATE
Block = NDArray[np.int16]
"""(960,): 20 ms, one channel, 48 kHz."""

_FULL = 32767.0
_SPEECH_DBFS = -45.0
_LOUDER_DB = 6.0
_PAUSE_S = 1.2
_SMOOTH = 0.15


def heard_by(listener: int | None, blocks: Mapping[int, Block]) -> Block:
    """What `listener` hears: all blocks but their own; None hears all."""
    others = [b for number, b in blocks.items() if number != listener]
    if not others:
        return np.zeros(BLOCK, np.int16)
    return others[0] if len(others) == 1 else limited(np.sum(others, axis=0, dtype=np.int32))


def limited(total: NDArray[np.int32]) -> Block:
    """A sum within 16 bits: as it is up to 70 % of full scale, bent smoothly above, so that nothing clips."""
    return np.rint(_FULL * bent(total / _FULL)).astype(np.int16)


def level_dbfs(block: Block) -> float:
    """Root mean square; 0 is full scale, -96 silence."""
    power = float(np.mean(block.astype(np.float32) ** 2))
    return max(-96.0, 10 * math.log10(max(power, 1e-9)) - 20 * math.log10(_FULL))


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor: the number of the one who speaks, None in silence, and everyone's level over the last
    tenths of a second, dBFS."""

    speaker: int | None = None
    levels: tuple[tuple[int, float], ...] = ()
    last_s: float = 0.0

    def after(self, blocks: Mapping[int, Block], now: float) -> Floor:
        """The floor 20 ms on. It is held through a short pause, and lost to one who is clearly louder."""
        known = dict(self.levels)
        levels = {n: (1 - _SMOOTH) * known.get(n, -96.0) + _SMOOTH * level_dbfs(b) for n, b in blocks.items()}
        loudest = max(levels, key=levels.__getitem__, default=None)
        held = self.speaker if self.speaker in levels else None
        last = now if held is not None and levels[held] > _SPEECH_DBFS else self.last_s
        if held is not None and now - last > _PAUSE_S:
            held = None
        margin = levels[held] + _LOUDER_DB if held is not None else _SPEECH_DBFS
        if loudest is not None and loudest != held and levels[loudest] > max(margin, _SPEECH_DBFS):
            held, last = loudest, now
        return Floor(held, tuple(levels.items()), last)
