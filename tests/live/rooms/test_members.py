"""One member's camera, screen and microphone: what waits, and how long a picture counts."""

from __future__ import annotations

import asyncio
from typing import Any

import av
import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from live.rooms.hearing import MemberMicrophone, RoomSound
from live.rooms.labels import name_label
from live.rooms.member_camera import MemberCamera, Screen
from live.rooms.mixing import BLOCK, RATE
from live.video.processing import Shot
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


def test_nobody_hears_one_who_is_muted_and_what_they_said_meanwhile_is_gone() -> None:
    sound = RoomSound()
    sound.microphones = {1: MemberMicrophone(), 2: MemberMicrophone()}
    for level in range(1, 9):
        for number, microphone in sound.microphones.items():
            microphone.hear(block(100 * number * level))
    sound.at(0, None)
    sound.muted = frozenset({2})
    assert [int(sound.at(slot, None)[0]) for slot in (1, 2)] == [200, 300]
    sound.muted = frozenset()
    assert int(sound.at(3, 1)[0]) == 800, "the fourth block: the second and the third were not kept"


def test_a_tile_bears_its_number_and_another_one_once_it_moves() -> None:
    camera = MemberCamera(Recipe(), "Ada")
    picture = np.zeros((48, 64, 3), np.uint8)
    camera._show(Shot(picture, picture, 0.0))
    first, same, moved = camera.tile(1, False), camera.tile(1, True), camera.tile(2, False)
    assert first is not None and same is not None and moved is not None
    assert first.name is same.name and same.speaks and not first.speaks
    assert np.array_equal(moved.name, name_label("Ada", 2)) and not np.array_equal(first.name, moved.name)
    camera.stop()


def test_a_screen_opens_with_its_first_frame_and_ends_with_the_connection() -> None:
    async def scene() -> None:
        came: list[str] = []
        screen = Screen(lambda s: came.append("opened"), lambda s: came.append("closed"))
        frames: list[Any] = [object(), object()]
        screen.put(frames[0])
        assert not screen.serving and not came
        assert await screen.recv() is frames[0] and screen.serving
        screen.put(frames[1])
        assert await screen.recv() is frames[1] and came == ["opened"]
        screen.stop()
        with pytest.raises(MediaStreamError):
            await screen.recv()
        assert came == ["opened", "closed"]

    asyncio.run(scene())
