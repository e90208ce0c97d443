"""One speaker's voice, changed by an effect while it is heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live.recording.sound import CHANNELS, FULL_SCALE, SoundBlock
from vision.params import Value
from vision.sound.effects import effects
from vision.sound.stft import Mono


@dataclass(frozen=True, slots=True)
class VoiceEffect:
    """The name of an effect, "" for the voice as it is, and its parameters."""

    name: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


class Voice:
    """`effect` may be set from any thread and holds from the next sound on; the rest is for one thread."""

    def __init__(self) -> None:
        self.effect = VoiceEffect()
        self._name = ""
        self._state: Any = None

    def changed(self, samples: Mono) -> Mono:
        """As much sound, with the effect."""
        effect = self.effect
        entry = effects().get(effect.name)
        if entry is None:
            self._name = ""
            return samples
        if self._name != effect.name:
            self._name, self._state = effect.name, entry.state()
        made: Mono
        made, self._state = entry.function(samples, self._state, **entry.complete(effect.values))
        return made

    def changed_samples(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """The same for (N,) of 16 bits, which stay as they are without an effect."""
        if self.effect.name not in effects():
            return samples
        return as_16_bits(self.changed(np.asarray(samples / FULL_SCALE, np.float32)))

    def changed_block(self, block: SoundBlock) -> SoundBlock:
        """The block with the effect in both channels, and with the time at which it was spoken."""
        entry = effects().get(self.effect.name)
        if entry is None:
            return block
        mono = block.samples.mean(axis=1, dtype=np.float32) / np.float32(FULL_SCALE)
        made = as_16_bits(self.changed(mono))
        return SoundBlock(np.repeat(made[:, None], CHANNELS, axis=1), block.time_s - entry.delay_s)


def as_16_bits(mono: Mono) -> NDArray[np.int16]:
    """(N,) int16."""
    return np.rint(np.clip(mono, -1, 1) * (FULL_SCALE - 1)).astype(np.int16)
