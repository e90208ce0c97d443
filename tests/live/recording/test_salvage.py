from __future__ import annotations

from pathlib import Path

import pytest

from live.recording.clips import ClipStore
from live.recording.salvage import motion_in
from tests.live.films import write_film


def test_a_salvaged_motion_clip_finds_its_motion_again(tmp_path: Path) -> None:
    name = "motion-20260101-120000-0a1b2c.mp4"
    write_film(tmp_path / name, [i / 20 for i in range(140)], (2.0, 4.5))
    with ClipStore(tmp_path) as store:
        (clip,) = store.clips()
    assert clip.start_s == pytest.approx(2.0, abs=0.2) and clip.end_s == pytest.approx(4.5, abs=0.3)
    assert clip.clip_end_s == pytest.approx(7.0, abs=0.1) and clip.peak_percent > 1


def test_a_film_in_which_nothing_moves_has_none(tmp_path: Path) -> None:
    assert motion_in(write_film(tmp_path / "a.mp4", [i / 20 for i in range(60)])) is None
