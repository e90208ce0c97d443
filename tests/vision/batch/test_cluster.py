"""A Dask cluster of real processes on this machine: all pages once, though a worker is killed, and the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import PIL.Image
import psutil
import pytest

from booth.network import free_port
from rig.booth import until
from tests.vision.batch import things
from vision.__main__ import main
from vision.batch.cluster import Cluster
from vision.layout.generate import PageSpec, draw_page
from vision.types import VisionError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler's, which has two workers with a nurse each, as `dask scheduler` and `dask worker` make them."""
    port = free_port()
    at = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    with ExitStack() as stack:
        for words in (
            ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"],
            ["worker", at, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"],
        ):
            child = subprocess.Popen([*dask, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(ended, child)
        until(lambda: Cluster(at).size() == 2, 90, "the cluster does not come up")
        yield at


def ended(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def test_the_answers_come_in_the_order_of_the_things(address: str) -> None:
    assert list(Cluster(address).answers(abs, iter(range(-40, 0)), lost=-1)) == [(n, -n) for n in range(-40, 0)]


def test_a_worker_that_is_killed_costs_nothing(address: str) -> None:
    answers = Cluster(address).answers(things.slow, range(40), lost=-1)
    got = [next(answers) for _ in range(5)]
    numbers = {pid for _, pid in Cluster(address).answers(things.process_number, range(20), lost=-1)}
    psutil.Process(numbers.pop()).kill()
    got += answers
    assert got == [(n, n) for n in range(40)]


def test_what_kills_its_worker_each_time_is_given_up(address: str, tmp_path: Path) -> None:
    names = [f"{n}" for n in range(12)]
    names[4], names[7] = "kill", "once"
    work = partial(things.killer, once=tmp_path / "mark")
    answers = dict(Cluster(address).answers(work, names, "lost"))
    assert answers == {name: "lost" if name == "kill" else name for name in names}


def test_pages_are_the_same_as_without(address: str, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    for n in range(8):
        drawn = draw_page(PageSpec(500, 300, (3 + n % 3,), letter=18)).image
        PIL.Image.fromarray(drawn).save(scans / f"{n}.png")
    words = ["segment", str(scans), "--format", "page", "--turned", "0", "--out"]
    for out, more in (("here", []), ("there", ["--scheduler", address])):
        assert main([*words, str(tmp_path / out), *more]) == 0
    here, there = ({f.name: timeless(f.read_text()) for f in (tmp_path / o).iterdir()} for o in ("here", "there"))
    assert len(here) == 8 and here == there


def timeless(text: str) -> str:
    return re.sub(r"<(Created|LastChange)>.*?</", "", text)


def test_where_no_scheduler_answers_it_is_said() -> None:
    began = time.monotonic()
    with pytest.raises(VisionError, match="No Dask scheduler"):
        Cluster(f"tcp://127.0.0.1:{free_port()}", find_s=1)
    assert time.monotonic() - began < 30
