"""A sound file is read second by second, in any of the usual formats, round and round."""

from __future__ import annotations

import numpy as np
import pytest

from live.recording.sound import RATE, Samples
from live.sound.looped_sound import LoopedSound, check_sound
from tests.live.films import write_film
from tests.live.sound.sounds import CODECS, tone, written
from vision.sound.pitch import pitch_of
from vision.sound.stft import Mono
from vision.types import VisionError


def mono(samples: Samples) -> Mono:
    return np.asarray(samples[:, 0] / 32768, np.float32)


@pytest.mark.parametrize("format", CODECS)
def test_each_format_is_heard(format: str) -> None:
    sound = LoopedSound(written(tone(440, 1.5), format))
    second = sound.take(0)
    assert second.shape == (RATE, 2) and second.dtype == np.int16
    middle = mono(second[RATE // 2 : RATE // 2 + 4096])
    assert pitch_of(middle) == pytest.approx(440, rel=0.002)
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.05)


def test_it_goes_on_and_begins_again_at_its_end() -> None:
    wave = tone(300, 1.25) * np.linspace(0.1, 1, 5 * RATE // 4)
    sound = LoopedSound(written(wave))
    heard = np.concatenate([sound.take(at * RATE) for at in range(4)])
    once = np.rint(32767 * wave).astype(np.int16)
    np.testing.assert_allclose(heard[: len(once), 0], once, atol=1)
    np.testing.assert_allclose(heard[len(once) : 2 * len(once), 0], once, atol=1)
    np.testing.assert_array_equal(heard[:, 0], heard[:, 1])


def test_a_leap_begins_anew() -> None:
    sound = LoopedSound(written(np.arange(2 * RATE) / (4 * RATE)))
    first = sound.take(0)
    sound.take(RATE)
    np.testing.assert_array_equal(sound.take(7 * RATE), first)
    np.testing.assert_array_equal(sound.take(0), first)


def test_a_click_alone_is_repeated() -> None:
    second = LoopedSound(written(tone(1000, 0.002))).take(0)
    assert len(second) == RATE and np.abs(second[-96:]).max() > 10_000


def test_another_rate_is_brought_to_ours() -> None:
    wave = 0.5 * np.sin(2 * np.pi * 200 * np.arange(16_000) / 16_000)
    second = LoopedSound(written(wave, rate=16_000)).take(0)
    assert pitch_of(mono(second[8000:12096])) == pytest.approx(200, rel=0.003)


@pytest.mark.parametrize("data", [b"", b"nothing of the kind" * 100, b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_what_is_no_sound_is_one_sentence(data: bytes) -> None:
    with pytest.raises(VisionError, match="not a sound that can be read"):
        check_sound(data)


def test_a_film_without_sound_is_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    film = write_film(tmp_path_factory.mktemp("film") / "a.mp4", [0, 0.04, 0.08]).read_bytes()
    with pytest.raises(VisionError, match="not a sound that can be read"):
        check_sound(film)


def test_a_list_of_other_files_is_not_opened() -> None:
    with pytest.raises(VisionError, match="not a sound"):
        check_sound(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    with pytest.raises(VisionError, match="not a sound"):
        check_sound(b"ffconcat version 1.0\nfile /etc/passwd\n")


def test_damage_is_passed_over_and_counted() -> None:
    data = bytearray(written(tone(440, 2), "ogg"))
    random = np.random.default_rng(6)
    middle = slice(len(data) // 3, len(data) // 2)
    data[middle] = random.bytes(len(data[middle]))
    sound = LoopedSound(bytes(data))
    assert len(sound.take(0)) == RATE and len(sound.take(RATE)) == RATE
