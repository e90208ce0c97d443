"""What the microphone hears becomes a picture that sounds are taught from."""

from __future__ import annotations

import numpy as np
import pytest

from live.recording.sound import SoundBlock
from live.teaching import teacher as teaching
from live.teaching.listener import Listener
from live.teaching.teacher import Teacher
from live.video.processing import Shot
from tests.live.clock import stopped
from tests.vision.teach.sounds import SOUNDS, sound
from vision.processor import run_now
from vision.teach.features import SOUNDS as KIND
from vision.teach.lesson import Lesson, TaughtClass
from vision.teach.spectrogram import sound_picture
from vision.types import Image


def listened(name: str, seed: int) -> Image:
    """In blocks of 20 ms, as a browser sends them."""
    listener, samples = Listener(), sound(name, seed)
    wide = (samples[:, None] * (32767, 32767)).astype(np.int16)
    for at in range(0, len(wide), 960):
        listener.hear(SoundBlock(wide[at : at + 960], at / 48_000))
    return listener.picture(1.0)


def test_the_picture_is_that_of_the_newest_sound() -> None:
    picture = listened("whistle", 3)
    assert picture.shape == (320, 640, 3)
    off = picture[2::4, 2::4].astype(int) - sound_picture(sound("whistle", 3))
    assert np.abs(off).mean() < 2


def test_sounds_are_taught_like_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(monkeypatch, teaching)
    teacher = Teacher(Lesson(tuple(map(TaughtClass, SOUNDS)), KIND), run_now, between_s=0.0)
    for at, name in enumerate(SOUNDS):
        for seed in range(6):
            teacher.hold(at)  # said again while the button is down
            teacher.see(_shot(listened(name, seed)))
        teacher.release()
    assert [len(kept.examples) for kept in teacher.lesson.classes] == [6, 6, 6]
    for name in SOUNDS:
        teacher.see(_shot(listened(name, 40)))
        assert teacher.answer is not None and teacher.answer.names[teacher.answer.best] == name
    teacher.hold(0)
    teacher.see(_shot(listened("silence", 1)))
    assert "Nothing is heard" in teacher.problem and len(teacher.lesson.classes[0].examples) == 6


def _shot(image: Image) -> Shot:
    return Shot(image, image, 0.0)
