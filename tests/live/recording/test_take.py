"""Takes of a stream, visits that are left, surveillance over several streams, the booth's own camera."""

from __future__ import annotations

import asyncio
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.recording.clips import ClipStore
from live.recording.expiry import ClipExpiry
from live.recording.microphone import Microphone
from live.recording.recorder import RecordingLimits
from live.recording.sound import RATE, SoundBlock
from live.recording.take import Take, What
from live.recording.visitor_clips import VisitorClips
from live.video.bird_house import bird_house
from live.video.processing import Shot
from live.video.stream import LiveStream
from live.watching.booth_camera import BoothCamera
from live.watching.surveillance import Surveillance
from tests.live.clock import until
from tests.live.films import moving, read_film, read_sound, wall, write_film
from vision.motion.settings import MotionSettings
from vision.recipe import Recipe
from vision.types import VisionError

RAW = wall(160, 120)
NEGATIVE = 255 - RAW


def show(stream: LiveStream, at_s: float) -> None:
    for see in stream.on_shot:
        see(Shot(RAW, NEGATIVE, at_s))


def over(recording: Take) -> None:
    until(lambda: not recording.status().recording)


@pytest.mark.parametrize(
    ("what", "size", "left", "right"),
    [
        ("filtered", (160, 120), NEGATIVE, NEGATIVE),
        ("unfiltered", (160, 120), RAW, RAW),
        ("both", (320, 120), RAW, NEGATIVE),
    ],
)
def test_what_is_recorded_is_what_was_chosen(
    tmp_path: Path, what: What, size: tuple[int, int], left: np.ndarray, right: np.ndarray
) -> None:
    stream = LiveStream(Recipe())
    with ClipStore(tmp_path) as store:
        recording = Take(store, stream, None, what)
        for i in range(20):
            show(stream, i / 10)
        recording.stop()
        over(recording)
        assert not stream.on_shot and not recording.lost
        (clip,) = store.clips()
        film = read_film(store.path(clip.name))
        assert film.size == size and clip.length_s == pytest.approx(film.length_s, abs=0.15)
        assert store.thumbnail(clip.name) is not None
        assert np.abs(film.pictures[-1][:, :80].astype(int) - left[:, :80]).mean() < 4
        assert np.abs(film.pictures[-1][:, -80:].astype(int) - right[:, -80:]).mean() < 4


def test_a_recording_whose_stream_ends_is_whole_and_listed(tmp_path: Path) -> None:
    stream = LiveStream(Recipe())
    with ClipStore(tmp_path) as store:
        recording = Take(store, stream, None, "filtered")
        for i in range(20):
            show(stream, i / 10)
        stream.stop()
        over(recording)
        assert recording.lost and [c.name for c in store.clips()] == [recording.name]


def test_a_recording_ends_when_nothing_more_comes_or_at_its_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.recording.take._PATIENCE_S", 0.3)
    stream = LiveStream(Recipe())
    with ClipStore(tmp_path) as store:
        forsaken = Take(store, stream, None, "filtered")
        for i in range(20):
            show(stream, i / 10)
        over(forsaken)
        assert "Nothing more came" in forsaken.status().ended and not stream.on_shot
        long = Take(store, stream, None, "filtered", RecordingLimits(longest_s=1.0))
        for i in range(30):
            show(stream, i / 10)
        over(long)
        assert "longest" in long.status().ended and len(store.clips()) == 2


class Beeps(MediaStreamTrack):
    """A second of a tone in blocks of 20 ms, then the end."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    async def recv(self) -> av.AudioFrame:
        if self.count >= 50:
            raise MediaStreamError
        wave = 9000 * np.sin(2 * np.pi * 440 * (np.arange(960) + 960 * self.count) / RATE)
        frame = av.AudioFrame.from_ndarray(np.repeat(wave.astype(np.int16), 2)[None], "s16", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 960 * self.count, Fraction(1, RATE)
        self.count += 1
        await asyncio.sleep(0.02)
        return frame


@pytest.mark.parametrize("what", ["wav", "ogg"])
def test_sound_alone_comes_from_the_microphones_track(tmp_path: Path, what: What) -> None:
    stream, microphone = LiveStream(Recipe()), Microphone()
    heard: list[SoundBlock] = []
    with ClipStore(tmp_path) as store:
        recording = Take(store, stream, microphone, what)
        microphone.listeners = (*microphone.listeners, heard.append)

        async def listen() -> None:
            microphone.addTrack(Beeps())
            microphone.start()
            assert microphone.hasTrack() and microphone.live
            while microphone.live:
                await asyncio.sleep(0.02)

        asyncio.run(listen())
        recording.stop()
        over(recording)
        sound = read_sound(store.path(recording.name))
    assert len(sound) == pytest.approx(RATE, rel=0.1) and 0.2 < np.abs(sound).max() < 0.4
    assert microphone.listeners == (heard.append,) and len(heard) == 50
    assert microphone.level.peak == pytest.approx(20 * np.log10(9000 / 32768), abs=1.5)


def test_a_visit_lives_while_a_page_is_open_and_goes_when_its_time_is_up(tmp_path: Path) -> None:
    visits = VisitorClips(tmp_path, idle_s=0.5)
    expiry = ClipExpiry(visits, every_s=0.1)
    try:
        stays, _ = visits.begin()
        leaves, _ = visits.begin()
        for token in (stays, stays, leaves):
            expiry.come(token)
        expiry.go(leaves)
        expiry.go(stays)
        until(lambda: not (tmp_path / leaves).exists())
        time.sleep(0.6)
        visits.resume(stays)
        with pytest.raises(VisionError, match="over"):
            visits.resume(leaves)
    finally:
        expiry.close()
        visits.close()


def test_surveillance_goes_on_with_the_next_stream(tmp_path: Path) -> None:
    settings = MotionSettings(before=0.5, after=0.5, stable=5)
    with ClipStore(tmp_path) as store:
        surveillance = Surveillance(store, settings)
        for begin in (0.0, 20.0):
            stream = LiveStream(Recipe())
            surveillance.watch(stream)
            assert surveillance.meter() is None
            for i in range(60):
                image = moving(i / 10, (2, 4))
                for see in stream.on_shot:
                    see(Shot(image, image, begin + i / 10))
                time.sleep(0.01)
            reading = surveillance.meter()
            assert reading is not None and reading.changes
            stream.stop()
        until(lambda: len(store.clips()) == 2)
        until(lambda: not any(t.name == "motion-recorder" for t in threading.enumerate()))
        assert surveillance.meter() is None
        times = [c.time_s for c in surveillance.timeline()]
        assert times == sorted(times) and times[0] < 1 and times[-1] > 20


def test_the_booths_camera_is_shown_and_watched(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 15 for i in range(60)], (1, 2))
    camera = BoothCamera(str(film), tmp_path / "clips", MotionSettings(stable=5, before=0.5, after=0.5))
    dark = camera(0.0)
    until(lambda: camera.status().connected)
    until(lambda: not np.array_equal(camera(1.0), dark))
    assert camera(2.0).shape == (240, 320, 3)
    until(lambda: camera.store.clips(), 30)
    camera.close()


def test_a_camera_that_is_away_is_told_and_shown_as_dark(tmp_path: Path) -> None:
    camera = BoothCamera(str(tmp_path / "none.mp4"), tmp_path / "clips", MotionSettings())
    until(lambda: camera.status().problem)
    assert not camera.status().connected and "cannot be opened" in camera.status().problem
    assert camera(0.0).mean() < 60
    camera.close()


def test_the_drawn_bird_comes_sits_and_goes() -> None:
    garden = bird_house(0.0)
    there = [bool((bird_house(t) != garden).any()) for t in (5.0, 8.0, 10.0, 12.0, 25.0, 28.0)]
    assert there == [False, True, True, False, False, True]
    bird_house(8.0)
    assert np.array_equal(bird_house(0.0), garden)
