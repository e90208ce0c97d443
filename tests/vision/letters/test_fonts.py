"""Fonts found by their files' names, and what they have, without any of the computer's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import vision.layout.export
from vision.letters.fonts import Typeface, _there

INVISIBLE = Path(vision.layout.export.__file__).parent / "invisible.ttf"


def test_files_are_found_at_any_depth_and_those_that_are_no_fonts_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "fonts" / "truetype" / "any"
    deep.mkdir(parents=True)
    (deep / "NotoSans-Regular.ttf").write_bytes(b"no font")
    shutil.copy(INVISIBLE, deep / "DejaVuSans.ttf")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path))

    wanted = ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "wqy-microhei.ttc")
    assert _there(wanted) == [Typeface(str(deep / "DejaVuSans.ttf"))]


def test_a_font_has_what_it_draws_otherwise_than_what_it_has_not() -> None:
    own = Typeface()
    assert own.has("Ada") and own.has("a\u0301\ufe0f") and own.has(" ")
    assert not own.has("小") and not own.has("a小")
    assert not Typeface(str(INVISIBLE)).has("a")
