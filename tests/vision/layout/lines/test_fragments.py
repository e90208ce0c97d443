"""Fragments put together: what the whole line is, and nothing from nothing."""

from __future__ import annotations

import numpy as np

from vision.layout.lines.fragments import Fragments


def test_of_no_fragments_there_are_no_lines() -> None:
    assert not len(Fragments.none().merged(np.zeros(0, np.intp), 10.0).box)
