from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from live.recording.microphone import Microphone
from live.recording.sound import RATE, SILENCE, Arrival, GaplessSound, SoundBlock, SoundTap, level_of


def test_level_of_full_scale_and_of_silence() -> None:
    assert level_of(np.zeros((100, 2), np.int16)) == level_of(np.zeros((0, 2), np.int16)) == SILENCE
    full = level_of(np.full((100, 2), -32768, np.int16))
    assert full.rms == full.peak == 0.0


def test_a_gap_becomes_silence_and_an_overlap_is_cut() -> None:
    block = np.ones((960, 2), np.int16)
    out, line = GaplessSound().fit(block, 0)
    assert len(out) == 960
    out, line = line.fit(block, 960 + 4800)
    assert len(out) == 960 + 4800 and not out[:4800].any()
    out, line = line.fit(block, line.position - 4800)
    assert len(out) == 0 and line.position == 960 + 960 + 4800


def test_jitter_is_let_through() -> None:
    line = GaplessSound()
    for i in range(50):
        out, line = line.fit(np.ones((960, 2), np.int16), i * 960 + (-1) ** i * 500)
        assert len(out) == 960


def test_late_delivery_is_no_gap_and_drift_is_followed() -> None:
    arrival, offs = Arrival(), []
    rng = np.random.default_rng(0)
    for i in range(5000):
        true_s = i * 0.02 * 1.0001
        placed, arrival = arrival.place(i * 0.02, 0.02, true_s + 0.02 + float(rng.exponential(0.03)))
        offs.append(placed - true_s)
    assert max(np.abs(offs[10:])) < 0.04 and max(np.abs(np.diff(offs[50:]))) < 0.02


@pytest.mark.parametrize(
    ("rate", "layout"), [(48_000, "stereo"), (48_000, "mono"), (16_000, "mono"), (44_100, "stereo")]
)
def test_frames_of_a_track_become_blocks(rate: int, layout: str) -> None:
    tap, channels, total = SoundTap(), 2 if layout == "stereo" else 1, 0
    for i in range(100):
        n = rate // 50
        frame = av.AudioFrame.from_ndarray(np.full((1, n * channels), 8000, np.int16), "s16", layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, i * n, Fraction(1, rate)
        block = tap.take(frame, 50 + (i + 1) * 0.02)
        if block is not None:
            total += len(block.samples)
            assert block.samples.shape[1] == 2 and block.time_s == pytest.approx(50 + i * 0.02, abs=0.025)
    assert total / RATE == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize(("off_ms", "silence"), [(29, 0), (31, 31), (-29, 0), (-31, -31)])
def test_thirty_milliseconds_are_jitter_and_more_is_a_gap(off_ms: int, silence: int) -> None:
    line = GaplessSound(RATE)
    out, _ = line.fit(np.ones((9600, 2), np.int16), RATE + off_ms * RATE // 1000)
    assert len(out) == 9600 + silence * RATE // 1000


def test_the_meter_falls_by_one_and_a_half_decibels_a_block() -> None:
    microphone = Microphone()
    microphone.hand_out(SoundBlock(np.full((960, 2), 16384, np.int16), 0.0))
    loud = microphone.level
    microphone.hand_out(SoundBlock(np.zeros((960, 2), np.int16), 0.02))
    microphone.hand_out(None)
    assert loud.peak == pytest.approx(-6.02, abs=0.01)
    assert (loud.peak - microphone.level.peak, loud.rms - microphone.level.rms) == pytest.approx((1.5, 1.5))


def test_silence_is_96_decibels_below_full_scale() -> None:
    assert level_of(np.zeros((10, 2), np.int16)).rms == -96.0
