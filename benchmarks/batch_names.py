"""One who sends many names and nothing else: `python -m benchmarks.batch_names 100000 [tcp://scheduler:8786]`.

Prints the most memory that it held, in MB. ru_maxrss would not do: it begins with what the parent held.

Without a scheduler, the answer of Dask's client is simulated: what is left is all that we hold ourselves.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import distributed

from vision.batch.cluster import Cluster
from vision.batch.names import files
from vision.batch.progress import Tally
from vision.batch.results import Folder
from vision.batch.run import carry_out
from vision.imageio.remote import File


class AtOnce:
    """Stands in for Dask's client with two workers: each answer is there."""

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def nthreads(self) -> dict[str, int]:
        return {"one": 1, "other": 1}

    def submit(self, work: Callable[[Any], Any], thing: Any, **_: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        answer.set_result(work(thing))
        return answer

    def close(self) -> None: ...


def length(file: File) -> int:
    return len(str(file))


def is_right(file: File, answer: int) -> bool:
    return answer == len(str(file))


def main(names: int, address: str | None) -> int:
    """The exit status of a run like `segment`'s, over names in a list, with nothing to write."""
    if address is None:
        setattr(distributed, "Client", AtOnce)  # noqa: B010
    with tempfile.TemporaryDirectory() as place:
        told = Path(place) / "names.txt"
        with told.open("w") as lines:
            lines.writelines(f"scans/box-{n // 1000:05}/scan-{n:08}.png\n" for n in range(names))
        folder, tally = Folder(Path(place), resume=True), Tally(names)
        todo = folder.without(files([f"@{told}"], lambda _: True), lambda file: file.stem + ".json", tally)
        engine = Cluster(address or "simulated")
        status = carry_out(
            engine, length, todo, lambda file, n: n == len(str(file)), lost=0, tally=tally, summary=False
        )
    status = status or int(tally.well != names)
    (held_kb,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(int(held_kb) / 1024)
    return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
