"""A long run from the command line whose worker is killed in the middle: nothing is missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from rig.booth import until
from vision.imageio import save_png
from vision.layout.generate import PageSpec, draw_page

PAGES, LINES = 200, 3


@pytest.mark.slow
def test_two_hundred_pages_with_a_worker_killed_are_two_hundred_results(tmp_path: Path) -> None:
    scans, out = tmp_path / "scans", tmp_path / "out"
    scans.mkdir()
    for number in range(PAGES):
        spec = PageSpec(420, 130, (LINES,), letter=14, pitch=28, margin=20, seed=number)
        (scans / f"{number:03}.png").write_bytes(save_png(draw_page(spec).image))
    words = ["segment", str(scans), "--format", "csv", "--turned", "0", "--workers", "2", "--out", str(out)]
    with subprocess.Popen([sys.executable, "-m", "vision", *words], stderr=subprocess.PIPE, text=True) as run:
        until(lambda: out.is_dir() and len(list(out.iterdir())) > PAGES // 10, 120, "nothing is written")
        os.kill(workers(run.pid)[0].pid, signal.SIGKILL)
        assert run.stderr is not None
        said = run.stderr.read()
    assert run.returncode == 0, said
    files = sorted(out.iterdir())
    assert [file.name for file in files] == [f"{number:03}.csv" for number in range(PAGES)]
    assert {file.read_text().count("\n") for file in files} == {LINES + 1}


def workers(pid: int) -> list[psutil.Process]:
    """The processes that work for the run, without the one that only tracks resources."""
    children = psutil.Process(pid).children()
    return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]
