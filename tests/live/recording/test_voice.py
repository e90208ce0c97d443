"""A voice with an effect: in rooms and in recordings, from the next sound on, at the time when it was spoken."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from live.recording.microphone import Microphone
from live.recording.sound import RATE, SoundBlock
from live.recording.voice import Voice, VoiceEffect
from live.rooms.hearing import MemberMicrophone
from tests.live.sound.sounds import tone
from vision.sound.effects import effects
from vision.sound.pitch import pitch_of

OCTAVE = VoiceEffect("higher_or_lower", {"steps": 12})


def pitch(samples: NDArray[np.int16]) -> float | None:
    return pitch_of(np.asarray(samples[-4096:] / 32768, np.float32))


def frames(hertz: float, layout: str) -> list[av.AudioFrame]:
    """A second, each 20 ms."""
    made = []
    for at, part in enumerate(np.split(np.rint(32767 * tone(hertz, 1.0)).astype(np.int16), 50)):
        wide = np.repeat(part, 2 if layout == "stereo" else 1)
        frame = av.AudioFrame.from_ndarray(wide[None], "s16", layout)
        frame.sample_rate, frame.pts, frame.time_base = RATE, at * 960, Fraction(1, RATE)
        made.append(frame)
    return made


def test_a_recording_takes_the_changed_voice_at_the_time_it_was_spoken() -> None:
    plain, high = Microphone(), Microphone()
    heard: dict[Microphone, list[SoundBlock]] = {plain: [], high: []}
    high.voice.effect = OCTAVE
    for microphone, blocks in heard.items():
        microphone.listeners = (blocks.append,)
        for frame in frames(220, "stereo"):
            microphone.hear(frame)
    samples = {m: np.concatenate([b.samples for b in blocks]) for m, blocks in heard.items()}
    assert pitch(samples[plain][:, 0]) == pytest.approx(220, rel=0.002)
    assert pitch(samples[high][:, 1]) == pytest.approx(440, rel=0.002)
    assert samples[high].shape == samples[plain].shape
    block = heard[plain][0]
    assert block.time_s - high.voice.changed_block(block).time_s == pytest.approx(effects()[OCTAVE.name].delay_s)


def test_a_room_hears_the_changed_voice() -> None:
    member = MemberMicrophone()
    member.voice.effect = OCTAVE
    taken = []
    for frame in frames(220, "mono"):
        member.hear(frame)
        taken.append(member.take())
    heard = np.concatenate([block for block in taken if block is not None])
    assert pitch(heard) == pytest.approx(440, rel=0.002)


def test_it_may_be_changed_while_it_is_spoken() -> None:
    voice, wave = Voice(), np.rint(32767 * tone(220, 0.3)).astype(np.int16)
    assert voice.changed_samples(wave) is wave
    voice.effect = OCTAVE
    assert pitch(voice.changed_samples(wave)) == pytest.approx(440, rel=0.002)
    voice.effect = VoiceEffect("higher_or_lower", {"steps": -12})
    assert pitch(voice.changed_samples(wave)) == pytest.approx(110, rel=0.002)
    voice.effect = VoiceEffect("echo")
    assert voice.changed_samples(wave).dtype == np.int16
    voice.effect = VoiceEffect("gone in this version")
    assert voice.changed_samples(wave) is wave
