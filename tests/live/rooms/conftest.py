"""A hub whose rooms are soon full, and who is in them."""

from __future__ import annotations

import pytest

from live.rooms.hub import RoomHub
from live.rooms.room import RoomLimits

TEACHER_AND_TWO = RoomLimits(rooms=2, people=2, spectators=1)


@pytest.fixture
def hub() -> RoomHub:
    return RoomHub(TEACHER_AND_TWO)


def names(hub: RoomHub, code: str, now: float = 0) -> list[str]:
    room = hub.room(code, now)
    assert room is not None
    return [m.name for m in room.members]
