"""Fuzz for as long as you like: `python -m tests.fuzz [--seconds 600] [--seed 1] [--only videos]` prints a table."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.fuzz.campaign import TARGETS, fuzz


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="for each kind of file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="kinds of file whose names hold this")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vision-booth-fuzz-"))
    faults: list[str] = []
    print("| what | files tried | opened | refused in a sentence | faults | slowest s |\n|---|---|---|---|---|---|")
    for name in filter(lambda name: options.only in name, TARGETS):
        tally = fuzz(name, options.seed, options.seconds, folder)
        faults += [f"{name}, {fault}" for fault in tally.faults]
        row = (name, tally.tried, tally.opened, tally.refused, len(tally.faults), f"{tally.slowest_s:.2f}")
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
