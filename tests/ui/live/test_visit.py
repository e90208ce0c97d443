from __future__ import annotations

from ui.live.stand.visit import Happening, Visit, after


def play(stirs: list[bool], *, idle_s: float = 60.0, turn_s: float = 8.0) -> list[tuple[int, Happening]]:
    """What happens, with the second it happens in, when it is asked once a second."""
    visit = Visit(0.0, 0.0)
    told: list[tuple[int, Happening]] = []
    for second, stirred in enumerate(stirs):
        visit, event = after(visit, float(second), stirred, idle_s=idle_s, turn_s=turn_s)
        if event:
            told.append((second, event))
    return told


def test_looks_change_by_themselves_while_nobody_is_there() -> None:
    assert play([False] * 30) == [(8, "turn"), (16, "turn"), (24, "turn")]


def test_a_visitor_comes_once_and_leaves_a_minute_after_the_last_movement() -> None:
    events = play([False] * 5 + [True, False, True] + [False] * 70)
    assert events[:2] == [(5, "came"), (67, "left")] and events[2] == (75, "turn")


def test_nothing_changes_by_itself_while_somebody_stands_still() -> None:
    assert play([True] + [False] * 59) == [(0, "came")]


def test_ten_minutes_of_visitors_are_each_told_apart() -> None:
    visitor = [True] * 20 + [False] * 100
    events = [event for _, event in play(visitor * 5) if event != "turn"]
    assert events == ["came", "left"] * 5
