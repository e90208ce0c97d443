"""A room under test: its doors, its clock, and what a visitor sees of it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aioice.ice
import aiortc.codecs
import numpy as np
import pytest
from aiortc.codecs.vpx import Vp8Encoder

from live import transport
from live.rooms.hub import RoomHub, Ticket
from live.rooms.media import MediaRegistry, RoomMedia
from live.rooms.mosaic import TilePlace, layout
from tests.live.room_peers import Visitor
from vision.types import Image

RED, GREEN, BLUE = (200, 40, 40), (40, 170, 60), (40, 60, 200)


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections meet on this machine, with this booth's encoders; afterwards all is as before."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    monkeypatch.setattr(aiortc.codecs, "Vp8Encoder", Vp8Encoder)
    transport.install()
    yield
    for thread in threading.enumerate():
        if thread.name in ("room-media", "live-stream"):
            thread.join(3)
            assert not thread.is_alive(), f"{thread.name} stays behind"


@pytest.fixture
def hub() -> RoomHub:
    return RoomHub()


@asynccontextmanager
async def opened(hub: RoomHub, silent: set[int] | None = None) -> AsyncIterator[RoomMedia]:
    """A room whose members' pages give their signs of life, but for those with a number in `silent`."""
    code = hub.open("Host", True, "", time.monotonic()).code

    async def beat() -> None:
        while (room := hub.room(code, time.monotonic())) is not None:
            for member in room.members:
                if member.number not in (silent or ()):
                    hub.seen(Ticket(code, member.number), time.monotonic())
            await asyncio.sleep(0.5)

    task = asyncio.ensure_future(beat())
    media = MediaRegistry(hub).of(code, time.monotonic())
    try:
        yield media
    finally:
        task.cancel()
        media.close()


def run(scenario: Any) -> None:
    asyncio.run(asyncio.wait_for(scenario, 60))


def colour_in(image: Image, box: TilePlace) -> tuple[float, ...]:
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
