"""A room end to end in one process: pictures by their pixels, sound by its samples."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest

from live.rooms.hub import RoomHub
from live.rooms.media import MediaRegistry
from live.rooms.room import AWAY_S
from live.video.processing import Shot
from tests.live.peers import until
from tests.live.room_peers import ColourCamera, ToneMicrophone, Visitor, connect, enter
from tests.live.room_scene import BLUE, GREEN, RED, doors, hub, opened, run, shows
from vision.types import Image

__all__ = ["doors", "hub"]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("doors")]


def inverted(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return 255 - colour[0], 255 - colour[1], 255 - colour[2]


def test_each_sees_both_with_their_filters_and_who_vanishes_loses_the_tile(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, media, "Ben", recipe="invert", camera=ColourCamera(GREEN))
            cem = await enter(hub, media, "Cem")
            everybody = [ada, ben, cem]
            for visitor in everybody:
                await until(partial(shows, visitor, RED, inverted(GREEN)))
            await ben.vanish()
            await until(lambda: shows(cem, RED) and shows(ada, RED))
            for visitor in everybody:
                await visitor.leave()

    run(scenario())


@pytest.mark.flaky(reruns=2)  # sound runs in real time, and a busy machine leaves holes in it
def test_a_tone_reaches_the_other_and_not_the_one_it_comes_from(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED), mic=ToneMicrophone(440))
            ben = await enter(hub, media, "Ben", recipe="none", camera=ColourCamera(BLUE), mic=ToneMicrophone(1000))
            cem = await enter(hub, media, "Cem")
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


def test_a_broken_filter_shows_the_raw_picture_with_a_sign(hub: RoomHub, broken: str) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe=broken, camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            camera = ada.ends.camera
            assert camera is not None
            tile = camera.tile(1, False)
            assert tile is not None and tile.sign is not None
            await ada.leave()

    run(scenario())


def test_a_broken_filter_beside_one_that_hides_shows_nothing_of_the_picture(hub: RoomHub, broken: str) -> None:
    async def scenario() -> None:
        async with opened(hub) as stage:
            ada = await enter(hub, stage, "Ada", recipe=f"{broken} cover_faces", camera=ColourCamera(RED))
            ben = await enter(hub, stage, "Ben", recipe="none", camera=ColourCamera(GREEN))

            def hidden() -> bool:
                assert not shows(ben, RED, GREEN), "the camera's picture is shown"
                return shows(ben, (24, 24, 24), GREEN)

            await until(hidden)
            camera = ada.ends.camera
            assert camera is not None
            tile = camera.tile(1, False)
            assert tile is not None and tile.sign is not None
            await ada.leave()
            await ben.leave()

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
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, media, "Ben", recipe=slow, camera=ColourCamera(GREEN))
            await until(lambda: shows(ada, RED, GREEN))
            slowly: list[Shot] = []
            assert ben.ends.camera is not None
            ben.ends.camera.on_shot += (slowly.append,)
            before = ada.pictures
            await until(lambda: len(slowly) >= 4)
            assert ada.pictures - before > 4 * len(slowly)
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
        media = MediaRegistry(hub).of(host.code, time.monotonic())
        ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
        eve = await enter(hub, media, "Eve")
        await until(lambda: shows(eve, RED))
        hub.remove(host, eve.ticket.number, time.monotonic())
        await until(lambda: eve.ends.screen.readyState == "ended" and eve.ends.ear.readyState == "ended")
        await until(eve.nothing_more_came)
        hub.close(host, time.monotonic())
        await until(lambda: ada.ends.screen.readyState == "ended")
        await ada.leave()
        await eve.leave()

    run(scenario())


def test_who_dropped_comes_back_under_the_same_name(hub: RoomHub) -> None:
    async def scenario() -> None:
        silent: set[int] = set()
        async with opened(hub, silent) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            ben = await enter(hub, media, "Ben", recipe="none", camera=ColourCamera(GREEN))
            await until(lambda: shows(ada, RED, GREEN))
            silent.add(ben.ticket.number)
            await ben.vanish()
            await until(lambda: shows(ada, RED), 5)
            await asyncio.sleep(AWAY_S - 2)
            again = await enter(hub, media, "Ben", recipe="none", camera=ColourCamera(BLUE))
            await until(lambda: shows(ada, RED, BLUE))
            for visitor in (ada, ben, again):
                await visitor.leave()

    run(scenario())


def test_a_new_connection_takes_the_place_of_the_earlier_one(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            await until(lambda: shows(ada, RED))
            again = await connect(media, ada.ticket, "Ada", "none", ColourCamera(BLUE), None)
            await until(lambda: shows(again, BLUE))
            assert ada.ends.screen.readyState == "ended"
            await ada.leave()
            await again.leave()

    run(scenario())


def test_the_speaker_is_framed(hub: RoomHub) -> None:
    async def scenario() -> None:
        async with opened(hub) as media:
            ada = await enter(hub, media, "Ada", recipe="none", camera=ColourCamera(RED))
            mic = ToneMicrophone(300)
            ben = await enter(hub, media, "Ben", recipe="none", camera=ColourCamera(GREEN), mic=mic)
            await until(lambda: media.sound.floor.speaker == ben.ticket.number)
            await ada.leave()
            await ben.leave()

    run(scenario())
