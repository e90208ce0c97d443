from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vision.motion.change import Change
from vision.motion.events import Begin, Decision, Discard, EventState, Finish, decide, finish
from vision.motion.settings import MotionSettings

SETTINGS = MotionSettings()


def decisions(changes: Iterable[tuple[float, float]], settings: MotionSettings = SETTINGS) -> list[Decision]:
    state, made = EventState(), list[Decision]()
    for time_s, percent in changes:
        state, new = decide(state, Change(time_s, percent), settings)
        made += new
    state, last = finish(state, settings)
    return made + list(last)


def steady(*moving: tuple[float, float], fps: float = 30, length_s: float = 30) -> list[tuple[float, float]]:
    times = [i / fps for i in range(int(length_s * fps))]
    return [(t, 2.0 if any(a <= t < b for a, b in moving) else 0.0) for t in times]


def clips(made: list[Decision]) -> list[tuple[float, ...]]:
    found = [d for d in made if isinstance(d, Finish)]
    return [tuple(round(v, 2) for v in (d.clip_start_s, d.event.start_s, d.event.end_s, d.clip_end_s)) for d in found]


def test_an_event_and_its_margins() -> None:
    assert clips(decisions(steady((10, 12)))) == [(8.0, 10.0, 11.97, 13.97)]


def test_margins_stop_at_the_ends_of_the_stream() -> None:
    assert clips(decisions(steady((0, 2), (29, 30)))) == [(-2.0, 0.0, 1.97, 3.97), (27.0, 29.0, 29.97, 29.97)]


def test_a_short_gap_joins_and_a_long_one_does_not() -> None:
    joined, apart = steady((10, 12), (12.9, 15)), steady((10, 12), (13.5, 15))
    assert [c[1:3] for c in clips(decisions(joined))] == [(10.0, 14.97)]
    assert clips(decisions(apart)) == [(8.0, 10.0, 11.97, 13.5), (13.5, 13.5, 14.97, 16.97)]


def test_quiet_moments_are_counted_not_seconds() -> None:
    slow = steady((10, 12), (13.5, 15), fps=10)
    assert len(clips(decisions(slow))) == 1, "fifteen quiet moments are fewer than twenty"
    assert len(clips(decisions(slow, SETTINGS.changed(stable=10)))) == 2


def test_few_significant_changes_are_noise() -> None:
    blink = steady((10, 10 + 4 / 30))
    assert [type(d) for d in decisions(blink)] == [Begin, Discard]
    assert len(clips(decisions(blink, SETTINGS.changed(fewest=4)))) == 1


def test_a_long_event_goes_on_in_a_new_clip() -> None:
    made = clips(decisions(steady((5, 25)), SETTINGS.changed(longest=8.0)))
    assert [c[0] for c in made] == [3.0, 11.0, 19.0] and made[-1][2] == 24.97
    assert all(b[0] >= a[3] for a, b in pairwise(made))


def test_the_rest_of_a_long_event_is_no_noise() -> None:
    made = decisions(steady((5, 10.1)), SETTINGS.changed(longest=7.0))
    assert [c[1:3] for c in clips(made)] == [(5.0, 10.0), (10.03, 10.07)]


def test_a_camera_that_was_gone_ends_the_event() -> None:
    changes = [*steady((1, 5), length_s=5), *((t + 100, p) for t, p in steady((0, 3)))]
    assert [c[1:3] for c in clips(decisions(changes))] == [(1.0, 4.97), (100.0, 102.97)]


@given(
    st.lists(st.tuples(st.floats(0.001, 5), st.sampled_from([0.0, 0.05, 0.1, 3.0, 80.0])), max_size=200),
    st.builds(
        MotionSettings,
        stable=st.integers(1, 30),
        fewest=st.integers(1, 8),
        before=st.floats(0, 10),
        after=st.floats(0, 10),
        join=st.floats(0, 30),
        longest=st.floats(5, 60),
    ),
)
def test_clips_never_overlap_and_hold_their_events(steps: list[tuple[float, float]], settings: MotionSettings) -> None:
    time_s, changes = 0.0, []
    for step, percent in steps:
        time_s += step
        changes.append((time_s, percent))
    made = decisions(changes, settings)
    kept = [d for d in made if isinstance(d, Finish)]
    assert all(d.clip_start_s <= d.event.start_s <= d.event.peak_s <= d.event.end_s <= d.clip_end_s for d in kept)
    assert all(a.clip_end_s <= b.clip_start_s for a, b in pairwise(kept))
    kinds = [isinstance(d, Begin) for d in made]
    assert kinds == [True, False] * (len(made) // 2), "each clip that begins ends before the next"
