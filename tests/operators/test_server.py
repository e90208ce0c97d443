"""What befalls a server that runs for long: killed, told to stop, a full disk, a folder it may not write, company."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import WebSocketException

from booth.network import free_port
from rig.booth import ROOT, listens
from rig.visitor import visit
from work.machine import memory_bytes, workers

pytestmark = pytest.mark.slow

may_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="only root may make a file system for the test",
)


@contextmanager
def booth(*before: str, page: str = "app.py", **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server's address and process; `before`: shell commands in a file-system view of its own."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", page, "--server.port", str(port), "--server.headless=true"]
    if before:
        command = ["unshare", "-m", "sh", "-c", " && ".join([*before, f'cd {ROOT} && exec "$@"']), "sh", *command]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        until(lambda: listens(port), 60)
        yield f"http://localhost:{port}", process
    finally:
        children = family(process.pid)
        process.kill()
        process.wait()
        for child in children:
            if child.is_running():
                child.kill()


def family(pid: int) -> Sequence[psutil.Process]:
    try:
        return [*psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def until(ready: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.1)


def works(url: str) -> None:
    """A page is found its lines, which takes a worker."""
    seen = visit(url, seconds=120, page="page_segmentation")
    assert seen.finished and not seen.complaints()


def test_a_server_that_was_killed_leaves_no_process_and_starts_again() -> None:
    with booth() as (url, process):
        works(url)
        left = family(process.pid)
        assert left  # the worker, and who keeps its books
        process.send_signal(signal.SIGKILL)
        process.wait()
        until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in left), 20)
    with booth() as (url, _):
        works(url)


def test_a_server_told_to_stop_does_so_in_the_middle_of_work() -> None:
    with booth() as (url, process):
        works(url)
        left = family(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in left), 20)


def test_a_server_told_to_stop_ends_while_a_job_is_in_flight_and_more_wait(tmp_path: Path) -> None:
    """Jobs that take a minute: two at work, two in line, of visitors who are still there."""
    page = tmp_path / "slow.py"
    page.write_text(
        "import time, streamlit as st\nfrom ui.common import bench\nst.write('begun')\n"
        "bench.run(time.sleep, 60, limit_s=90)\n"
    )
    with booth(page=str(page), PYTHONPATH=str(ROOT)) as (url, process):
        visitors = [threading.Thread(target=stays, args=(url,), daemon=True) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        until(lambda: sum(is_worker(child) for child in family(process.pid)) >= workers(memory_bytes()), 60)
        left = family(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in left), 20)
        for visitor in visitors:
            visitor.join(20)
        assert not any(visitor.is_alive() for visitor in visitors)


def stays(url: str) -> None:
    with suppress(WebSocketException, OSError):
        visit(url, seconds=120)


def is_worker(process: psutil.Process) -> bool:
    """loky's own name for them, not for who keeps their books."""
    with suppress(psutil.Error):
        return any("popen_loky" in word for word in process.cmdline())
    return False


@may_mount
def test_a_full_disk_stops_no_page(tmp_path: Path) -> None:
    full = (
        f"mount -t tmpfs -o size=64k none {tmp_path}",
        f"(dd if=/dev/zero of={tmp_path}/all bs=4k; true) 2>/dev/null",
    )
    with booth(*full, TMPDIR=str(tmp_path), CLIP_DIR=str(tmp_path / "clips"), HOME=str(tmp_path)) as (url, _):
        works(url)


@may_mount
def test_a_folder_that_is_read_only_is_enough(tmp_path: Path) -> None:
    with booth(f"mount --bind {ROOT} {ROOT}", f"mount -o remount,bind,ro {ROOT}") as (url, _):
        works(url)


def test_two_servers_in_one_folder_do_not_know_each_other() -> None:
    with booth() as (first, _):
        with booth() as (second, process):
            works(second)
            works(first)
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        works(first)
