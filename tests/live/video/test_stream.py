"""One stream, seen from the browser's side of a real connection."""

from __future__ import annotations

import asyncio
import threading
import time

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from live.video import heap
from live.video import stream as stream_module
from live.video.processing import Shot
from live.video.sources import programs
from live.video.stream import LiveStream
from tests.live.peers import Camera, until, watching
from tests.live.stream_scene import INVERT, NONE, grey, no_thread_stays, run
from tests.vision.teach.things import learned
from vision import processor as processors
from vision.catalogue import catalogue
from vision.processor import processor
from vision.processors.learned.taught import NOTHING_YET
from vision.recipe import Recipe
from vision.types import Image

__all__ = ["no_thread_stays"]
pytestmark = pytest.mark.usefixtures("loopback", "no_thread_stays")


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors that no visitor wants."""
    monkeypatch.setattr(processors, "_registry", catalogue())

    def sleepy(image: Image) -> Image:
        """Take 80 milliseconds."""
        time.sleep(0.08)
        return image.copy()

    def broken(image: Image) -> Image:
        """Fail."""
        raise RuntimeError("out of paint")

    processor("Sleepy")(sleepy)
    processor("Broken")(broken)


def test_frames_come_back_filtered_and_a_new_recipe_takes_effect() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE)
        async with watching(stream, Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 10)
            assert 35 < grey(viewer.frames[-1]) < 205
            assert (viewer.frames[-1].width, viewer.frames[-1].height) == (320, 240)
            stream.recipe = Recipe.parse("threshold method=binary level=1")
            await until(lambda: grey(viewer.frames[-1]) > 225)
            report = stream.report()
            assert report.running and report.size == (320, 240)
            assert [name for name, _ in report.steps] == ["threshold"]
            assert report.errors == ()

    run(scene)


def test_a_slow_step_skips_frames_and_never_repeats_one(registered: None) -> None:
    async def scene() -> None:
        stream = LiveStream(Recipe.parse("sleepy"))
        async with watching(stream, Camera(rate=30)) as viewer:
            await until(lambda: len(viewer.frames) > 12)
            stamps = [frame.pts or 0 for frame in viewer.frames]
            assert stamps == sorted(set(stamps))
            assert stream.report().skipped > 5
            assert viewer.camera is not None
            newest = (viewer.camera.sent - 1) * 3000
            assert newest - stamps[-1] < 90_000, "a second behind: frames wait somewhere"

    run(scene)


def test_a_step_that_raises_is_named_and_the_stream_lives(registered: None) -> None:
    async def scene() -> None:
        stream = LiveStream(Recipe.parse("broken invert"))
        async with watching(stream, Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 5)
            assert dict(stream.report().errors) == {"broken": "RuntimeError: out of paint"}
            stream.recipe = NONE
            await until(lambda: stream.report().errors == ())
            count = len(viewer.frames)
            await until(lambda: len(viewer.frames) > count + 5)

    run(scene)


def test_a_listener_that_raises_is_reported_and_keeps_nobody_from_the_picture() -> None:
    async def scene() -> None:
        stream = LiveStream(INVERT)

        def see(shot: Shot) -> None:
            raise ValueError("blind")

        shots: list[Shot] = []
        stream.on_shot = (see, shots.append)
        async with watching(stream, Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 5 and len(shots) > 5)
            assert dict(stream.report().errors) == {"": "ValueError: blind"}
            assert np.array_equal(shots[-1].filtered, 255 - shots[-1].raw)

    run(scene)


def test_what_one_viewer_brought_along_reaches_that_stream_alone_and_goes_with_it() -> None:
    async def scene() -> None:
        recipe = Recipe.parse("taught")
        mine, other = LiveStream(recipe), LiveStream(recipe)
        mine.own = {"taught": learned()}
        async with watching(mine, Camera()) as viewer, watching(other, Camera()) as another:
            await until(lambda: len(viewer.frames) > 3 and len(another.frames) > 3)
            seen, others = mine.snapshot(), other.snapshot()
            assert seen is not None and NOTHING_YET not in seen.found.label
            assert others is not None and others.found.label == (NOTHING_YET,)
        mine.stop()
        assert not mine.own

    run(scene)


def test_listeners_get_each_shot() -> None:
    async def scene() -> None:
        shots: list[Shot] = []
        stream = LiveStream(INVERT)
        stream.on_shot = (shots.append,)
        async with watching(stream, Camera()):
            await until(lambda: len(shots) > 5)
        assert all(np.array_equal(shot.filtered, 255 - shot.raw) for shot in shots)
        assert [shot.time_s for shot in shots] == sorted(shot.time_s for shot in shots)

    run(scene)


def test_stop_from_another_thread_ends_it_at_once() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE)
        async with watching(stream, Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 3)
            stopping = threading.Thread(target=stream.stop)
            stopping.start()
            stopping.join(5)
            assert not stopping.is_alive() and stream.readyState == "ended"
            with pytest.raises(MediaStreamError):
                await asyncio.wait_for(stream.recv(), 5)

    run(scene)


def test_stop_wakes_the_one_who_waits_for_a_frame() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE)
        waiting = asyncio.ensure_future(stream.recv())
        await asyncio.sleep(0.05)
        await asyncio.to_thread(stream.stop)
        with pytest.raises(MediaStreamError):
            await asyncio.wait_for(waiting, 5)

    run(scene)


def test_a_stream_that_was_stopped_before_it_began_stays_still() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE, lambda time_s: np.zeros((48, 64, 3), np.uint8))
        stream.stop()
        stream.stop()
        stream.start()
        with pytest.raises(MediaStreamError):
            await stream.recv()

    run(scene)


def test_the_end_of_the_camera_ends_the_stream() -> None:
    async def scene() -> None:
        stream = LiveStream(NONE)
        stream.addTrack(Camera(rate=100, limit=3))
        assert stream.hasTrack()
        stream.start()
        with pytest.raises(MediaStreamError):
            for _ in range(5):
                await asyncio.wait_for(stream.recv(), 5)
        assert stream.readyState == "ended"

    run(scene)


def test_ten_viewers_leave_no_thread() -> None:
    async def one() -> None:
        async with watching(LiveStream(NONE), Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 3)

    async def scene() -> None:
        before = threading.active_count()
        await asyncio.gather(*(one() for _ in range(5)))
        for _ in range(5):
            await one()
        pool = sum(t.name.startswith("asyncio_") for t in threading.enumerate())
        assert threading.active_count() - pool <= before + 1

    run(scene)


def test_it_tidies_up_once_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    tidied: list[float] = []
    monkeypatch.setattr(heap, "tidy_up", lambda: tidied.append(time.monotonic()))
    monkeypatch.setattr(stream_module, "_AFTERWARDS_S", 0.05)

    async def scene() -> None:
        first, second = (LiveStream(NONE, programs()["test_pattern"].function) for _ in range(2))
        await asyncio.gather(first.recv(), second.recv())
        first.stop()
        await asyncio.sleep(0.3)
        assert not tidied
        second.stop()
        await until(lambda: bool(tidied))

    run(scene)
