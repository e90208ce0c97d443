from __future__ import annotations

import errno
import math
import threading
from pathlib import Path

import numpy as np
import pytest

from live.recording import recorder as recorder_module
from live.recording.jpeg_frames import JpegFrame
from live.recording.movie import MovieWriter
from live.recording.recorder import Recorder, RecordingLimits
from live.recording.sound import RATE, SoundBlock
from tests.live.films import moving, read_film, read_sound, wall
from vision.types import Image, VisionError

SMALL = wall(160, 120)


def tone(time_s: float, length_s: float = 0.02, hertz: float = 440, loud: float = 0.3) -> SoundBlock:
    n = np.arange(round(length_s * RATE)) / RATE + time_s
    wave = (32767 * loud * np.sin(2 * math.pi * hertz * n)).astype(np.int16)
    return SoundBlock(np.stack([wave, wave], 1), time_s)


def record(path: Path, frames: list[tuple[Image, float]]) -> Recorder:
    recorder = Recorder(path)
    for image, time_s in frames:
        assert recorder.offer(image, time_s, wait=True)
    assert recorder.close() == path
    return recorder


def test_a_film_is_for_browsers_and_keeps_the_cameras_own_timing(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    times = list(100 + np.cumsum(rng.choice([1 / 30, 1 / 15, 1 / 7], 60)))
    record(tmp_path / "a.mp4", [(moving(t, (100, 110)), t) for t in times])
    film = read_film(tmp_path / "a.mp4")
    assert film.codecs == {"video": "h264"} and film.size == (320, 240) and film.begins_with_index
    assert np.allclose(film.times, np.array(times) - times[0], atol=1e-4)
    assert film.length_s == pytest.approx(times[-1] - times[0], abs=0.1 + 1 / 7)
    assert [p.name for p in tmp_path.iterdir()] == ["a.mp4"]


def test_colours_survive(tmp_path: Path) -> None:
    image = np.zeros((120, 160, 3), np.uint8)
    image[:, :80], image[:, 80:] = (200, 40, 40), (30, 60, 210)
    record(tmp_path / "a.mp4", [(image, i / 30) for i in range(5)])
    seen = read_film(tmp_path / "a.mp4").pictures[-1]
    assert np.abs(seen[60, [40, 120]].astype(int) - image[60, [40, 120]]).max() < 8


def test_late_doubled_disordered_frames_and_a_leap_make_a_playable_film(tmp_path: Path) -> None:
    times = [0.0, 0.1, 0.1, 0.05, 0.2, math.nan, 0.3, 9000.0, 9000.1, 2.0, 2.1]
    recorder = record(tmp_path / "a.mp4", [(SMALL, t) for t in times])
    film = read_film(tmp_path / "a.mp4")
    assert len(film.times) == 8 and film.is_monotonic and film.times[-1] == pytest.approx(2.1)
    assert recorder.status().late == 3 and recorder.status().written == 8


def test_frames_of_other_sizes_are_letterboxed(tmp_path: Path) -> None:
    white = np.full((90, 90, 3), 255, np.uint8)
    record(tmp_path / "a.mp4", [(wall(161, 121), 0.0), (white, 0.1), (wall(640, 480), 0.2)])
    film = read_film(tmp_path / "a.mp4")
    assert film.size == (160, 120) and len(film.times) == 3
    middle = film.pictures[1]
    assert middle[60, 80].min() > 240 and middle[60, 5].max() < 12


def test_a_writer_slower_than_the_camera_drops_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture, free = MovieWriter.picture, threading.Event()

    def stuck(self: MovieWriter, image: Image, at_s: float) -> None:
        assert free.wait(60)
        picture(self, image, at_s)

    monkeypatch.setattr(MovieWriter, "picture", stuck)
    monkeypatch.setattr(recorder_module, "_QUEUE_BYTES", 5 * SMALL.nbytes)
    recorder = Recorder(tmp_path / "a.mp4")
    taken = sum(recorder.offer(SMALL, i / 30) for i in range(100))
    free.set()
    assert recorder.close() is not None
    film, status = read_film(tmp_path / "a.mp4"), recorder.status()
    assert len(film.times) == taken == status.written and status.dropped == 100 - taken
    assert taken in (5, 6), "five wait, beside the one that the writer holds"


@pytest.mark.parametrize(
    ("limits", "word"),
    [(RecordingLimits(longest_s=1.0), "longest length"), (RecordingLimits(most_bytes=20_000), "largest size")],
)
def test_a_recording_ends_at_its_limits(tmp_path: Path, limits: RecordingLimits, word: str) -> None:
    rng = np.random.default_rng(0)
    recorder = Recorder(tmp_path / "a.mp4", limits=limits)
    for i in range(90):
        recorder.offer(rng.integers(0, 255, SMALL.shape, dtype=np.uint8), i / 30, wait=True)
    assert recorder.close() is not None and word in recorder.status().ended
    assert read_film(tmp_path / "a.mp4").length_s == pytest.approx(recorder.status().elapsed_s, abs=0.1)
    assert not recorder.offer(SMALL, 99.0)


def test_a_full_disk_leaves_what_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = MovieWriter.picture

    def full(self: MovieWriter, image: Image, at_s: float) -> None:
        if at_s >= 1.0:
            raise OSError(errno.ENOSPC, "No space left on device")
        picture(self, image, at_s)

    monkeypatch.setattr(MovieWriter, "picture", full)
    recorder = Recorder(tmp_path / "a.mp4")
    for i in range(60):
        recorder.offer(SMALL, i / 30)
    assert recorder.close() is not None
    assert recorder.status().ended == "The recording had to end: No space left on device."
    assert len(read_film(tmp_path / "a.mp4").times) == 30


def test_without_room_for_the_copy_the_fragments_are_the_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("live.recording.movie._copy_streams", full)
    record(tmp_path / "a.mp4", [(SMALL, i / 30) for i in range(40)])
    film = read_film(tmp_path / "a.mp4")
    assert len(film.times) == 40 and film.is_monotonic
    assert [p.name for p in tmp_path.iterdir()] == ["a.mp4"]


def test_nothing_offered_is_no_file(tmp_path: Path) -> None:
    assert Recorder(tmp_path / "a.mp4").close() is None and not list(tmp_path.iterdir())


def test_a_cancelled_recording_leaves_nothing(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.mp4")
    for i in range(10):
        recorder.offer(SMALL, i / 30)
    recorder.cancel()
    assert recorder.close() is None and not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VisionError, match=r"\.mp4, \.wav, \.ogg"):
        Recorder(tmp_path / "a.avi")


def test_packed_pictures_come_back(tmp_path: Path) -> None:
    image = moving(1.0, (0, 2))
    packed = JpegFrame.of(image)
    assert packed.nbytes < image.nbytes / 5
    assert np.abs(packed.image().astype(int) - image).mean() < 3


def test_sound_and_picture_stay_together_for_a_minute(tmp_path: Path) -> None:
    """A flash and a click each second, with blocks lost, late by a few milliseconds, and a drifting clock."""
    recorder = Recorder(tmp_path / "a.mp4", sound=True)
    rng = np.random.default_rng(4)
    dark, bright = np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 255, np.uint8)
    for i in range(60 * 50):
        t = 5 + i / 50
        if i % 2 == 0:
            recorder.offer(bright if i % 50 == 0 and i else dark, t, wait=True)
        if i % 171 != 70:
            block = tone(t, loud=0.8 if i % 50 == 0 and i else 0.0)
            recorder.offer_sound(SoundBlock(block.samples, t + rng.uniform(-0.01, 0.01)))
    recorder.close()
    film, sound = read_film(tmp_path / "a.mp4"), read_sound(tmp_path / "a.mp4")
    assert film.codecs == {"video": "h264", "audio": "aac"}
    flashes = [t for t, p in zip(film.times, film.pictures, strict=True) if p.mean() > 128]
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.3) / RATE
    clicks = [t for t, before in zip(loud, [-1.0, *loud[:-1]], strict=True) if t - before > 0.5]
    assert len(flashes) == len(clicks) == 59
    assert np.abs(np.array(flashes) - np.array(clicks)).max() < 0.08
    assert len(sound) / RATE == pytest.approx(film.length_s, abs=0.1)


@pytest.mark.parametrize("ending", [".wav", ".ogg"])
def test_sound_alone(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    recorder = Recorder(path)
    for i in range(100):
        if not 40 <= i < 60:
            recorder.offer_sound(tone(7 + i * 0.02))
    assert recorder.close() == path
    level = recorder.status().level
    assert level.peak == pytest.approx(20 * math.log10(0.3), abs=0.2) and level.rms == pytest.approx(
        level.peak - 3, abs=0.2
    )
    sound = read_sound(path)
    assert len(sound) / RATE == pytest.approx(2.0, abs=0.05)
    assert np.abs(sound[round(0.9 * RATE) : round(1.1 * RATE)]).max() < 0.02 < np.abs(sound[: RATE // 2]).max()


@pytest.mark.parametrize(("pause_s", "kept_s"), [(29.0, 29.0), (31.0, 0.1)])
def test_a_leap_of_half_a_minute_is_a_clock_that_was_set(tmp_path: Path, pause_s: float, kept_s: float) -> None:
    frames = [(SMALL, at_s + late_s) for late_s in (0.0, pause_s) for at_s in (0.0, 0.05)]
    assert record(tmp_path / "a.mp4", frames).status().elapsed_s == pytest.approx(kept_s, abs=0.3)


def test_the_last_picture_stands_for_half_a_second_at_most(tmp_path: Path) -> None:
    recorder = record(tmp_path / "a.mp4", [(SMALL, 0.0), (SMALL, 2.0)])
    assert recorder.status().elapsed_s == pytest.approx(2.5, abs=0.01)
