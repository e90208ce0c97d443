"""RoomHub: who is in which room. Knows neither pictures nor pages; time is handed in."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from live.rooms.passphrase import Passphrase, RoomDoor, Secrets
from live.rooms.room import Member, Room, RoomLimits
from vision.types import BusyError, NotAllowedError, NotThereError
from vision.words.said import N_, said

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for another when read out
_NO_ROOM = N_("There is no room with this code. It may have been closed, or a letter of the link is missing.")
_OVER = N_("The room is closed.")


class RoomOverError(NotThereError):
    """Somebody's stay has ended: removed, away for too long, or the room is closed."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Somebody's stay in a room; kept on the server, never shown. key: the opener's, else empty."""

    code: str
    number: int
    key: str = ""


class RoomHub:
    """All rooms of a server. Any thread may call; `now` is seconds on one clock that never goes backwards.

    visitor: the same for all that one browser's page does; without it, what holds for each visitor does not.
    place: with what the code of each room begins, when there are several servers.
    Raises VisionError with a sentence for the visitor, and RoomOverError for a stay that has ended.
    """

    def __init__(self, limits: RoomLimits = RoomLimits(), place: str = "") -> None:  # noqa: B008  a frozen value
        self.limits = limits
        self._begin = f"{place}-" if place else ""
        self._lock = threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._doors: dict[str, RoomDoor] = {}
        self._secrets = Secrets()

    def open(
        self, name: str, spectator: bool, passphrase: str, now: float, *, visitor: str = "", waits: bool = False
    ) -> Ticket:
        """A new room with its opener in it; an empty passphrase is none. The ticket's `key` makes one the opener
        again in `join`. waits: guests wait at the door until they are let in."""
        door = RoomDoor(Passphrase.of(passphrase) if passphrase else None, secrets.token_hex(8), visitor, waits)
        code = self._begin + "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        room = Room(code).with_member(name, spectator, True, self.limits, now, visitor)
        with self._lock:
            self._age(now)
            if len(self._rooms) >= self.limits.rooms:
                raise BusyError("There are as many rooms as this server holds; please try again a little later.")
            if visitor and sum(d.visitor == visitor for d in self._doors.values()) >= self.limits.opened:
                raise BusyError(
                    said(
                        "You have opened {number} rooms; close one, or wait until it is gone.",
                        number=self.limits.opened,
                    )
                )
            self._rooms[code], self._doors[code] = room, door
        return Ticket(code, room.arrivals, door.key)

    def locked(self, code: str, now: float) -> bool:
        """Whether one needs a passphrase to join; raises NotThereError for a code without a room."""
        with self._lock:
            self._age(now)
            return self._door(code).passphrase is not None

    def join(
        self, code: str, name: str, spectator: bool, passphrase: str, now: float, key: str = "", *, visitor: str = ""
    ) -> Ticket:
        """A place in the room, or at its door; the opener's key opens it without the passphrase.

        Raises NotThereError, NotAllowedError for a wrong passphrase or key, VisionError for a name that cannot be, and
        BusyError for a full room or when too many tries at its secrets were wrong lately.
        """
        with self._lock:
            self._age(now)
            door = self._door(code)
        if door.passphrase is not None or key:
            self._secrets.check(door, code, passphrase, key, visitor, now)  # not in the lock: scrypt is slow on purpose
        with self._lock:
            waits = door.waits and not key
            room = self._room(code).with_member(name, spectator, bool(key), self.limits, now, visitor, waits)
            self._rooms[code] = room
            return Ticket(code, room.arrivals, door.key if key else "")

    def seen(self, ticket: Ticket, now: float) -> Room:
        """A sign of life; the room as it is now. Raises RoomOverError."""
        return self._change(ticket, now, lambda room, me: room.seen(me.number, now))

    def room(self, code: str, now: float) -> Room | None:
        """The room as it is now, None when it is gone."""
        with self._lock:
            self._age(now)
            return self._rooms.get(code)

    def leave(self, ticket: Ticket, now: float) -> None:
        """Nothing happens to who has left already."""
        with self._lock:
            self._age(now)
            if ticket.code in self._rooms:
                self._rooms[ticket.code] = self._rooms[ticket.code].without(ticket.number)

    def say(self, ticket: Ticket, text: str, now: float) -> Room:
        """One line of chat. Raises VisionError for an empty line."""

        def change(room: Room, me: Member) -> Room:
            _inside_only(me)
            return room.with_line(me, text, now)

        return self._change(ticket, now, change)

    def raise_hand(self, ticket: Ticket, up: bool, now: float) -> None:
        """Show a hand, or take it down."""

        def change(room: Room, me: Member) -> Room:
            _inside_only(me)
            return room.changed(me.number, hand_s=(now if me.hand_s is None else me.hand_s) if up else None)

        self._change(ticket, now, change)

    def let_in(self, ticket: Ticket, number: int, now: float) -> None:
        """The opener lets somebody in who waits at the door. Raises NotAllowedError for all but the opener."""
        self._as_opener(ticket, now, lambda room: room.changed(number, waiting=False))

    def mute(self, ticket: Ticket, number: int, on: bool, now: float) -> None:
        """The opener takes somebody's voice, or gives it back. Raises NotAllowedError for all but the opener."""
        self._as_opener(ticket, now, lambda room: room.changed(number, muted=on))

    def remove(self, ticket: Ticket, number: int, now: float) -> None:
        """The opener shows somebody out. Raises NotAllowedError for all but the opener."""

        def change(room: Room, me: Member) -> Room:
            _opener_only(me)
            door = self._doors[room.code]
            self._doors[room.code] = replace(door, removed=door.removed | {number})
            return room.without(number)

        self._change(ticket, now, change)

    def record(self, ticket: Ticket, on: bool, now: float) -> None:
        """Tell all that the opener records, or has stopped. Raises NotAllowedError for all but the opener."""

        def change(room: Room, me: Member) -> Room:
            _opener_only(me)
            return replace(room, recorder=me.number if on else None)

        self._change(ticket, now, change)

    def close(self, ticket: Ticket, now: float) -> None:
        """End the room for all. Raises NotAllowedError for all but the opener."""

        def change(room: Room, me: Member) -> Room | None:
            _opener_only(me)
            return None

        self._change(ticket, now, change)

    def _as_opener(self, ticket: Ticket, now: float, change: Callable[[Room], Room]) -> None:
        def changed(room: Room, me: Member) -> Room:
            _opener_only(me)
            return change(room)

        self._change(ticket, now, changed)

    def _change(self, ticket: Ticket, now: float, change: Callable[[Room, Member], Room | None]) -> Room:
        with self._lock:
            self._age(now)
            room = self._rooms.get(ticket.code)
            me = room.member(ticket.number) if room else None
            if room is None or me is None:
                raise RoomOverError(self._why(ticket))
            after = change(room, me)
            if after is None:
                self._forget(ticket.code)
                return room
            self._rooms[ticket.code] = after
            return after

    def _age(self, now: float) -> None:
        for code, room in list(self._rooms.items()):
            aged = room.aged(now)
            if aged is None:
                self._forget(code)
            else:
                self._rooms[code] = aged

    def _forget(self, code: str) -> None:
        del self._rooms[code], self._doors[code]

    def _room(self, code: str) -> Room:
        if code not in self._rooms:
            raise NotThereError(_NO_ROOM)
        return self._rooms[code]

    def _door(self, code: str) -> RoomDoor:
        self._room(code)
        return self._doors[code]

    def _why(self, ticket: Ticket) -> str:
        door = self._doors.get(ticket.code)
        if door is None:
            return _OVER
        if ticket.number in door.removed:
            return N_("The opener has ended your stay in this room.")
        return N_("You were away for too long, and your place was given up. You can join again.")


def _inside_only(member: Member) -> None:
    if member.waiting:
        raise NotAllowedError("You are still at the door; the opener lets you in.")


def _opener_only(member: Member) -> None:
    if not member.opener:
        raise NotAllowedError("Only who opened the room can do this.")
