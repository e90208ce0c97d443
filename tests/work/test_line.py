from __future__ import annotations

import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from tests.work import jobs
from vision.types import Detections, VisionError
from work import shared
from work.job import LimitError, Standing
from work.line import Bench, Load


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(workers=2, most_bytes=600_000_000, busy_s=300)
    yield made
    made.close()


@pytest.fixture
def narrow() -> Iterator[Bench]:
    made = Bench(workers=1, busy_s=300)
    yield made
    made.close()


def until(ready: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("memory_is_shared", [shared.SHARED, False])
def test_pictures_and_findings_come_back_as_values_of_ones_own(
    bench: Bench, memory_is_shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "SHARED", memory_is_shared)
    image = np.random.default_rng(1).integers(0, 255, (301, 203, 3), np.uint8)
    image.flags.writeable = False
    found = Detections.of([[1, 2, 3, 4]], "face")
    after, moved = bench.submit("me", jobs.brightened, image, found).result()
    assert np.array_equal(after, np.minimum(image, 245) + 10) and moved.xyxy[0, 3] == 8 and moved.label == ("face",)
    after[:] = 0


def test_a_refusal_keeps_its_kind_and_words(bench: Bench) -> None:
    with pytest.raises(jobs.RefusedError, match="Not this one"):
        bench.submit("me", jobs.refuse).result()


def test_a_fault_of_ours_is_one_sentence_and_in_the_log(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(VisionError, match="Something went wrong in the booth"):
        bench.submit("me", jobs.stumble).result()
    assert "stumble" in caplog.text and "a fault of ours" in caplog.text


def test_what_does_not_end_is_ended_even_inside_c_code(bench: Bench) -> None:
    with pytest.raises(LimitError, match="more time than the booth gives one visitor"):
        bench.submit("me", jobs.never_end, limit_s=1).result()
    assert bench.submit("me", jobs.worker).result()


def test_what_a_busy_machine_kept_waiting_is_not_called_too_much() -> None:
    bench = Bench(workers=1, busy_s=0.5)
    with pytest.raises(LimitError, match="so much else to do that this took too long"):
        bench.submit("me", time.sleep, 60, limit_s=0.5).result()
    bench.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is Linux's")
def test_what_wants_too_much_memory_is_refused_and_its_worker_replaced(bench: Bench) -> None:
    before = bench.submit("me", jobs.worker).result()
    with pytest.raises(LimitError, match="more memory than the booth gives one visitor"):
        bench.submit("me", jobs.want_much, 700_000_000).result()
    assert bench.submit("me", jobs.worker).result() != before and not psutil.pid_exists(before)
    assert bench.submit("me", jobs.want_much, 100_000_000).result().nbytes == 100_000_000


def test_a_worker_that_dies_is_replaced(bench: Bench) -> None:
    with pytest.raises(LimitError, match="damaged, or takes more"):
        bench.submit("me", jobs.die).result()
    assert bench.submit("me", jobs.worker).result()


def test_many_of_one_visitor_do_not_keep_another_waiting(narrow: Bench, tmp_path: Path) -> None:
    log = tmp_path / "served"
    many = [narrow.submit("a", jobs.nap, 0.02, "a", log) for _ in range(10)]
    one = narrow.submit("b", jobs.nap, 0.02, "b", log)
    for job in [*many, one]:
        job.result()
    assert log.read_text() == "a" + "b" + "a" * 9 or log.read_text() == "aab" + "a" * 8


def test_one_visitor_never_has_all_workers(bench: Bench) -> None:
    stuck = [bench.submit("a", jobs.never_end) for _ in range(3)]
    assert bench.submit("b", jobs.worker).result()
    assert bench.progress(stuck[1]) == Standing(0)
    for job in stuck:
        job.cancel()


def test_the_line_is_told(narrow: Bench) -> None:
    running = narrow.submit("a", jobs.never_end)
    second, third = narrow.submit("b", jobs.worker), narrow.submit("c", jobs.worker)
    assert [narrow.progress(job).ahead for job in (running, second, third)] == [None, 0, 1]
    running.cancel()
    assert second.result() == third.result()


def test_who_leaves_takes_the_work_along(narrow: Bench) -> None:
    pid = narrow.submit("a", jobs.worker).result()
    running, waiting = narrow.submit("a", jobs.never_end), narrow.submit("a", jobs.never_end)
    waiting.cancel()
    running.cancel()
    until(lambda: not psutil.pid_exists(pid))
    for job in (running, waiting):
        with pytest.raises(VisionError, match="stopped before it was done"):
            job.result()
    assert narrow.submit("b", jobs.worker).result() != pid


def test_a_job_tells_how_far_it_is(narrow: Bench, tmp_path: Path) -> None:
    go_on = tmp_path / "go on"
    job = narrow.submit("a", jobs.tell, go_on, reports=True)
    until(lambda: narrow.progress(job) == Standing(None, 0.5, "half way – almost"))
    go_on.touch()
    job.result()


def test_workers_end_when_there_is_nothing_to_do() -> None:
    bench = Bench(workers=1, idle_s=0.2)
    pid = bench.submit("a", jobs.worker).result()
    until(lambda: not psutil.pid_exists(pid))
    assert bench.submit("a", jobs.worker).result() != pid
    bench.close()


def test_a_worker_does_not_run_the_page_that_is_main(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, ran = tmp_path / "page.py", tmp_path / "ran"
    page.write_text(f"open({str(ran)!r}, 'w')")
    main: Any = types.ModuleType("__main__")
    main.__file__ = str(page)
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert narrow.submit("a", jobs.worker).result()
    assert not ran.exists()


def test_a_killed_server_takes_its_workers_along(tmp_path: Path) -> None:
    code = (
        "from tests.work import jobs; from work.line import Bench; b = Bench(workers=1);"
        "print(b.submit(1, jobs.worker).result(), flush=True); b.submit(1, jobs.nap, 60, '', None).result()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        server.send_signal(signal.SIGKILL)
        server.wait()
    until(lambda: not psutil.pid_exists(pid))


@pytest.mark.parametrize("jump_s", [-86_400.0, 86_400.0])
def test_a_clock_that_jumps_ends_no_work(narrow: Bench, jump_s: float, monkeypatch: pytest.MonkeyPatch) -> None:
    job = narrow.submit("a", time.sleep, 0.5)
    true = time.time
    monkeypatch.setattr(time, "time", lambda: true() + jump_s)
    assert job.result() is None and narrow.submit("a", jobs.worker).result()


def test_it_says_how_much_there_is_to_do(narrow: Bench) -> None:
    assert narrow.load() == Load(0, 0)
    held = [narrow.submit("a", time.sleep, 30), narrow.submit("b", time.sleep, 30)]
    until(lambda: narrow.load() == Load(1, 1))
    for job in held:
        job.cancel()
    until(lambda: narrow.load() == Load(0, 0))
