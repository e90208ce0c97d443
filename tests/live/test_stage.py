"""A room end to end in one process: pictures by their pixels, sound by its samples."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aioice.ice
import aiortc.codecs
import av
import numpy as np
import pytest
from aiortc.codecs.vpx import Vp8Encoder

from live import broadcast, transport
from live.mosaic import HEIGHT, WIDTH, Box, layout
from live.room import AWAY_S
from live.room_recording import RoomRecording
from live.rooms import RoomHub, Ticket
from live.stage import Stage, Stages
from tests.live.room_peers import ColourCamera, ToneMicrophone, Visitor, connect, enter
from vision.types import Image, as_image

RED, GREEN, BLUE = (200, 40, 40), (40, 170, 60), (40, 60, 200)
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections meet on this machine, with this booth's encoders; afterwards all is as before."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    monkeypatch.setattr(aiortc.codecs, "Vp8Encoder", Vp8Encoder)
    transport.install()
    broadcast.install()
    yield
    for thread in threading.enumerate():
        if thread.name in ("room-stage", "live-stream"):
            thread.join(3)
            assert not thread.is_alive(), f"{thread.name} stays behind"


@pytest.fixture
def hub() -> RoomHub:
    return RoomHub()


async def until(ready: Callable[[], Any], seconds: float = 20, complaint: str = "") -> None:
    for _ in range(int(seconds * 50)):
        if ready():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(complaint or f"not within {seconds} s")


def colour_in(image: Image, box: Box) -> tuple[float, ...]:
    across = slice(box.left + box.width // 3, box.left + 2 * box.width // 3)
    middle = image[box.top + box.height // 3 : box.top + box.height // 2, across]
    return tuple(float(v) for v in middle.reshape(-1, 3).mean(0))


def shows(visitor: Visitor, *colours: tuple[int, int, int]) -> bool:
    """Whether the newest picture has exactly tiles of these colours, in this order."""
    if visitor.picture is None:
        return False
    return all(
        np.abs(np.subtract(colour_in(visitor.picture, box), c)).max() < 25
        for box, c in zip(layout(len(colours)), colours, strict=True)
    )


def inverted(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return 255 - colour[0], 255 - colour[1], 255 - colour[2]


@asynccontextmanager
async def opened(hub: RoomHub, silent: set[int] | None = None) -> AsyncIterator[Stage]:
    """A room whose members' pages give their signs of life, but for those with a number in `silent`."""
    code = hub.open("Host", True, "", time.monotonic()).code

    async def beat() -> None:
        while (room := hub.room(code, time.monotonic())) is not None:
            for member in room.members:
                if member.number not in (silent or ()):
                    hub.seen(Ticket(code, member.number), time.monotonic())
            await asyncio.sleep(0.5)

    task = asyncio.ensure_future(beat())
    try:
        yield Stages(hub).of(code, time.monotonic())
    finally:
        task.cancel()


def run(scenario: Any) -> None:
    asyncio.run(asyncio.wait_for(scenario, 60))


def test_each_sees_both_with_their_filters_and_who_vanishes_loses_the_tile(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, stage, "Ben", recipe="invert", camera=ColourCamera(GREEN))
            cem = await enter(hub, stage, "Cem")
            everybody = [ada, ben, cem]
            for visitor in everybody:
                await until(partial(shows, visitor, RED, inverted(GREEN)), complaint=f"not for {visitor.ticket}")
            await ben.vanish()
            cut = time.monotonic()
            await until(lambda: shows(cem, RED) and shows(ada, RED))
            assert time.monotonic() - cut < 5
            for visitor in everybody:
                await visitor.leave()

    run(scenario())


def test_a_tone_reaches_the_other_and_not_the_one_it_comes_from(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED), mic=ToneMicrophone(440))
            ben = await enter(hub, stage, "Ben", recipe="none", camera=ColourCamera(BLUE), mic=ToneMicrophone(1000))
            cem = await enter(hub, stage, "Cem")
            await until(lambda: all(len(v.heard) > 150 for v in (ada, ben, cem)))
            loud, silent = 500, 30
            assert amplitude(ada, 1000) > loud and amplitude(ada, 440) < silent
            assert amplitude(ben, 440) > loud and amplitude(ben, 1000) < silent
            assert amplitude(cem, 440) > loud and amplitude(cem, 1000) > loud
            for visitor in (ada, ben, cem):
                await visitor.leave()

    run(scenario())


def amplitude(visitor: Visitor, hertz: float) -> float:
    samples = visitor.sound(48_000).astype(float)
    return float(2 * abs(np.mean(samples * np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / 48_000))))


def test_a_broken_filter_shows_the_raw_picture_with_a_note(hub: RoomHub, broken: str) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe=broken, camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            camera = ada.ends.camera
            assert camera is not None
            tile = camera.tile(1, False)
            assert tile is not None and tile.note is not None
            await ada.leave()

    run(scenario())


@pytest.fixture
def broken() -> Iterator[str]:
    from vision import processor

    def breaks(image: Image) -> Image:
        """Always."""
        raise RuntimeError("out of order")

    processor.processor("Breaks")(breaks)
    yield "breaks"
    del processor._registry["breaks"]


def test_one_slow_filter_slows_nobody_else(hub: RoomHub, slow: str) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, stage, "Ben", recipe=slow, camera=ColourCamera(GREEN))
            await until(lambda: shows(ada, RED, GREEN))
            before, began = ada.pictures, time.monotonic()
            await asyncio.sleep(3)
            rate = (ada.pictures - before) / (time.monotonic() - began)
            assert rate > 9, f"{rate:.1f} pictures a second"
            await ada.leave()
            await ben.leave()

    run(scenario())


@pytest.fixture
def slow() -> Iterator[str]:
    from vision import processor

    def dawdles(image: Image) -> Image:
        """Half a second for each picture."""
        time.sleep(0.5)
        return image.copy()

    processor.processor("Dawdles")(dawdles)
    yield "dawdles"
    del processor._registry["dawdles"]


def test_who_is_removed_sees_and_hears_nothing_more(hub: RoomHub) -> None:
    async def scenario() -> None:
        host = hub.open("Host", True, "", time.monotonic())
        stage = Stages(hub).of(host.code, time.monotonic())
        ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
        eve = await enter(hub, stage, "Eve")
        await until(lambda: shows(eve, RED))
        hub.remove(host, eve.ticket.number, time.monotonic())
        await until(lambda: eve.ends.screen.readyState == "ended" and eve.ends.ear.readyState == "ended", 3)
        seen = eve.pictures
        await asyncio.sleep(1)
        assert eve.pictures - seen <= 1
        hub.close(host, time.monotonic())
        await until(lambda: ada.ends.screen.readyState == "ended", 3)
        await ada.leave()
        await eve.leave()

    run(scenario())


def test_who_dropped_comes_back_under_the_same_name(hub: RoomHub) -> None:
    async def scenario() -> None:
        silent: set[int] = set()
        async with opened(hub, silent) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, stage, "Ben", recipe="none", camera=ColourCamera(GREEN))
            await until(lambda: shows(ada, RED, GREEN))
            silent.add(ben.ticket.number)
            await ben.vanish()
            await until(lambda: shows(ada, RED), 5)
            await asyncio.sleep(AWAY_S - 2)
            again = await enter(hub, stage, "Ben", recipe="none", camera=ColourCamera(BLUE))
            await until(lambda: shows(ada, RED, BLUE))
            for visitor in (ada, ben, again):
                await visitor.leave()

    run(scenario())


def test_a_new_connection_takes_the_place_of_the_earlier_one(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            again = await connect(stage, ada.ticket, "Ada", "none", ColourCamera(BLUE), None)
            await until(lambda: shows(again, BLUE))
            assert ada.ends.screen.readyState == "ended"
            await ada.leave()
            await again.leave()

    run(scenario())


def test_the_speaker_is_framed(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            mic = ToneMicrophone(300)
            ben = await enter(hub, stage, "Ben", recipe="none", camera=ColourCamera(GREEN), mic=mic)
            await until(lambda: stage.sound.floor.speaker == ben.ticket.number)
            await ada.leave()
            await ben.leave()

    run(scenario())


def test_a_recording_holds_the_mosaic_and_the_sound_and_everybody_sees_the_sign(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            mic = ToneMicrophone(440)
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED), mic=mic)
            await until(lambda: shows(ada, RED))
            hub.record(Ticket(stage.code, 1), True, time.monotonic())
            recording = RoomRecording(stage)
            await until(lambda: ada.picture is not None and sign_of_recording(ada.picture))
            await asyncio.sleep(2)
            film = await asyncio.get_running_loop().run_in_executor(None, recording.finish)
            assert film is not None and not stage.viewers and not stage.sound.listeners
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
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe="none", camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            hub.record(Ticket(stage.code, 1), True, time.monotonic())
            RoomRecording(stage)
            hub.leave(Ticket(stage.code, 1), time.monotonic())
            await until(lambda: stage.recording is None and not stage.viewers, 3)
            await until(lambda: all(t.name != "recorder" for t in threading.enumerate()), 5)
            await ada.leave()

    run(scenario())
