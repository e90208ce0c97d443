"""The learned way: strips make one map, the map's middles become lines, and without the file there is a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vision.layout import Options, trace
from vision.layout.components import components
from vision.layout.generate import NOTEBOOK, draw_page
from vision.layout.lines import find_words, text_map
from vision.models.files import FOLDER, has_model
from vision.models.network import give_back
from vision.models.shelf import PAGE_LINES
from vision.types import VisionError


@pytest.mark.parametrize("height", [100, text_map.STRIP, text_map.STRIP + 1, 3000])
def test_strips_overlap_and_leave_no_row_out(height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(strip: np.ndarray) -> np.ndarray:
        seen.append(len(strip))
        return strip.astype(np.float32)

    monkeypatch.setattr(text_map, "look", look)
    page = np.random.default_rng(0).integers(0, 256, (height, 40), np.uint8)
    assert (text_map.probability(page) == page).all()
    assert max(seen) <= text_map.STRIP and sum(seen) >= height


def test_middles_of_lines_become_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a network would see a drawn page: a band in the middle of each line, and one where nothing is written."""
    page = draw_page(replace(NOTEBOOK, lines=(10, 12)))
    letter = trace(page.image).layout.scale

    def middles(gray: np.ndarray, scale: float) -> np.ndarray:
        seen = np.zeros(gray.shape, bool)
        left, top = (min(line[k] for line in page.lines) for k in (0, 1))
        room, factor = find_words.ROOM * scale, scale / letter
        for x0, y0, x1, y1 in page.lines:
            middle = room + factor * ((y0 + y1) / 2 - top)
            from_x, to_x = round(room + factor * (x0 - left)), round(room + factor * (x1 - left))
            seen[round(middle - 0.3 * scale) : round(middle + 0.3 * scale), from_x:to_x] = True
        seen[-20:-15, 50:90] = True
        return seen

    monkeypatch.setattr(find_words, "line_middles", middles)
    layout = trace(page.image, Options(detector="learned")).layout
    assert len(layout.lines) == 22 and len(layout.columns) == 2
    for found, drawn in zip(layout.lines, page.lines, strict=True):
        assert np.abs(np.array(found.box) - drawn)[[0, 2]].max() <= 6
        assert abs(found.box[1] + found.box[3] - drawn[1] - drawn[3]) <= 16


def test_without_its_file_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_back()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(VisionError, match="needs its model file"):
        trace(draw_page().image, Options(detector="learned"))


@pytest.mark.skipif(not has_model(PAGE_LINES), reason="the network's file is not in the folder VISION_MODELS")
def test_the_network_itself_finds_every_line() -> None:
    page = draw_page(replace(NOTEBOOK, gap=25, noise=0.002, shading=0.4))
    layout = trace(page.image, Options(detector="learned")).layout
    assert len(layout.lines) == len(page.lines)
    for found, drawn in zip(layout.lines, page.lines, strict=True):
        assert np.abs(np.array(found.box) - drawn)[[0, 2]].max() <= 8


@pytest.mark.parametrize("bridge", [0.65, 0.85])
def test_two_lines_that_touch_come_apart_and_one_that_wavers_stays_whole(bridge: float) -> None:
    likely = np.zeros((200, 400), np.float32)
    likely[20:26, 10:390] = likely[34:40, 10:390] = 0.95
    likely[26:34, 200:230] = bridge
    likely[70:76, 10:190] = likely[70:76, 210:390] = 0.95
    likely[70:76, 190:210] = bridge
    for top in (110, 140, 170):
        likely[top : top + 6, 10:390] = 0.95
    found = components(text_map.apart(likely, 10.0)).boxes.tolist()
    assert found == [[10, top, 390, top + 6] for top in (20, 34, 70, 110, 140, 170)]
