"""Numbers for Prometheus, asked for as it asks."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from prometheus_client.parser import text_string_to_metric_families
from streamlit.runtime.runtime import Runtime

from booth.network import free_port
from live.video.admission import Capacity
from live.video.stream import LiveStream
from rig.booth import ROOT
from ui.host import metrics
from vision.recipe import Recipe
from work.line import Load


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the numbers are to be, of a booth with two viewers at most, one of them live, and a file in line."""
    register = Capacity(2)
    stream = LiveStream(Recipe.parse("invert"))
    register.enter(stream, lambda: True)
    sessions: Any = SimpleNamespace(_session_mgr=SimpleNamespace(num_active_sessions=lambda: 3))
    monkeypatch.setattr(Runtime, "instance", lambda: sessions)
    monkeypatch.setattr(metrics, "capacity", lambda: register)
    monkeypatch.setattr(metrics, "bench", lambda: SimpleNamespace(load=lambda: Load(1, 4)))
    free = free_port()
    monkeypatch.setenv("METRICS_PORT", str(free))
    metrics.serve.clear()
    yield free
    metrics.serve.clear()
    stream.stop()


def read(port: int) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        families = text_string_to_metric_families(answer.read().decode())
        return {sample.name: sample.value for family in families for sample in family.samples}


def test_prometheus_reads_what_the_booth_carries(port: int) -> None:
    assert metrics.serve()
    told = read(port)
    assert {name: told[f"booth_{name}"] for name in ("pages", "viewers", "viewers_most", "viewers_waiting")} == {
        "pages": 3,
        "viewers": 1,
        "viewers_most": 2,
        "viewers_waiting": 0,
    }
    assert told["booth_jobs_running"] == 1 and told["booth_jobs_waiting"] == 4
    assert told["booth_memory_bytes"] > 50e6 and told["booth_troubles_total"] >= 0


def test_behind_a_shared_door_each_booth_has_a_port_of_its_own(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "2"}.get)
    monkeypatch.setenv("METRICS_PORT", str(port - 2))
    assert metrics.serve() and read(port)["booth_viewers"] == 1


@pytest.mark.parametrize("broken", ["many", "0", "70000"])
def test_a_broken_setting_is_said_in_the_log_and_the_booth_goes_on(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    monkeypatch.setenv("METRICS_PORT", broken)
    assert not metrics.serve()
    assert "no numbers for Prometheus" in caplog.text
    caplog.clear()


def test_the_dashboard_asks_for_what_is_told_and_for_all_of_it(port: int) -> None:
    dashboard = json.loads((ROOT / "deploy/grafana.json").read_text())
    asked = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    assert metrics.serve()
    assert set(re.findall(r"\bbooth_\w+", asked)) == {name for name in read(port) if name.startswith("booth_")}


def test_the_dashboards_panels_stand_beside_each_other() -> None:
    panels = json.loads((ROOT / "deploy/grafana.json").read_text())["panels"]
    places = [panel["gridPos"] for panel in panels]
    fields = [(x, y) for p in places for x in range(p["x"], p["x"] + p["w"]) for y in range(p["y"], p["y"] + p["h"])]
    assert len(fields) == len(set(fields)) and max(x for x, _ in fields) < 24
    assert len({panel["id"] for panel in panels}) == len(panels)
