"""A room as a value: who is in it, what was said, and the rules for both."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from vision.types import BusyError, VisionError
from vision.words.said import said

AWAY_S = 5.0
"""Seconds without a sign of life after which somebody counts as away, and the name and the place are free."""
GONE_S = 30.0
"""Seconds without a sign of life after which somebody, or a whole room, is forgotten."""
LONGEST_NAME = 24
LONGEST_LINE = 300
_MOST_LINES = 100
_BURST, _BURST_S = 5, 5.0
_JOINERS = "\u200c\u200d"  # parts of words and of emoji; other invisible characters are left out


@dataclass(frozen=True, slots=True)
class RoomLimits:
    """What a server holds: rooms at once, people taking part and spectators in each; and how many rooms at once are
    one visitor's."""

    rooms: int = 20
    people: int = 9
    spectators: int = 30
    opened: int = 3


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a room. number: never given twice in one room. seen_s: the newest sign of life.

    visitor: the same for all stays of one browser's page, never shown; empty when not known.
    waiting: at the door, until the opener lets them in. muted: by the opener. hand_s: since when a hand is up, or None.
    """

    number: int
    name: str
    spectator: bool
    opener: bool
    seen_s: float
    visitor: str = ""
    waiting: bool = False
    muted: bool = False
    hand_s: float | None = None

    def away(self, now: float) -> bool:
        return now - self.seen_s >= AWAY_S


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One line of the chat."""

    number: int
    name: str
    text: str
    said_s: float
    visitor: str = ""

    def is_by(self, member: Member) -> bool:
        """Whether it is by this member, in this stay or one before."""
        same_page = bool(member.visitor) and self.visitor == member.visitor
        return same_page or self.number == member.number or self.name.casefold() == member.name.casefold()


@dataclass(frozen=True, slots=True)
class Room:
    """Members in the order in which they came, the newest lines of the chat, and the number of who records it."""

    code: str
    members: tuple[Member, ...] = ()
    chat: tuple[ChatLine, ...] = ()
    recorder: int | None = None
    sign_s: float = 0.0
    arrivals: int = 0
    lines: int = 0

    @property
    def people(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if not m.spectator and not m.waiting)

    @property
    def spectators(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.spectator and not m.waiting)

    @property
    def waiting(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.waiting)

    @property
    def hands(self) -> tuple[Member, ...]:
        """Who has a hand up, the first first."""
        return tuple(sorted((m for m in self.members if m.hand_s is not None), key=lambda m: m.hand_s or 0.0))

    @property
    def recording(self) -> bool:
        """MemberEnds with the stay of the one who records."""
        return self.recorder is not None and self.member(self.recorder) is not None

    def member(self, number: int) -> Member | None:
        return next((m for m in self.members if m.number == number), None)

    def with_member(
        self,
        name: str,
        spectator: bool,
        opener: bool,
        limits: RoomLimits,
        now: float,
        visitor: str = "",
        waiting: bool = False,
    ) -> Room:
        """One more; raises VisionError when the name is taken, BusyError when nobody else fits in.

        Who is away gives up the name, and the longest away gives up the place. An opener who comes back under the
        same name takes the place of the stay before.
        """
        name = clean_name(name)
        alike = [m for m in self.members if m.name.casefold() == name.casefold()]
        kept = [m for m in self.members if not (m in alike and (m.away(now) or (opener and m.opener)))]
        if any(m.name.casefold() == name.casefold() for m in kept):
            raise VisionError("Somebody in this room has that name already; please choose another one.")
        alike = [m for m in kept if m.spectator == spectator]
        if len(alike) >= (limits.spectators if spectator else limits.people):
            longest = min(alike, key=lambda m: m.seen_s, default=None)
            if longest is None or not longest.away(now):
                raise BusyError(_full(spectator, limits))
            kept.remove(longest)
        newcomer = Member(self.arrivals + 1, name, spectator, opener, now, visitor, waiting)
        return replace(self, members=(*kept, newcomer), arrivals=newcomer.number, sign_s=now)

    def without(self, number: int) -> Room:
        return replace(self, members=tuple(m for m in self.members if m.number != number))

    def seen(self, number: int, now: float) -> Room:
        return replace(self.changed(number, seen_s=now), sign_s=now)

    def changed(self, number: int, **values: Any) -> Room:
        """With other values of one member."""
        return replace(self, members=tuple(replace(m, **values) if m.number == number else m for m in self.members))

    def with_line(self, by: Member, text: str, now: float) -> Room:
        """One more line of chat; raises VisionError for an empty one, BusyError for too many at once."""
        text = " ".join(_visible(text).split())[:LONGEST_LINE]
        if not text:
            raise VisionError("There is nothing in this line to send.")
        if sum(line.is_by(by) and now - line.said_s < _BURST_S for line in self.chat) >= _BURST:
            raise BusyError("That was a lot at once; please wait a few seconds.")
        chat = (*self.chat, ChatLine(by.number, by.name, text, now, by.visitor))[-_MOST_LINES:]
        return replace(self, chat=chat, lines=self.lines + 1)

    def aged(self, now: float) -> Room | None:
        """Without those who are gone; None when nobody gave a sign of life for so long that the room is gone."""
        if now - self.sign_s >= GONE_S:
            return None
        stale = any(now - m.seen_s >= GONE_S for m in self.members)
        return replace(self, members=tuple(m for m in self.members if now - m.seen_s < GONE_S)) if stale else self


def clean_name(name: str) -> str:
    """The name as it is shown: one line, visible characters only; raises VisionError when nothing is left."""
    name = " ".join(_visible(unicodedata.normalize("NFC", name)).split())[:LONGEST_NAME].strip()
    if not name.strip(_JOINERS):
        raise VisionError("Please give a name that the others can call you by.")
    return name


def _visible(text: str) -> str:
    return "".join(c if unicodedata.category(c)[0] != "C" or c in _JOINERS else " " for c in text)


def _full(spectator: bool, limits: RoomLimits) -> str:
    if spectator:
        return said(
            "All {number} places for watching are taken; please try again when somebody has left.",
            number=limits.spectators,
        )
    return said("All {number} places for taking part are taken; you can still watch.", number=limits.people)
