from __future__ import annotations

from vision.motion.change import Change
from vision.motion.endless import Endless

TREE = (0.05, 0.05, 0.3, 0.4)


def after(seconds: int, moves: float) -> Endless:
    """Something moves at the tree for this share of every ten seconds."""
    state = Endless()
    for i in range(10 * seconds):
        percent = 1.0 if i % 100 < 100 * moves else 0.0
        state = state.seen(Change(i / 10, percent, where=(TREE,) if percent else ()), 0.1)
    return state


def test_what_never_rests_is_framed() -> None:
    ((left, top, right, bottom),) = after(120, 0.95).mask()
    assert left <= TREE[0] and top <= TREE[1] and right >= TREE[2] and bottom >= TREE[3]
    assert (right - left) * (bottom - top) < 0.25


def test_what_comes_and_goes_is_not() -> None:
    assert after(300, 0.3).mask() == ()
    assert after(30, 1.0).mask() == (), "not before a minute has gone"
    assert Endless().mask() == ()
