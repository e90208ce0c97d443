"""The contract of what hides: whatever fails, nothing of the face is seen, still, live, recorded or in a room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from live.recording.clips import ClipStore
from live.recording.take import Take, What
from live.rooms.member_camera import MemberCamera
from live.video import frames, workers
from live.video.processing import Shot
from live.video.stream import LiveStream
from tests.contract.faces_shown import FACE, RAW, alike, shows
from tests.live.films import read_film
from vision import processor as room
from vision.catalogue import catalogue
from vision.curtain import HOLD_S
from vision.faces.export import Found
from vision.faces.souvenirs import Shown, Style
from vision.pipeline import Pipeline
from vision.processor import processor, run_now
from vision.processors import privacy
from vision.recipe import Recipe
from vision.types import Detections, Image

HIDES = [entry.name for entry in catalogue().values() if entry.hides and entry.group == "privacy"]
EMPTY = np.full_like(RAW, 90)


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A registry of the test's own, with steps that no visitor wants."""
    catalogue()
    monkeypatch.setattr(room, "_registry", dict(room._registry))

    @processor("Fails")
    def fails(image: Image) -> Image:
        """Always raise."""
        raise IndexError("list index out of range")

    @processor("Shrinks")
    def shrinks(image: Image) -> Image:
        """Return another size."""
        return image[::2, ::2].copy()

    @processor("Pale")
    def pale(image: Image) -> Image:
        """Return another kind of number."""
        return cast(Image, image.astype(float))

    @processor("Lost box")
    def lost_box(image: Image) -> Detections:
        """Find something that lies nowhere."""
        return Detections.of([np.nan] * 4, "box")

    yield


def broken(*_: Any, **__: Any) -> Any:
    raise IndexError("list index out of range")


def never(*_: Any) -> Future[Any]:
    return Future()


def replaced(name: str, function: Callable[..., Any]) -> None:
    room._registry[name] = replace(room._registry[name], function=function)


def raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(name, broken)


def detector_raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "faces_in", broken)


def returns_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(name, lambda image, state, moment, **values: (None, state))


def is_known_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    del room._registry[name]


FAILURES = [raises, detector_raises, returns_nothing, is_known_no_more]
failures = pytest.mark.parametrize("fail", FAILURES, ids=lambda f: f.__name__)
hiders = pytest.mark.parametrize("name", HIDES)


def test_the_face_is_seen_in_the_photograph_and_all_three_hide() -> None:
    assert shows(RAW) and len(HIDES) >= 3
    assert shows(Pipeline().run(RAW, Recipe.parse("gamma exponent=1.5")).image)


@hiders
def test_it_hides(name: str) -> None:
    result = Pipeline().run(RAW, Recipe.parse(name))
    assert not shows(result.image) and not shows(result.unfiltered) and not result.stand_in


@hiders
@failures
def test_still(name: str, fail: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = Recipe.parse(f"{name} gamma exponent=0.9")
    fail(name, monkeypatch)
    result = Pipeline().run(RAW, recipe)
    assert result.stand_in and result.errors[0].name == name
    assert not shows(result.image) and not shows(result.unfiltered)


@hiders
@pytest.mark.parametrize("step", ["fails", "shrinks", "pale", "lost_box"])
@pytest.mark.parametrize(
    "order", ["{hides} {step}", "{step} {hides}", "{hides} {step} invert", "invert {step} {hides}"]
)
def test_a_step_before_or_behind_it_that_fails(name: str, step: str, order: str) -> None:
    result = Pipeline().run(RAW, Recipe.parse(order.format(hides=name, step=step)))
    assert result.stand_in and not shows(result.image) and not shows(255 - result.image)


@hiders
def test_what_fails_once_is_hidden_for_half_a_second_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, recipe = Pipeline(), Recipe.parse(f"{name} margin=0.3")
    for i in range(10):
        pipeline.run(RAW, recipe, i / 10)
    with monkeypatch.context() as patch:
        patch.setattr(privacy, "faces_in", broken)
        while not pipeline.run(RAW, recipe, (i := i + 1) / 10).stand_in:
            pass
    for since in (10.0, 10.2, 10.0 + 0.9 * HOLD_S):
        result = pipeline.run(RAW, recipe, since)
        assert result.stand_in and not result.errors and not shows(result.image)
    assert not pipeline.run(RAW, recipe, 10.1 + HOLD_S).stand_in


@pytest.mark.parametrize(
    "steps", ["echo", "trails", "long_exposure seconds=10", "slit_scan", "background_motion show=background"]
)
def test_no_step_brings_back_what_it_saw_before(steps: str) -> None:
    pipeline = Pipeline()
    for i in range(10):
        pipeline.run(RAW, Recipe.parse(steps), i / 10)
    for order in (f"cover_faces {steps}", f"{steps} cover_faces"):
        for i in range(10, 14):
            assert not shows(pipeline.run(RAW, Recipe.parse(order), i / 10).image), order
        for i in range(14, 17):
            assert not shows(pipeline.run(EMPTY, Recipe.parse(order), i / 10).image), order


@hiders
@pytest.mark.parametrize("before", ["invert", "mirror", "rotate angle=180", "gamma exponent=5"])
def test_no_step_hides_the_face_from_it(name: str, before: str) -> None:
    plain = Pipeline().run(RAW, Recipe.parse(before)).image
    image = Pipeline().run(RAW, Recipe.parse(f"{before} {name}")).image
    face = np.abs(plain.astype(int) - image.astype(int)).max(axis=2) > 0
    assert face.mean() > 0.02, "the face is there, only inverted or turned"


@hiders
def test_before_the_first_answer_and_while_the_detector_is_silent(name: str) -> None:
    now = 0.0

    def then_silent(work: Callable[..., Any], *args: Any) -> Future[Any]:
        return run_now(work, *args) if now < 1.0 else Future()

    pipeline, recipe = Pipeline(then_silent), Recipe.parse(name)
    seen = []
    for i in range(50):
        now = i / 10
        seen.append(shows(pipeline.run(RAW, recipe, now).image))
    assert not any(seen)
    suit = pipeline.run(RAW, recipe, 5.0).image[180:, 20:300]
    assert alike(suit, RAW[180:, 20:300]) < 0.3, "all of the picture is hidden"
    assert not any(shows(Pipeline(never).run(RAW, recipe, i / 10).image) for i in range(5))


@hiders
def test_after_a_cut_and_after_another_frame_size(name: str) -> None:
    now = 0.0

    def slow(work: Callable[..., Any], *args: Any) -> Future[Any]:
        return run_now(work, *args) if now < 1.0 else Future()

    pipeline, recipe = Pipeline(slow), Recipe.parse(name)
    for i in range(12):
        now = i / 10
        pipeline.run(EMPTY, recipe, now)
    assert not shows(pipeline.run(RAW, recipe, 1.2).image), "a cut"
    assert not shows(pipeline.run(RAW[:200], recipe, 1.3).image), "another size"


async def played(stream: LiveStream, count: int) -> list[Image]:
    """The frames that go out."""
    came = [await asyncio.wait_for(stream.recv(), 20) for _ in range(count)]
    return [frames.to_rgb(frames.to_i420(frame)) for frame in came]


def stream_breaks(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "side_by_side", broken)


def pipeline_raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "run", broken)


def colours_break(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "to_rgb", broken)


@hiders
@pytest.mark.parametrize("fail", [*FAILURES, stream_breaks, pipeline_raises], ids=lambda f: f.__name__)
def test_live_and_its_split_view_snapshot_and_listeners(
    name: str, fail: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        stream = LiveStream(Recipe.parse(f"{name} mirror mirror"), lambda time_s: RAW)
        stream.split = 0.5
        shots: list[Shot] = []
        stream.on_shot = (shots.append, broken)
        try:
            seen = await played(stream, 8)
            with monkeypatch.context() as patch:
                kept = dict(room._registry)
                fail(name, patch)
                seen += await played(stream, 20)
                room._registry.update(kept)
            seen += await played(stream, 12)
            kept_moment = stream.snapshot()
        finally:
            stream.stop()
        assert kept_moment is not None and len(shots) >= 30
        assert not any(shows(image) for image in seen)
        pictures = [picture for shot in [*shots, kept_moment] for picture in (shot.raw, shot.filtered)]
        assert not any(shows(picture) for picture in pictures)

    asyncio.run(scene())


@pytest.mark.parametrize("change", ["mirror", "source"])
def test_live_when_the_picture_becomes_another(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector was asked about another picture, and is slow to be asked again."""
    asked: list[Future[Any]] = []

    def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
        asked.append(Future())
        if len(asked) == 1:
            asked[0].set_result(Detections.of(FACE, "face"))
        return asked[-1]

    async def scene() -> None:
        monkeypatch.setattr(workers, "submit", submit)
        stream = LiveStream(Recipe.parse("cover_faces"), lambda time_s: on_a_wall(0))
        try:
            assert not any(shows(image) for image in await played(stream, 10))
            if change == "mirror":
                stream.mirrored = True
                assert not any(shows(image[:, ::-1]) for image in await played(stream, 10))
            else:
                stream.feed = lambda time_s: on_a_wall(300)
                assert not any(shows(image, left=300) for image in await played(stream, 10))
        finally:
            stream.stop()

    assert shows(on_a_wall(300), left=300)
    asyncio.run(scene())


def on_a_wall(left: int) -> Image:
    """The face alone: a picture of which most stays the same when it moves."""
    wall = np.full((240, 640, 3), 90, np.uint8)
    x0, y0, x1, y1 = FACE.astype(int)
    wall[y0:y1, left + x0 : left + x1] = RAW[y0:y1, x0:x1]
    return wall


def test_a_snapshot_waits_until_it_is_hidden() -> None:
    async def scene() -> None:
        stream = LiveStream(Recipe(), lambda time_s: RAW)
        try:
            assert shows((await played(stream, 3))[-1])
            stream._processor._pipeline.run = broken  # type: ignore[method-assign]
            stream.recipe = Recipe.parse("cover_faces")
            moment = stream.snapshot()
            assert moment is None or not shows(moment.raw)
            await played(stream, 6)
            moment = stream.snapshot()
            assert moment is not None and not shows(moment.raw) and not shows(moment.filtered)
        finally:
            stream.stop()

    asyncio.run(scene())


@hiders
@pytest.mark.parametrize(
    ("what", "fail"),
    [("filtered", raises), ("unfiltered", detector_raises), ("both", returns_nothing), ("both", pipeline_raises)],
)
def test_recording(
    name: str, fail: Callable[..., None], what: What, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        stream = LiveStream(Recipe.parse(f"{name} gamma exponent=0.9"), lambda time_s: RAW)
        recording = Take(store, stream, None, what)
        await played(stream, 6)
        fail(name, monkeypatch)
        await played(stream, 12)
        recording.stop()
        stream.stop()
        while recording.status().recording:
            await asyncio.sleep(0.02)

    with ClipStore(tmp_path) as store:
        asyncio.run(scene())
        (clip,) = store.clips()
        film = read_film(store.path(clip.name))
    assert len(film.pictures) > 8
    for picture in film.pictures:
        assert not any(shows(picture, left=left) for left in range(0, picture.shape[1], RAW.shape[1]))


@hiders
@failures
def test_room(name: str, fail: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        camera = MemberCamera(Recipe.parse(f"{name} gamma exponent=0.9"), "Ada")
        camera.feed = lambda time_s: RAW
        camera.start()
        try:
            for i in range(1000):  # a busy machine may take a while to notice
                if i == 15:
                    fail(name, monkeypatch)
                await asyncio.sleep(0.03)
                tile = camera.tile(1, False)
                assert tile is None or not shows(tile.picture)
                if tile is not None and tile.sign is not None and i > 40:
                    break
            assert tile is not None and tile.sign is not None
        finally:
            camera.stop()

    asyncio.run(scene())


def test_a_tile_from_before_is_not_shown_once_something_hides() -> None:
    camera = MemberCamera(Recipe(), "Ada")
    camera.on_shot[0](Shot(RAW, RAW, 1.0))
    before = camera.tile(1, False)
    camera.recipe = Recipe.parse("cover_faces")
    after = camera.tile(1, False)
    assert before is not None and shows(before.picture) and after is not None and not shows(after.picture)


@pytest.mark.parametrize("style", ["blur", "pixelate", "cover"])
def test_an_upload_whose_faces_are_not_known_is_hidden_whole(style: Style) -> None:
    nothing = Found("group.jpg", 320, 240, Detections.none(), Detections.none(), Detections.none())
    image = Shown(RAW, nothing, (), known=False).drawn(style)
    assert not shows(image) and alike(image, RAW) < 0.3
