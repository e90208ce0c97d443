"""A stream of pictures made here, and what a page asks of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from live.video import frames
from live.video.processing import Shot
from live.video.stream import LiveStream
from tests.live.peers import until, watching
from tests.live.stream_scene import INVERT, NONE, grey, no_thread_stays, run
from vision.types import Image, VisionError

__all__ = ["no_thread_stays"]
pytestmark = pytest.mark.usefixtures("loopback", "no_thread_stays")


def test_a_feed_needs_no_camera() -> None:
    async def scene() -> None:
        stream = LiveStream(INVERT, lambda time_s: np.full((240, 320, 3), 230, np.uint8))
        async with watching(stream, None) as viewer:
            await until(lambda: len(viewer.frames) > 10)
            assert grey(viewer.frames[-1]) < 60
            stream.feed = lambda time_s: np.full((120, 160, 3), 20, np.uint8)
            await until(lambda: viewer.frames[-1].width == 160 and grey(viewer.frames[-1]) > 190)

    run(scene)


def test_a_feed_that_raises_is_reported_and_the_stream_lives() -> None:
    async def scene() -> None:
        trouble: list[Exception] = [VisionError("This picture is gone."), ZeroDivisionError("by zero")]

        def feed(time_s: float) -> Image:
            if trouble:
                raise trouble[0]
            return np.full((480, 640, 3), 200, np.uint8)

        stream = LiveStream(NONE, feed)
        async with watching(stream, None) as viewer:
            await until(lambda: dict(stream.report().errors) == {"": "This picture is gone."})
            trouble.pop(0)
            await until(lambda: dict(stream.report().errors) == {"": "The source broke: by zero"})
            trouble.pop(0)
            await until(lambda: bool(viewer.frames) and grey(viewer.frames[-1]) > 150)

    run(scene)


def ramp(time_s: float) -> Image:
    picture = np.zeros((240, 320, 3), np.uint8)
    picture[:] = np.linspace(20, 230, 320).astype(np.uint8)[None, :, None]
    return picture


async def snapped(stream: LiveStream, ready: Callable[[Shot], bool] = lambda shot: True) -> Shot:
    found: list[Shot] = []

    def look() -> bool:
        shot = stream.snapshot()
        if shot is not None and ready(shot):
            found.append(shot)
        return bool(found)

    await until(look)
    return found[0]


def test_snapshot_mirror_and_split() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE, ramp)
        assert stream.snapshot() is None
        async with watching(stream, None) as viewer:
            plain = (await snapped(stream)).raw
            assert np.abs(plain.astype(int) - ramp(0)).max() <= 4
            stream.mirrored = True
            flipped = (await snapped(stream, lambda shot: shot.raw[0, 0, 0] > 128)).raw
            assert np.array_equal(flipped, plain[:, ::-1])
            stream.recipe = INVERT
            both = await snapped(stream, lambda shot: bool(np.array_equal(shot.filtered, 255 - shot.raw)))
            assert np.array_equal(both.raw, plain[:, ::-1])
            stream.recipe, stream.split, stream.mirrored = INVERT, 0.25, False
            wanted = frames.side_by_side(plain, 255 - plain, 0.25)

            def split_is_seen() -> bool:
                if not viewer.frames:
                    return False
                back = frames.to_rgb(frames.to_i420(viewer.frames[-1])).astype(int)
                return back.shape == wanted.shape and bool(np.abs(back - wanted).mean() < 8)

            await until(split_is_seen)

    run(scene)
