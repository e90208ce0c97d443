"""A film in a process of its own shows what it shows here, and harms nobody when it does not end."""

from __future__ import annotations

import os
import signal

import numpy as np
import psutil
import pytest

from live.video import player
from live.video.player import FilmPlayer
from live.video.sources import LoopedVideo
from tests.live.films import write_film
from vision.types import VisionError


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("film") / "a.mp4"
    return write_film(path, [i / 25 for i in range(50)], (0.0, 2.0)).read_bytes()


def process_of(play: FilmPlayer) -> psutil.Process:
    assert play._process is not None
    return psutil.Process(play._process.pid)


def test_it_shows_the_same_pictures_and_begins_again_at_the_end(film: bytes) -> None:
    here, there = LoopedVideo(film), FilmPlayer(film)
    for time_s in (0.0, 0.01, 0.5, 1.0, 1.9, 2.3, 3.0):
        assert np.array_equal(here(time_s), there(time_s)), time_s
    assert there.damage.packets == 0


def test_what_is_no_video_is_refused_in_the_same_words() -> None:
    with pytest.raises(VisionError, match="not a video that can be read"):
        FilmPlayer(b"nothing of the kind" * 100)(0.0)


def test_one_that_dies_is_a_sentence_and_the_next_question_finds_another(film: bytes) -> None:
    play = FilmPlayer(film)
    first = play(0.0).copy()
    process_of(play).kill()
    process_of(play).wait(10)
    assert np.array_equal(play(0.0), first)


def test_one_that_does_not_answer_is_ended(film: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "_PICTURE_S", 0.5)
    play = FilmPlayer(film)
    play(0.0)
    process = process_of(play)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(VisionError, match="more time or memory than the booth gives one visitor"):
        play(0.5)
    assert not process.is_running()


def test_it_has_no_more_memory_than_it_is_given(film: bytes) -> None:
    with pytest.raises(VisionError):
        FilmPlayer(film, most_bytes=30_000_000)(0.0)


def test_it_ends_with_who_asks(film: bytes) -> None:
    play = FilmPlayer(film)
    play(0.0)
    process = process_of(play)
    del play
    process.wait(10)


def test_one_that_always_fails_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    play = FilmPlayer(b"nothing of the kind")
    for _ in range(3):
        with pytest.raises(VisionError, match="not a video"):
            play(0.0)
    monkeypatch.setattr(play, "_started", None)
    with pytest.raises(VisionError, match="more time or memory"):
        play(0.0)
