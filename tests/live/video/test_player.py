"""A film in a process of its own shows what it shows here."""

from __future__ import annotations

import numpy as np
import pytest

from live.video.player import FilmPlayer
from live.video.sources import LoopedVideo
from tests.live.films import write_film
from vision.types import VisionError
from vision.words.said import Said


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("film") / "a.mp4"
    return write_film(path, [i / 25 for i in range(50)], (0.0, 2.0)).read_bytes()


def test_it_shows_the_same_pictures_and_begins_again_at_the_end(film: bytes) -> None:
    here, there = LoopedVideo(film), FilmPlayer(film)
    for time_s in (0.0, 0.01, 0.5, 1.0, 1.9, 2.3, 3.0):
        assert np.array_equal(here(time_s), there(time_s)), time_s
    assert there.damage.packets == 0


def test_what_is_no_video_is_refused_in_the_same_words() -> None:
    with pytest.raises(VisionError, match="not a video that can be read") as refused:
        FilmPlayer(b"nothing of the kind" * 100)(0.0)
    assert isinstance(str(refused.value), Said)  # in any language


def test_it_has_no_more_memory_than_it_is_given(film: bytes) -> None:
    with pytest.raises(VisionError):
        FilmPlayer(film, most_bytes=30_000_000)(0.0)
