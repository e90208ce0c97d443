"""Links that several visitors open at once on a server that has just been started."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from rig.booth import serving
from rig.visitor import Seen, visit

pytestmark = pytest.mark.slow
START = "component_instance"


def _kinds(seen: Seen) -> list[str | None]:
    return [element.WhichOneof("type") for element in seen.elements]


def _start(seen: Seen) -> tuple[str, str]:
    """The button as the browser is told of it."""
    told = seen.elements[_kinds(seen).index(START)].component_instance
    return told.id, told.json_args


def test_a_fresh_server_takes_a_good_link_from_three_visitors_at_once(tmp_path: Path) -> None:
    together = Barrier(3)

    def come(url: str) -> Seen:
        together.wait()
        return visit(url, "recipe=cartoon")

    with serving(tmp_path / "log") as server, ThreadPoolExecutor(3) as visitors:
        for seen in visitors.map(come, [server.url] * 3):
            assert seen.finished and not seen.complaints()
            assert "Smoothness" in seen.labels()
        assert not server.tracebacks()


def test_the_first_visitor_sees_start_before_the_rest_of_the_page(tmp_path: Path) -> None:
    with serving(tmp_path / "log") as server:
        first, second = visit(server.url), visit(server.url)
        assert first.finished and second.finished and not server.tracebacks()
    assert _kinds(first).index(START) < _kinds(first).index("selectbox") < len(_kinds(first)) - 1
    assert _start(first) == _start(second)


def test_a_wrong_link_is_told_and_the_page_comes_all_the_same(tmp_path: Path) -> None:
    with serving(tmp_path / "log") as server:
        seen = visit(server.url, "recipe=nosuchthing")
        assert seen.finished and "nosuchthing" in seen.complaints()[0]
        assert "Add a filter" in seen.labels()
