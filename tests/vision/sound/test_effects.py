"""Changed voices by value: how high, how late, how often, and the same for blocks of any length."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from vision.sound.effects import MOST_DELAY_S, effects
from vision.sound.pitch import pitch_of
from vision.sound.stft import RATE, Mono

BLOCK = 960


def changed(name: str, wave: Mono, block: int = BLOCK, **values: Any) -> Mono:
    """All of the sound, block by block."""
    entry = effects()[name]
    state, made = entry.state(), []
    for at in range(0, len(wave), block):
        piece, state = entry.function(wave[at : at + block], state, **entry.complete(values))
        assert len(piece) == len(wave[at : at + block])
        made.append(piece)
    return np.concatenate(made)


def tone(hertz: float, seconds: float = 1.0, amplitude: float = 0.4) -> Mono:
    return np.asarray(amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE), np.float32)


def voice(hertz: float) -> Mono:
    """A second of a tone with overtones, as a voice has."""
    return np.asarray(sum(tone(n * hertz, amplitude=0.3 / n) for n in range(1, 8)), np.float32)


def click(at: int, length: int = RATE // 2) -> Mono:
    wave = np.zeros(length, np.float32)
    wave[at] = 0.5
    return wave


def cents(found: float | None, right: float) -> float:
    assert found is not None
    return abs(1200 * math.log2(found / right))


@pytest.mark.parametrize("steps", [-12, -5, -1, 0, 4, 7, 12])
@pytest.mark.parametrize("hertz", [110, 233, 440, 997])
def test_a_tone_is_as_many_steps_higher_within_a_few_cents(steps: int, hertz: int) -> None:
    right = hertz * 2 ** (steps / 12)
    made = changed("higher_or_lower", tone(hertz), steps=steps)
    strength = np.abs(np.fft.rfft(made[RATE // 4 :] * np.hanning(3 * RATE // 4), 8 * RATE))
    assert cents(float(np.argmax(strength)) / 8, right) < 3
    near = slice(round(8 * (right - 8)), round(8 * (right + 8)))
    assert (strength[near] ** 2).sum() > 0.95 * (strength**2).sum(), "the tone is not pure"


@pytest.mark.parametrize("steps", [-7, 5])
def test_a_voice_keeps_its_overtones(steps: int) -> None:
    made = changed("higher_or_lower", voice(180), steps=steps)
    assert cents(pitch_of(made[-4096:]), 180 * 2 ** (steps / 12)) < 5


@pytest.mark.parametrize(("pitch", "hertz"), [(100, 180), (100, 260), (80, 130), (160, 220)])
def test_a_robot_speaks_in_one_tone(pitch: int, hertz: int) -> None:
    made = changed("robot", voice(hertz), pitch=pitch)
    assert cents(pitch_of(made[-4096:]), pitch) < 5
    assert not changed("robot", np.zeros(RATE // 4, np.float32)).any()


def test_a_robot_is_about_as_loud() -> None:
    came = 0.03 * np.random.default_rng(2).normal(size=RATE).astype(np.float32)
    for wave in (came, voice(150)):
        went = changed("robot", wave)[RATE // 4 :]
        assert np.sqrt(np.mean(went**2)) == pytest.approx(np.sqrt(np.mean(wave**2)), rel=0.4)


def test_an_echo_comes_back_exactly_and_weaker_each_time() -> None:
    made = changed("echo", click(1000), delay=120, strength=0.5)
    right = np.zeros(RATE // 2, np.float32)
    for n in range(4):
        right[1000 + n * 5760] = 0.5 * 0.5**n
    np.testing.assert_array_equal(made, right)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        *(("higher_or_lower", {"steps": steps}) for steps in (-12, -3, 0, 3, 12)),
        *(("robot", {"pitch": pitch}) for pitch in (70, 100, 200)),
        ("echo", {"delay": 600}),
    ],
)
def test_none_adds_forty_milliseconds(name: str, values: dict[str, Any]) -> None:
    """A word of 0.1 s begins and ends less than 40 ms later, whenever it comes."""
    word = tone(200, 0.1)
    for at in (5000, 9100, 13_333):
        wave = np.concatenate([np.zeros(at), word, np.zeros(RATE)]).astype(np.float32)
        made = changed(name, wave, **values)
        assert not made[:at].any()
        if name == "echo":
            np.testing.assert_array_equal(made[at : at + len(word)], word)
            continue
        power, late = made**2, (np.arange(len(made)) - at) / RATE
        assert power[late >= 0.1 + MOST_DELAY_S].sum() < 0.001 * power.sum()
        assert power[late < MOST_DELAY_S + 0.02].sum() > 0.2 * power.sum(), "it begins too late"
        assert (power * late).sum() / power.sum() - 0.05 == pytest.approx(effects()[name].delay_s, abs=0.02)


@pytest.mark.parametrize("name", effects())
def test_the_length_of_the_blocks_changes_nothing(name: str) -> None:
    wave = voice(140) + 0.02 * np.random.default_rng(5).normal(size=RATE).astype(np.float32)
    whole = changed(name, wave, len(wave))
    for block in (BLOCK, 441, 20_000):
        np.testing.assert_allclose(changed(name, wave, block), whole, atol=1e-4)


@pytest.mark.parametrize("name", effects())
def test_the_loudest_sound_does_not_clip(name: str) -> None:
    noise = np.random.default_rng(9).uniform(-1, 1, RATE).astype(np.float32)
    for wave in (noise, tone(300, amplitude=1.0)):
        assert np.abs(changed(name, wave)).max() <= 1


@pytest.mark.parametrize("name", effects())
def test_each_says_what_it_does(name: str) -> None:
    entry = effects()[name]
    assert entry.help.endswith(".") and entry.label and entry.delay_s < MOST_DELAY_S
    assert all(p.help and p.range for p in entry.params)
    for words in ("In words:", "Used for:", "Formula:"):
        assert words in (entry.function.__doc__ or "")
