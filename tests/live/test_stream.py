"""One stream, seen from the browser's side of a real connection."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from live import frames
from live.stream import LiveStream, Shot
from tests.live.peers import Camera, until, watching
from vision import processor as processors
from vision.processor import processor
from vision.recipe import Recipe
from vision.types import Image, VisionError

NONE = Recipe()
INVERT = Recipe.parse("invert")

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    yield
    ours = ("live-stream", "video-decoder")
    end = time.monotonic() + 10
    while any(t.name.startswith(ours) for t in threading.enumerate()):
        assert time.monotonic() < end, "a thread stays behind"
        time.sleep(0.01)


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors that no visitor wants."""
    monkeypatch.setattr(processors, "_registry", processors.catalogue())

    def sleepy(image: Image) -> Image:
        """Take 80 milliseconds."""
        time.sleep(0.08)
        return image.copy()

    def broken(image: Image) -> Image:
        """Fail."""
        raise RuntimeError("out of paint")

    processor("Sleepy")(sleepy)
    processor("Broken")(broken)


def grey(frame: object) -> float:
    return float(frames.to_i420(frame)[: frame.height].mean())  # type: ignore[attr-defined, arg-type]


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await scene()

    asyncio.run(whole())


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


def test_a_watcher_that_raises_is_reported_and_the_frame_goes_back_untouched() -> None:
    async def scene() -> None:
        stream = LiveStream(INVERT)

        def watch(shot: Shot) -> None:
            raise ValueError("blind")

        stream.watchers = (watch,)
        async with watching(stream, Camera()) as viewer:
            await until(lambda: len(viewer.frames) > 5)
            assert dict(stream.report().errors) == {"": "ValueError: blind"}
            assert grey(viewer.frames[-1]) < 205

    run(scene)


def test_watchers_get_each_shot() -> None:
    async def scene() -> None:
        shots: list[Shot] = []
        stream = LiveStream(INVERT)
        stream.watchers = (shots.append,)
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
            stream.recipe, stream.split, stream.mirrored = INVERT, True, False
            wanted = frames.side_by_side(plain, 255 - plain)

            def split_is_seen() -> bool:
                frame = viewer.frames[-1]
                return bool(np.abs(frames.to_rgb(frames.to_i420(frame)).astype(int) - wanted).mean() < 8)

            await until(split_is_seen)

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
