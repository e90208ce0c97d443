"""The contract of what hides: whatever fails, nothing of the face is in a recording, a room or an upload."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from live.recording.clips import ClipStore
from live.recording.take import Take, What
from live.rooms.member_camera import MemberCamera
from live.video.processing import Shot
from live.video.stream import LiveStream
from tests.contract.faces_shown import RAW, alike, shows
from tests.contract.privacy.failures import (
    detector_raises,
    failures,
    hiders,
    pipeline_raises,
    played,
    raises,
    returns_nothing,
)
from tests.live.films import read_film
from vision.faces.export import Found
from vision.faces.souvenirs import Shown, Style
from vision.recipe import Recipe
from vision.types import Detections


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
