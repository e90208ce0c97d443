"""Blocks of sound become the picture, and what is set of it holds from the next picture on."""

from __future__ import annotations

import numpy as np

from live.recording.sound import RATE, SoundBlock
from live.sound.heard_picture import SOUND, HeardPicture
from tests.live.sound.sounds import tone
from vision.sound.heard import HeardSound
from vision.sound.sound_seen import sound_seen
from vision.sound.stft import Mono


def hear(picture: HeardPicture, wave: Mono) -> None:
    wide = np.repeat(np.rint(32768 * wave).astype(np.int16)[:, None], 2, axis=1)
    for at in range(0, len(wide), 960):
        picture.hear(SoundBlock(wide[at : at + 960], at / RATE))


def test_what_was_heard_is_in_the_picture_once() -> None:
    picture = HeardPicture()
    hear(picture, tone(440, 0.5))
    right, state = sound_seen(tone(440, 0.5), HeardSound())
    assert np.abs(picture(0.0).astype(int) - right).mean() < 0.5
    again, _ = sound_seen(np.zeros(0, np.float32), state)
    assert np.abs(picture(0.1).astype(int) - again).mean() < 0.5


def test_its_parameters_hold_from_the_next_picture_on() -> None:
    picture = HeardPicture()
    hear(picture, tone(440, 0.5))
    before = picture(0.0)
    picture.values = SOUND.complete({"colours": "viridis"})
    assert (picture(0.0) != before).any()


def test_nobody_looks_for_an_hour_and_no_memory_fills() -> None:
    picture = HeardPicture()
    for second in range(40):
        hear(picture, tone(100 + second, 1.0))
    assert sum(map(len, picture._waiting)) <= 10 * RATE
