"""One member's camera, screen and microphone: what waits, and how long a picture counts."""

from __future__ import annotations

from typing import Any

import av
import numpy as np

from live.rooms.hearing import MemberMicrophone
from live.rooms.member_camera import MemberCamera, Screen
from live.rooms.mixing import BLOCK, RATE
from live.video.stream import Shot
from vision.recipe import Recipe


def test_a_tile_goes_three_seconds_after_its_last_picture() -> None:
    camera = MemberCamera(Recipe(), "Ada")
    camera._came_s = 100.0
    assert not camera.fresh(100.0) and camera.tile(1, False) is None
    picture = np.zeros((48, 64, 3), np.uint8)
    camera._show(Shot(picture, picture, 0.0))
    assert camera.fresh(102.9) and not camera.fresh(103.1)
    camera.stop()
    assert not camera.fresh(100.0)


def test_one_who_is_late_misses_nothing_for_four_frames_and_then_gets_the_newest() -> None:
    screen = Screen(lambda opened: None, lambda closed: None)
    frames: list[Any] = [object() for _ in range(6)]
    for frame in frames[:4]:
        screen.put(frame)
    assert list(screen._frames) == frames[:4]
    screen.put(frames[4])
    assert list(screen._frames) == [frames[4]]


def block(level: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.full((1, BLOCK), level, np.int16), "s16", "mono")
    frame.sample_rate = RATE
    return frame


def levels(microphone: MemberMicrophone, count: int) -> list[int | None]:
    taken = [microphone.take() for _ in range(count)]
    return [None if b is None else int(b[0]) for b in taken]


def test_sound_begins_with_three_blocks_and_begins_so_again_after_a_gap() -> None:
    microphone = MemberMicrophone()
    for level in (1, 2):
        microphone.hear(block(level))
    assert levels(microphone, 1) == [None]
    microphone.hear(block(3))
    assert levels(microphone, 4) == [1, 2, 3, None]
    microphone.hear(block(4))
    assert levels(microphone, 1) == [None]


def test_of_sound_that_nobody_takes_the_newest_fifth_of_a_second_is_kept() -> None:
    microphone = MemberMicrophone()
    for level in range(15):
        microphone.hear(block(level))
    assert levels(microphone, 11) == [*range(5, 15), None]
