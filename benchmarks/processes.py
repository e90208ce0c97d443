"""Viewers by process count: `python -m benchmarks.processes [--processes 1,2] [--cores all,0]` (Linux).

As `benchmarks.live`, with the viewers shared out among server processes, as `booth serve --processes` does behind its
door (through which no video goes). The servers may use all cores, or those that taskset names; the viewers, who decode
nothing, use what there is. Prints a row for each number of viewers until the slowest falls under 24 frames a second.
"""

from __future__ import annotations

import argparse
import asyncio

from benchmarks.live import STEADY_FPS, Server, measure
from benchmarks.replay import prepare, recording

HEAD = "| cores | processes | viewers | fps median | fps least | p95 latency ms | cores busy | memory MB |"


async def run(given: argparse.Namespace) -> None:
    video = recording()
    print(f"{HEAD}\n|{'---|' * 8}")
    for cores in given.cores.split(","):
        for processes in map(int, given.processes.split(",")):
            for viewers in map(int, given.viewers.split(",")):
                servers = [Server("booth", "" if cores == "all" else cores) for _ in range(processes)]
                seen = await measure(servers, given.recipe, viewers, given.seconds, video)
                numbers = f"{seen.rate:.1f} | {min(seen.rates):.1f} | {seen.p95} | {seen.cores:.2f}"
                print(f"| {cores} | {processes} | {viewers} | {numbers} | {seen.memory_mb:.0f} |", flush=True)
                if min(seen.rates) < STEADY_FPS:
                    break


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--processes", default="1,2")
    options.add_argument("--cores", default="all,0", help="all, or a list for taskset, as 0 or 0-3")
    options.add_argument("--viewers", default="2,3,4,5,6,7,8,9,10")
    options.add_argument("--recipe", default="roberts")
    options.add_argument("--seconds", type=float, default=6)
    given = options.parse_args()
    prepare()
    asyncio.run(run(given))


if __name__ == "__main__":
    main()
