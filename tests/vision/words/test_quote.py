from __future__ import annotations

import csv
import io

import pytest

from tests.vision.faces.photographs import face
from vision.faces.export import Found, to_csv
from vision.types import Detections
from vision.words.quote import LONGEST, cell, quoted


def test_a_word_is_quoted_as_it_is_and_a_long_one_cut() -> None:
    assert quoted("gama") == "'gama'" and quoted(3.5) == "3.5"
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for value in ("x" * 1000, 10**400, deep, {"a" * 90: "b" * 90}, ["c" * 50] * 9):
        assert len(quoted(value)) <= LONGEST


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked(name: str) -> None:
    assert cell(name) == f"'{name}" and cell("a=b") == "a=b" and cell(-1.5) == -1.5
    table = to_csv([Found(name, 512, 512, face(), Detections.none(), Detections.none())])
    assert next(csv.DictReader(io.StringIO(table)))["file"] == f"'{name}"
