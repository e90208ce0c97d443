"""Many pages on a Dask cluster of this machine's processes whose workers are killed, beside `--workers` without Dask.

`python -m benchmarks.batch [--pages 2000]` prints both tables: the pages, and the memory of one who sends many names.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import psutil
from distributed import Client

from booth.network import free_port
from rig.booth import until
from vision.layout.generate import PageSpec, draw_page

WORKERS = 2
DIFFERENT = 40
KILL_EACH_S = 60.0
NAMES = (1_000, 10_000, 100_000, 1_000_000)
DASK_NAMES = (1_000, 10_000, 30_000)
WRITTEN = re.compile(r"(\d+) written, (\d+) failed(?:, (\d+) were there)?")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said and took."""

    seconds: float
    written: int
    failed: int
    left_alone: int


def draw(folder: Path, count: int) -> list[Path]:
    """So many pages by name; 40 are different, the others are links to them."""
    folder.mkdir()
    found = list[Path]()
    for n in range(count):
        path = folder / f"page-{n:05}.png"
        if n < DIFFERENT:
            lines = (14 + n % 5, 17 - n % 3)
            page = draw_page(PageSpec(800, 760, lines, letter=18, pitch=36, seed=n))
            PIL.Image.fromarray(page.image).save(path)
        else:
            path.hardlink_to(found[n % DIFFERENT])
        found.append(path)
    return found


@contextmanager
def cluster() -> Iterator[tuple[str, psutil.Process]]:
    """The scheduler's address and the process that starts workers, as docs/scale.md has them started."""
    at = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "dask"]
    with ExitStack() as stack:
        for words in (
            ["scheduler", "--host", "127.0.0.1", "--port", at.rpartition(":")[2], "--no-dashboard", "--no-show"],
            ["worker", at, "--nworkers", str(WORKERS), "--nthreads", "1", "--no-dashboard"],
        ):
            child = subprocess.Popen([*dask, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(child.wait)
            stack.callback(child.terminate)
        with Client(at, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(WORKERS, timeout=90)
        yield at, psutil.Process(child.pid)


def segment(names: Path, out: Path, more: Sequence[str], stop_at: int | None = None) -> Run:
    """`booth segment @names`; stop_at: Ctrl-C once so many results are there."""
    command = [sys.executable, "-m", "vision", "segment", f"@{names}", "--format", "json", "--out", str(out), *more]
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as told:
        child = subprocess.Popen(command, stderr=told)
        if stop_at is not None:
            until(lambda: out.is_dir() and len(list(out.glob("*.json"))) >= stop_at, 3600, "it does not come so far")
            child.send_signal(signal.SIGINT)
        child.wait()
        told.seek(0)
        numbers = WRITTEN.search(said := told.read())
    assert numbers, said
    written, failed, left_alone = (int(number or 0) for number in numbers.groups())
    return Run(time.monotonic() - began, written, failed, left_alone)


@contextmanager
def killed(nurse: psutil.Process, each_s: float) -> Iterator[list[int]]:
    """Kill one of the workers each so many seconds, the youngest and the oldest in turns; whom so far."""
    over, pids = threading.Event(), list[int]()

    def kill() -> None:
        while not over.wait(each_s):
            workers = [p for p in nurse.children() if "spawn_main" in " ".join(p.cmdline())]
            victim = sorted(workers, key=psutil.Process.create_time)[-(len(pids) % 2)]
            victim.kill()
            pids.append(victim.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield pids
    finally:
        over.set()
        thread.join()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(place: Path, pages: int, kill_each_s: float) -> Iterator[str]:
    """Halves of the pages in turns without and with Dask, then all of them while workers are killed."""
    files = draw(place / "scans", pages)
    halves = [place / "first.txt", place / "second.txt"]
    for path, part in zip(halves, (files[: pages // 2], files[pages // 2 :]), strict=True):
        path.write_text("".join(f"{file}\n" for file in part))
    every = place / "all.txt"
    every.write_text("".join(path.read_text() for path in halves))
    here, calm, storm = place / "here", place / "calm", place / "storm"
    with cluster() as (address, nurse):
        alone, dask = ["--workers", str(WORKERS)], ["--scheduler", address]
        first = segment(halves[0], here, alone)
        calm_runs = [segment(path, calm, dask) for path in halves]
        here_runs = [first, segment(halves[1], here, alone)]
        with killed(nurse, kill_each_s) as pids:
            stopped = segment(every, storm, dask, stop_at=pages // 2)
            storm_runs = [stopped, segment(every, storm, [*dask, "--resume"])]
    expected = bytes_of(here)
    assert storm_runs[1].left_alone == stopped.written < pages, (stopped, storm_runs[1])
    rate = pages / sum(run.seconds for run in here_runs)
    for way, folder, runs in (
        (f"`--workers {WORKERS}`", here, here_runs),
        ("`--scheduler`", calm, calm_runs),
        (f"`--scheduler`, {len(pids)} workers killed, stopped once and resumed", storm, storm_runs),
    ):
        found, own = bytes_of(folder), pages / sum(run.seconds for run in runs)
        same = sum(found.get(name) == data for name, data in expected.items())
        written, failed = sum(run.written for run in runs), sum(run.failed for run in runs)
        yield (f"| {way} | {written} | {failed} | {len(found)} | {same} | {own:.1f} | {own / rate:.2f} |")


def held(names: int, more: Sequence[str]) -> float:
    """The most that a process of its own held which sent so many names, in MB."""
    command = [sys.executable, "-m", "benchmarks.batch_names", str(names), *more]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def memory_rows() -> Iterator[str]:
    with cluster() as (address, _):
        real = {names: held(names, [address]) for names in DASK_NAMES}
    for names in sorted({*NAMES, *DASK_NAMES}):
        simulated = f"{held(names, []):.0f}" if names in NAMES else ""
        yield f"| {names:,} | {simulated} | {f'{real[names]:.0f}' if names in real else ''} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="0 leaves the first table out")
    parser.add_argument("--kill-each", type=float, default=KILL_EACH_S, metavar="SECONDS")
    args = parser.parse_args()
    if args.pages:
        tell_pages(args.pages, args.kill_each)
    print("\n| names | MB, Dask's client simulated | MB, Dask |\n|---|---|---|")
    for row in memory_rows():
        print(row, flush=True)


def tell_pages(pages: int, kill_each_s: float) -> None:
    print("| way | written | failed | results | same bytes | pages a second | of `--workers` |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        for row in rows(Path(place), pages, kill_each_s):
            print(row, flush=True)


if __name__ == "__main__":
    main()
