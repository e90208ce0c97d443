"""A room's film: what it holds, and when it is thrown away."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from typing import Any

import av
import numpy as np
import pytest

from live.rooms.hub import RoomHub, Ticket
from live.rooms.mosaic import HEIGHT, WIDTH, layout
from live.rooms.room_recording import RoomRecording
from tests.live.peers import until
from tests.live.room_peers import ColourCamera, ToneMicrophone, enter
from tests.live.room_scene import RED, colour_in, doors, hub, opened, run, shows
from vision.types import Image, as_image

__all__ = ["doors", "hub"]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("doors")]


def test_a_recording_holds_the_mosaic_and_the_sound_and_everybody_sees_the_sign(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            mic = ToneMicrophone(440)
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED), mic=mic)
            await until(lambda: shows(ada, RED))
            hub.record(Ticket(media.code, 1), True, time.monotonic())
            recording = RoomRecording(media)
            await until(lambda: ada.picture is not None and sign_of_recording(ada.picture))
            await asyncio.sleep(2)
            film = await asyncio.get_running_loop().run_in_executor(None, recording.finish)
            assert film is not None and not media.on_mosaic and not media.sound.listeners
            pictures, samples = decoded(film)
            assert len(pictures) > 15 and pictures[0].shape == (HEIGHT, WIDTH, 3)
            assert np.abs(np.subtract(colour_in(pictures[-1], layout(1)[0]), RED)).max() < 25
            wave = np.exp(-2j * np.pi * 440 * np.arange(48_000) / 48_000)
            assert 2 * abs(np.mean(samples[-60_000:-12_000] * wave)) > 0.01
            await ada.leave()

    run(scenario())


def sign_of_recording(image: Image) -> bool:
    red = image[22:34, WIDTH - 40 : WIDTH - 20].reshape(-1, 3).astype(int)
    return bool((red[:, 0] - red[:, 1]).mean() > 80 and (red[:, 0] - red[:, 2]).mean() > 80)


def decoded(film: bytes) -> tuple[list[Image], Any]:
    """All pictures, and one channel of the sound in [-1, 1]."""
    with av.open(io.BytesIO(film), "r") as file:
        pictures = [as_image(frame.to_ndarray(format="rgb24")) for frame in file.decode(video=0)]
    with av.open(io.BytesIO(film), "r") as file:
        parts = [frame.to_ndarray()[0] for frame in file.decode(audio=0)]
    return pictures, np.concatenate(parts)


def test_a_recording_is_thrown_away_when_the_one_who_records_leaves(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            hub.record(Ticket(media.code, 1), True, time.monotonic())
            RoomRecording(media)
            hub.leave(Ticket(media.code, 1), time.monotonic())
            await until(lambda: media.recording is None and not media.on_mosaic, 3)
            await until(lambda: all(t.name != "recorder" for t in threading.enumerate()), 5)
            await ada.leave()

    run(scenario())
