"""The contract of what hides, live: whatever fails, nothing of the face goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from live.video import frames, workers
from live.video.processing import Shot
from live.video.stream import LiveStream
from tests.contract.faces_shown import FACE, RAW, shows
from tests.contract.privacy.failures import (
    FAILURES,
    broken,
    hiders,
    pipeline_raises,
    played,
)
from vision import processor as room
from vision.recipe import Recipe
from vision.types import Detections, Image


def stream_breaks(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "side_by_side", broken)


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
