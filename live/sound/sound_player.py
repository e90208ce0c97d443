"""A sound file decoded in a process of its own, with limits. `python -m live.sound.sound_player BYTES` is it."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterator

import numpy as np

from live.recording.sound import CHANNELS, Samples
from live.sound.looped_sound import LoopedSound
from live.video.film import Damage
from vision.words.said import N_
from work import companion
from work.companion import Companion

_HEAD = struct.Struct("<I")  # damaged packets
_ENDED = N_("The sound takes more time or memory than the booth gives one visitor; please try a smaller one.")


class SoundPlayer:
    """`LoopedSound` at a distance. Thread-safe; raises VisionError like it, and like `Companion`."""

    def __init__(self, data: bytes, most_bytes: int | None = None) -> None:
        self.damage = Damage()
        self._sound = Companion(__name__, data, _ENDED, most_bytes)

    def take(self, position: int) -> Samples:
        """A second of it, like `LoopedSound`."""
        answer = self._sound.ask(position)
        (self.damage.packets,) = _HEAD.unpack_from(answer)
        return np.frombuffer(answer, np.int16, offset=_HEAD.size).reshape(-1, CHANNELS)


def played(data: bytes) -> SoundPlayer | LoopedSound:
    """The sound at a distance, where the system has what that takes. Raises VisionError like `LoopedSound`."""
    return LoopedSound(data) if sys.platform == "win32" else SoundPlayer(data)


def _read(data: bytes) -> Callable[[float], Iterator[companion.Part]]:
    sound = LoopedSound(data)

    def read(position: float) -> Iterator[companion.Part]:
        samples = sound.take(int(position))
        yield _HEAD.pack(sound.damage.packets)
        yield np.ascontiguousarray(samples).data.cast("B")

    return read


if __name__ == "__main__":
    companion.answer(_read)
