"""What is heard and what is seen of it are at one moment of a recording."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from live.recording.clips import ClipStore
from live.recording.microphone import Microphone, SoundOrigin
from live.recording.sound import RATE
from live.recording.take import Take
from live.sound.heard_picture import HeardPicture
from live.sound.looped_sound import LoopedSound
from live.sound.played_sound import PlayedSound
from live.video.stream import LiveStream
from tests.live.sound.sounds import clicks, written
from vision.recipe import Recipe

SECONDS, APART_S = 4.0, 0.08
EDGE = slice(384, 465), slice(-12, None)  # rows of the wave, and what is newest of it
Scene = tuple[LiveStream, SoundOrigin, Callable[[], Any]]


def of_file() -> Scene:
    playing = PlayedSound(LoopedSound(written(clicks(SECONDS))))
    return LiveStream(Recipe(), playing), playing, lambda: asyncio.sleep(SECONDS)


def of_microphone() -> Scene:
    microphone, picture = Microphone(), HeardPicture()
    microphone.listeners = (picture.hear,)

    async def spoken() -> None:
        began = time.monotonic()
        for at, part in enumerate(np.split(np.rint(32767 * clicks(SECONDS)).astype(np.int16), int(50 * SECONDS))):
            frame = av.AudioFrame.from_ndarray(part[None], "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at * 960, Fraction(1, RATE)
            await asyncio.sleep(max(0.0, began + (at + 1) / 50 - time.monotonic()))
            microphone.hear(frame)

    microphone.start()
    return LiveStream(Recipe(), picture), microphone, spoken


@pytest.mark.parametrize("scene", [of_file, of_microphone])
def test_a_click_is_seen_where_it_is_heard(scene: Callable[[], Scene], tmp_path: Path) -> None:
    stream, heard, running = scene()
    store = ClipStore(tmp_path)

    async def recorded() -> Take:
        take = Take(store, stream, heard, "filtered")
        await stream.recv()
        await running()
        take.stop()
        stream.stop()
        return take

    take = asyncio.run(recorded())
    end = time.monotonic() + 20
    while take.status().recording and time.monotonic() < end:
        time.sleep(0.05)
    with av.open(str(tmp_path / take.name)) as film:
        sound = [(float(f.time or 0), np.asarray(f.to_ndarray())[0]) for f in film.decode(audio=0)]
    with av.open(str(tmp_path / take.name)) as film:
        shots = [(float(f.time or 0), f.to_ndarray(format="gray")) for f in film.decode(video=0)]
    loud = [t + np.argmax(np.abs(block) > 0.2) / RATE for t, block in sound if np.abs(block).max() > 0.2]
    began = [t for t in loud if not any(0 < t - other < 0.2 for other in loud)]
    bright = [(t, bool((np.asarray(shot, np.uint8)[EDGE] > 150).any(axis=1).sum() > 15)) for t, shot in shots]
    seen = [t for (_, before), (t, now) in pairwise(bright) if now and not before]
    assert len(began) >= 4
    apart = [min(abs(t - other) for other in seen) for t in began[1:-1]]
    assert np.median(apart) < APART_S  # a busy machine draws a picture late now and then: a fault shifts all
