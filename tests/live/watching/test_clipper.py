from __future__ import annotations

import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from live.recording.microphone import Microphone
from live.recording.sound import SoundBlock
from live.video.processing import Shot
from live.video.stream import LiveStream
from live.watching import clipper as clipper_module
from live.watching.clipper import MotionClipper
from live.watching.motion_recorder import MotionRecorder
from live.watching.surveillance import Surveillance
from tests.live.clock import until
from tests.live.films import moving, read_film, read_sound, wall
from vision.motion import change
from vision.motion.settings import MotionSettings
from vision.recipe import Recipe

SETTINGS = MotionSettings(before=1.0, after=1.0)


def test_clips_hold_the_motion_and_its_margins(tmp_path: Path) -> None:
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS, patient=True)
    events = ((2.0, 3.0), (6.0, 7.5))
    clips: list[Clip] = []
    for i in range(300):
        clips += clipper.take(moving(i / 30, *events), i / 30)
    clips += clipper.finish()
    assert [(c.start_s, c.end_s) for c in clips] == [pytest.approx(e, abs=0.1) for e in events]
    assert [(c.clip_start_s, c.clip_end_s) for c in clips] == [
        pytest.approx((a - 1, b + 1), abs=0.1) for a, b in events
    ]
    for clip in clips:
        film = read_film(clipper.store.path(clip.name))
        assert film.length_s == pytest.approx(clip.length_s, abs=0.05) and film.is_monotonic
        assert clip.peak_percent == pytest.approx(100 * 50 * 50 / (320 * 240), rel=0.3)
        square = (film.pictures[len(film.pictures) // 2][:, :, 2] < 60).mean()
        assert square > 0.02, "the motion is in the middle of the film"
    assert {c.name for c in clipper.store.clips()} == {c.name for c in clips}
    reading = clipper.reading()
    assert reading.clips == 2 and reading.dropped == 0 and not reading.recording
    assert len(clipper.timeline()) == 10 and max(c.percent for c in clipper.timeline()) > 3


def test_noise_leaves_no_file(tmp_path: Path) -> None:
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS, patient=True)
    for i in range(120):
        clipper.take(moving(i / 30, (1.0, 1.1)), i / 30)
    assert clipper.finish() == () and clipper.reading().discarded == 1
    assert [p.name for p in tmp_path.iterdir()] == [".lock"]


def test_clips_of_disordered_frames_of_changing_size_never_overlap(tmp_path: Path) -> None:
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS.changed(longest=5.0), patient=True)
    rng = np.random.default_rng(6)
    clips: list[Clip] = []
    for i in range(600):
        t = i / 30 + rng.choice([0, 0, 0, -0.1, 0.1])
        size = (320, 240) if i % 200 < 150 else (400, 300)
        if i == 450:
            t = -1000.0
        clips += clipper.take(moving(t, (1, 9), (10, 13), (-1000, 1000), size=size), t)
    clips += clipper.finish()
    assert len(clips) >= 2 and all(a.clip_end_s <= b.clip_start_s + 0.2 for a, b in pairwise(clips))
    assert all(read_film(clipper.store.path(c.name)).is_monotonic for c in clips)
    assert clipper.reading().late > 0


def test_held_frames_take_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipper_module, "_HELD_BYTES", 200_000)
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS.changed(before=10.0), patient=True)
    for i in range(300):
        clipper.take(wall(), i / 30)
        assert clipper._held_bytes == sum(p.nbytes for p, _ in clipper._held) <= 200_000


def test_a_recorder_behind_a_camera_never_makes_it_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free, measure = threading.Event(), change.measure

    def stuck(*args: Any) -> Any:
        assert free.wait(60)
        return measure(*args)

    monkeypatch.setattr(clipper_module, "measure", stuck)
    recorder = MotionRecorder(ClipStore(tmp_path), SETTINGS)
    taken = sum(recorder.offer(wall(), i / 60) for i in range(100))
    assert taken in (6, 7), "six wait, beside the one that is looked at"
    assert recorder.meter().dropped == 100 - taken
    free.set()
    recorder.close()
    assert len(recorder.meter().changes) == taken
    assert not recorder.offer(wall(), 99.0) and recorder.meter().dropped == 100 - taken


def test_a_recorder_behind_a_camera_makes_clips_and_takes_other_settings(tmp_path: Path) -> None:
    recorder = MotionRecorder(store := ClipStore(tmp_path), SETTINGS)
    for i in range(240):
        while not recorder.offer(moving(i / 60, (1.0, 2.0)), i / 60):
            time.sleep(0.001)
    meter = recorder.meter()
    recorder.settings = SETTINGS.changed(threshold=5.0)
    recorder.close()
    assert meter.changes and meter.threshold == SETTINGS.threshold and not meter.problem
    assert len(store.clips()) == 1 and recorder.meter().threshold == 5.0


def test_what_goes_wrong_is_said_and_watching_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = MotionRecorder(ClipStore(tmp_path), SETTINGS)

    def broken(*_: object) -> object:
        raise RuntimeError("lens cap")

    with monkeypatch.context() as patch:
        patch.setattr(clipper_module, "measure", broken)
        recorder.offer(wall(), 0.0)
        while not (problem := recorder.meter().problem):
            time.sleep(0.01)
    assert "lens cap" in problem
    recorder.offer(wall(), 1.0)
    recorder.close()
    assert recorder.meter().changes


def beeps(until_s: float, *at: float) -> list[SoundBlock]:
    """Silence in blocks of 20 ms, with a tone of a fifth of a second at these times."""
    blocks = []
    for i in range(round(until_s * 50)):
        times = i / 50 + np.arange(960) / 48_000
        loud = np.any([(a <= times) & (times < a + 0.2) for a in at], axis=0)
        tone = (20_000 * loud * np.sin(2 * np.pi * 440 * times)).astype(np.int16)
        blocks.append(SoundBlock(np.stack([tone, tone], axis=1), i / 50))
    return blocks


def test_a_clip_has_the_sound_of_its_time_also_from_before_the_motion(tmp_path: Path) -> None:
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS, patient=True)
    heard = beeps(8.0, 2.4, 4.0, 7.0)
    for i in range(240):
        while heard and heard[0].time_s <= i / 30:
            clipper.hear(heard.pop(0))
        clipper.take(moving(i / 30, (3.0, 4.5)), i / 30)
    clip = (*clipper.finish(), *clipper.store.clips())[0]
    sound = np.abs(read_sound(clipper.store.path(clip.name))[:, 0])
    loud = np.flatnonzero(sound > 0.3) / 48_000 + clip.clip_start_s
    assert len(sound) / 48_000 == pytest.approx(clip.length_s, abs=0.1)
    assert loud[0] == pytest.approx(2.4, abs=0.05), "kept from before the motion"
    assert {round(t, 1) for t in loud} <= {2.4, 2.5, 2.6, 4.0, 4.1, 4.2} and loud[-1] == pytest.approx(4.2, abs=0.05)


def test_without_sound_just_before_a_clip_is_silent(tmp_path: Path) -> None:
    clipper = MotionClipper(ClipStore(tmp_path), SETTINGS, patient=True)
    for block in beeps(0.5, 0.1):
        clipper.hear(block)
    for i in range(200):
        clipper.take(moving(i / 30, (3.0, 4.0)), i / 30)
    clip = (*clipper.finish(), *clipper.store.clips())[0]
    assert set(read_film(clipper.store.path(clip.name)).codecs) == {"video"}


def test_the_microphone_of_a_stream_is_heard_in_its_clips_and_another_no_longer(tmp_path: Path) -> None:
    with ClipStore(tmp_path) as store:
        surveillance, stream = Surveillance(store, SETTINGS.changed(stable=5)), LiveStream(Recipe())
        first, second = Microphone(), Microphone()
        surveillance.watch(stream)
        surveillance.listen(first)
        surveillance.listen(second)
        assert not first.listeners
        heard = beeps(7.0, 3.0)
        for i in range(70):
            while heard and heard[0].time_s <= i / 10:
                block = heard.pop(0)
                for hear in second.listeners:
                    hear(block)
            image = moving(i / 10, (2.5, 4))
            for see in stream.on_shot:
                see(Shot(image, image, i / 10))
            time.sleep(0.02)
        stream.stop()
        surveillance.listen(None)
        assert not second.listeners
        until(lambda: bool(store.clips()))
        assert np.abs(read_sound(store.path(store.clips()[0].name))).max() > 0.3
