"""A sound in a process of its own is the sound that it is here."""

from __future__ import annotations

import numpy as np
import pytest

from live.recording.sound import RATE
from live.sound.looped_sound import LoopedSound
from live.sound.sound_player import SoundPlayer
from tests.live.sound.sounds import tone, written
from vision.types import VisionError


def test_it_is_the_same_sound() -> None:
    data = written(tone(440, 1.3), "mp3")
    here, there = LoopedSound(data), SoundPlayer(data)
    for position in (0, RATE, 2 * RATE, 0):
        np.testing.assert_array_equal(here.take(position), there.take(position))
    assert there.damage.packets == here.damage.packets


def test_what_is_no_sound_is_refused_in_the_same_words() -> None:
    with pytest.raises(VisionError, match="not a sound that can be read"):
        SoundPlayer(b"nothing of the kind" * 100).take(0)


def test_it_has_no_more_memory_than_it_is_given() -> None:
    with pytest.raises(VisionError, match="more time or memory"):
        SoundPlayer(written(tone(440, 1.0)), most_bytes=10_000_000).take(0)
