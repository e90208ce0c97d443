"""Many viewers at once: `python -m benchmarks.live [--streams 1,2,4,8,16] [--recipes none,roberts]`.

Each viewer is a connection of `benchmarks/replay.py`. Prints a markdown table: the booth beside the library's own
callback path.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from aiortc import RTCSessionDescription

from benchmarks.replay import Replay, Viewer, prepare, recording

SETTLE_S, STEADY_FPS = 3.0, 24.0
HEAD = (
    "| recipe | path | streams | fps median | fps least | p95 latency ms | CPU | CPU / stream | memory MB | threads |"
)


class Server:
    """The other process, by lines of JSON; cores: those that it may use, as taskset has them, all when empty."""

    def __init__(self, path: str, cores: str = "") -> None:
        command = [*(["taskset", "-c", cores] if cores else []), sys.executable, "-m", "benchmarks.live_server", path]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    async def ask(self, **what: Any) -> dict[str, Any]:
        return await asyncio.to_thread(self._ask, what)

    def _ask(self, what: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(15)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the viewers got. rates: of each, frames a second. delays: ms, sorted. cores: busy. threads: of a process."""

    rates: list[float]
    delays: list[float]
    cores: float
    memory_mb: float
    threads: int

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def p95(self) -> str:
        return f"{self.delays[int(0.95 * (len(self.delays) - 1))]:.0f}" if self.delays else "none"


async def measure(servers: Sequence[Server], recipe: str, streams: int, seconds: float, video: list[bytes]) -> Seen:
    """The viewers take the servers in turns, which end with it."""
    for server in servers:
        await server.ask()
    viewers = [Viewer(Replay(video)) for _ in range(streams)]
    for viewer, server in zip(viewers, cycle(servers), strict=False):
        answer = await server.ask(offer=await viewer.offer(), recipe=recipe)
        await viewer.peer.setRemoteDescription(RTCSessionDescription(answer["answer"], "answer"))
    await asyncio.sleep(SETTLE_S)
    began, before = time.monotonic(), [await server.ask() for server in servers]
    await asyncio.sleep(seconds)
    ended, after = time.monotonic(), [await server.ask() for server in servers]
    await asyncio.gather(*(viewer.peer.close() for viewer in viewers))
    await asyncio.gather(*(task for viewer in viewers for task in viewer.tasks))
    for server in servers:
        server.end()
    return Seen(
        [viewer.fps(began, ended) for viewer in viewers],
        sorted(ms for viewer in viewers for ms in viewer.latencies(began)),
        sum(b["cpu"] - a["cpu"] for a, b in zip(before, after, strict=True)) / (ended - began),
        sum(told["memory"] for told in after),
        max(told["threads"] for told in after),
    )


async def run(given: argparse.Namespace) -> None:
    video = recording()
    print(f"{HEAD}\n|{'---|' * 10}")
    for recipe in given.recipes.split(","):
        for path in given.paths.split(","):
            for streams in map(int, given.streams.split(",")):
                seen = await measure([Server(path)], recipe, streams, given.seconds, video)
                numbers = f"{seen.rate:.1f} | {min(seen.rates):.1f} | {seen.p95} | {seen.cores:.2f}"
                numbers += f" | {seen.cores / streams:.3f} | {seen.memory_mb:.0f} | {seen.threads}"
                print(f"| {recipe} | {path} | {streams} | {numbers} |", flush=True)
                if seen.rate < STEADY_FPS / 2:
                    break


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--streams", default="1,2,4,8,16")
    options.add_argument("--recipes", default="none,roberts,cartoon,faces")
    options.add_argument("--paths", default="booth,callback")
    options.add_argument("--seconds", type=float, default=6)
    prepare()
    asyncio.run(run(options.parse_args()))


if __name__ == "__main__":
    main()
