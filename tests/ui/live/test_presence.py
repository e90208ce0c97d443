"""Whether the stand notices that somebody is there, by the film of the fair."""

from __future__ import annotations

from itertools import pairwise

from live.video.processing import Shot
from rig.fair import RATE, picture
from ui.live.stand.presence import Presence


def stirs(seconds: range, *there: tuple[float, float]) -> list[int]:
    """The seconds in which something stirred, asked once in each."""
    presence = Presence()
    shots = [(s, Shot(p := picture(s * RATE, there), p, float(s))) for s in seconds]
    return [s for s, shot in shots if presence.stirred(shot)]


def test_an_empty_room_is_still() -> None:
    assert stirs(range(120)) == []


def test_whoever_stands_there_for_minutes_is_noticed_all_the_time() -> None:
    seen = stirs(range(220), (10, 200))
    assert seen[0] in (10, 11) and seen[-1] in (199, 200, 201)
    assert max(later - sooner for sooner, later in pairwise(seen)) < 10


def test_a_touch_counts_before_there_is_any_picture() -> None:
    presence = Presence()
    presence.touched = True
    assert presence.stirred(None) and not presence.stirred(None)


def test_the_same_picture_is_looked_at_once() -> None:
    presence, shot = Presence(), Shot(picture(0, ()), picture(0, ()), 5.0)
    presence.stirred(shot)
    sketch = presence.seen
    assert not presence.stirred(shot) and presence.seen is sketch
