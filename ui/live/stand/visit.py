"""Who is at the stand: a visit begins with a movement or a touch, and ends when there has been none for a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Happening = Literal["", "came", "left", "turn"]


@dataclass(frozen=True, slots=True)
class Visit:
    """stirred_s: the last movement or touch; turned_s: the last change of looks by itself; in seconds."""

    stirred_s: float
    turned_s: float
    someone: bool = False


def after(visit: Visit, now_s: float, stirred: bool, *, idle_s: float, turn_s: float) -> tuple[Visit, Happening]:
    """The visit a moment later, and what happened: somebody came or left, or it is time for another look.

    stirred: whether somebody moved or touched since the last call. idle_s: how long nobody may stir before they count
    as gone. turn_s: how long a look stays while nobody is there.
    """
    if stirred:
        return replace(visit, stirred_s=now_s, someone=True), "" if visit.someone else "came"
    if visit.someone:
        if now_s - visit.stirred_s < idle_s:
            return visit, ""
        return replace(visit, someone=False, turned_s=now_s), "left"
    if now_s - visit.turned_s < turn_s:
        return visit, ""
    return replace(visit, turned_s=now_s), "turn"
