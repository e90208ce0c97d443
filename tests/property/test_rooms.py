"""The hub of rooms, whatever happens in whatever order."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from live.rooms.hub import RoomHub, Ticket
from live.rooms.room import GONE_S, RoomLimits
from vision.types import VisionError

TEACHER_AND_TWO = RoomLimits(rooms=2, people=2, spectators=1)


class AnyOrder(RuleBasedStateMachine):
    """Whatever happens in whatever order, a room holds no more than it may, and its rules hold."""

    def __init__(self) -> None:
        super().__init__()
        self.hub = RoomHub(TEACHER_AND_TWO)
        self.now = 0.0
        self.tickets: list[Ticket] = []
        self.codes: list[str] = []

    @rule(seconds=st.floats(0, 12))
    def time_goes_on(self, seconds: float) -> None:
        self.now += seconds

    @rule(name=st.sampled_from("abcd"), spectator=st.booleans())
    def somebody_opens(self, name: str, spectator: bool) -> None:
        try:
            ticket = self.hub.open(name, spectator, "", self.now)
        except VisionError:
            assert sum(self.hub.room(c, self.now) is not None for c in self.codes) == TEACHER_AND_TWO.rooms
            return
        self.tickets.append(ticket)
        self.codes.append(ticket.code)

    @precondition(lambda self: self.codes)
    @rule(pick=st.integers(0), name=st.sampled_from("abcd"), spectator=st.booleans())
    def somebody_joins(self, pick: int, name: str, spectator: bool) -> None:
        try:
            self.tickets.append(self.hub.join(self.codes[pick % len(self.codes)], name, spectator, "", self.now))
        except VisionError:
            return

    @precondition(lambda self: self.tickets)
    @rule(pick=st.integers(0), other=st.integers(1, 6), what=st.sampled_from(("seen", "leave", "remove", "close")))
    def somebody_acts(self, pick: int, other: int, what: str) -> None:
        ticket = self.tickets[pick % len(self.tickets)]
        try:
            if what == "seen":
                assert self.hub.seen(ticket, self.now).member(ticket.number) is not None
            elif what == "leave":
                self.hub.leave(ticket, self.now)
            elif what == "remove":
                self.hub.remove(ticket, other, self.now)
            else:
                self.hub.close(ticket, self.now)
        except VisionError:
            return

    @invariant()
    def the_rules_hold(self) -> None:
        rooms = [room for c in self.codes if (room := self.hub.room(c, self.now)) is not None]
        assert len(rooms) <= TEACHER_AND_TWO.rooms
        for room in rooms:
            assert len(room.people) <= TEACHER_AND_TWO.people
            assert len(room.spectators) <= TEACHER_AND_TWO.spectators
            assert len({m.name for m in room.members}) == len(room.members)
            assert len({m.number for m in room.members}) == len(room.members)
            assert all(self.now - m.seen_s < GONE_S for m in room.members)
            assert sum(m.opener for m in room.members) <= 1


AnyOrder.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
test_any_order = AnyOrder.TestCase
