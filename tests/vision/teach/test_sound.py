"""A sound as a picture, and sounds told apart by it: later, quieter, over noise."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.vision.teach.sounds import SOUNDS, heard
from vision.sound.stft import RATE
from vision.teach.answering import answer
from vision.teach.features import SOUNDS as KIND
from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.saved import as_json, from_json
from vision.teach.spectrogram import FRAMES, HOP, LENGTH, MELS, sound_parts, sound_picture
from vision.teach.training import Learned, learn
from vision.types import VisionError


@cache
def taught() -> Learned:
    classes = [TaughtClass(name, tuple(Example.of(heard(name, i), KIND) for i in range(8))) for name in SOUNDS]
    return learn(Lesson(tuple(classes), KIND))


@pytest.mark.parametrize(("loud", "noise"), [(0.3, 0.002), (0.08, 0.002), (0.3, 0.01)])
def test_sounds_are_told_apart_and_known(loud: float, noise: float) -> None:
    found = [answer(taught(), heard(name, 100 + i, loud, noise)) for name in SOUNDS for i in range(6)]
    assert [f.best for f in found] == list(np.repeat(range(3), 6))
    assert np.mean([f.verdict != "none" for f in found]) >= 0.85


@pytest.mark.parametrize("name", ["drum", "silence"])
def test_what_was_never_heard_is_none_of_these(name: str) -> None:
    assert all(answer(taught(), heard(name, i)).verdict == "none" for i in range(5))


def test_silence_cannot_be_taught() -> None:
    with pytest.raises(VisionError, match="Nothing is heard"):
        Example.of(heard("silence", 1), KIND)


def test_a_taught_sound_is_kept_and_opened() -> None:
    again = from_json(as_json(taught()))
    assert answer(again, heard("clap", 30)).name == "clap" and again.lesson.features == KIND


@pytest.mark.parametrize("hertz", [300, 1000, 5000])
def test_a_tone_is_a_bright_line_at_its_height(hertz: float) -> None:
    tone = np.sin(2 * np.pi * hertz * np.arange(LENGTH) / RATE).astype(np.float32)
    image = sound_picture(tone)
    assert image.shape == (2 * MELS, FRAMES, 3)
    line = image[:, FRAMES // 2, 0].astype(float)
    mels = 2595 * np.log10(1 + np.array([100, hertz, 12_000]) / 700)
    height = (mels[1] - mels[0]) / (mels[2] - mels[0]) * (MELS + 1) - 1
    assert line.argmax() // 2 == pytest.approx(MELS - 1 - height, abs=1)


def test_the_newest_is_at_the_right_and_what_is_missing_was_silence() -> None:
    click = np.zeros(RATE // 10, np.float32)
    click[-HOP * 4 :] = 1
    columns = sound_picture(click).mean(axis=(0, 2))
    assert columns[: FRAMES - 20].max() == 0 and columns[-5:].max() > 50


def test_what_hums_all_the_time_is_not_heard() -> None:
    hum = 0.1 * np.sin(2 * np.pi * 440 * np.arange(LENGTH) / RATE).astype(np.float32)
    assert not len(sound_parts(sound_picture(hum)))
