"""Motion clips of a folder of films beside DVR-Scan's, in turns: what each finds and what processor time it takes.

`python -m benchmarks.motion_peer FOLDER DVR_SCAN`: FOLDER holds SCENE.mp4 films and truth.json, {"SCENE": [[start_s,
end_s], ...]}, when something truly moves. DVR_SCAN is the program of `pip install dvr-scan[opencv-headless]` in an
environment of its own. Both run with their defaults and write clips; the peer once more with --scan-only. Both find
their modules compiled, as an installed program does, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

Spans = list[tuple[float, float]]
_GRACE_S = 2.0
_CLOCK = re.compile(r"(\d\d):(\d\d):(\d\d\.\d+)")


@dataclass
class Sum:
    """Of all films so far. spoilt_s: seconds of event further than two from the truth."""

    found: int = 0
    true: int = 0
    false: int = 0
    spoilt_s: float = 0.0
    cpu_s: float = 0.0
    rows: list[str] = field(default_factory=list)

    def add(self, truth: Spans, events: Spans, cpu_s: float) -> str:
        hits = sum(any(s < b and e > a for s, e in events) for a, b in truth)
        wide = [(a - _GRACE_S, b + _GRACE_S) for a, b in truth]
        false = sum(not any(s < b and e > a for a, b in wide) for s, e in events)
        inside = sum(max(0.0, min(e, b) - max(s, a)) for s, e in events for a, b in wide)
        spoilt = max(0.0, sum(e - s for s, e in events) - inside)
        self.found, self.true, self.false = self.found + hits, self.true + len(truth), self.false + false
        self.spoilt_s, self.cpu_s = self.spoilt_s + spoilt, self.cpu_s + cpu_s
        return f"{hits} of {len(truth)} | {false} | {spoilt:.1f} s | {cpu_s:.2f} s"


def ours(film: Path, out: Path) -> tuple[Spans, float]:
    said, cpu = run([sys.executable, "-m", "live", "watch", str(film), "--out", str(out)])
    return [(e["start_s"], e["end_s"]) for e in map(json.loads, said.splitlines())], cpu


def peers(program: str, film: Path, out: Path, *more: str) -> tuple[Spans, float]:
    said, cpu = run([program, "-i", str(film), "-d", str(out), *more])
    times = [
        60 * (60 * int(h) + int(m)) + float(s) for h, m, s in _CLOCK.findall(said.rpartition("timecode values:")[2])
    ]
    return list(zip(times[::2], times[1::2], strict=True)), cpu


def run(command: Sequence[str]) -> tuple[str, float]:
    """What it prints, and its processor seconds; one thread each."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, env=_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment() -> dict[str, str]:
    compiled = Path(tempfile.gettempdir(), "motion-peer-compiled")
    own = {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    return {**os.environ, **own}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("dvr_scan")
    args = parser.parse_args()
    truth = json.loads((args.folder / "truth.json").read_text())
    for command in ([sys.executable, "-m", "live", "watch", "--help"], [args.dvr_scan, "--help"]):
        run(command)
    booth, peer, scan_s = Sum(), Sum(), 0.0
    print("| scene | found | false | spoilt | processor | DVR-Scan: found | false | spoilt | processor | scan only |")
    print("|" + "---|" * 10)
    for name, spans in truth.items():
        with tempfile.TemporaryDirectory() as folder:
            film, out = args.folder / f"{name}.mp4", Path(folder)
            events, cpu = ours(film, out)
            theirs, cpu_peer = peers(args.dvr_scan, film, out)
            _, scan = peers(args.dvr_scan, film, out, "-so")
        scan_s += scan
        print(
            f"| {name} | {booth.add(spans, events, cpu)} | {peer.add(spans, theirs, cpu_peer)} | {scan:.2f} s |",
            flush=True,
        )
    cells = [f"{s.found} of {s.true} | {s.false} | {s.spoilt_s:.0f} s | {s.cpu_s:.1f} s" for s in (booth, peer)]
    print(f"| all | {cells[0]} | {cells[1]} | {scan_s:.1f} s |")
    print(
        f"\nProcessor time: {booth.cpu_s / peer.cpu_s:.2f} of DVR-Scan's, {booth.cpu_s / scan_s:.2f} of its scan only."
    )


if __name__ == "__main__":
    main()
