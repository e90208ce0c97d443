"""Minutes at the stand with people who come and go: `python -m benchmarks.stand --minutes 10`.

A real Chromium with a drawn film as its camera; each takes a photo or clip, and after each all ways back are tried.
`STAND_SECONDS` is shortened, the film is not.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Literal

import numpy as np

from rig.booth import serving
from rig.browser import chromium
from rig.fair import Fair, Left, comings_and_goings, write_film

_IDLE_S = 8
_FILM_MINUTES = 2.5  # played over and over
_PATIENCE_S = 90


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    there = comings_and_goings(_FILM_MINUTES, np.random.default_rng(16))
    with tempfile.TemporaryDirectory() as scratch:
        film, files = Path(scratch, "camera.mjpeg"), Path(scratch, "files")
        files.mkdir()
        write_film(film, 60 * _FILM_MINUTES, *there)
        with (
            serving(Path(scratch, "log.txt"), STAND_SECONDS=str(_IDLE_S), TMPDIR=str(files)) as server,
            chromium(film) as browser,
        ):
            context = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera"])
            fair = Fair(context.new_page(), server, files)
            fair.open()
            print("| visitor | took | forgotten after (s) | forgotten while there | still reachable |")
            print("|---|---|---|---|---|")
            end, number = time.monotonic() + 60 * minutes, 0
            while time.monotonic() < end:
                print(_row(fair, number), flush=True)
                number += 1
            print(f"\nTracebacks in the log: {len(server.tracebacks())}")


def _row(fair: Fair, number: int) -> str:
    """One visitor, from their coming until nothing is left of them."""
    what: Literal["Photo", "Clip"] = "Clip" if number % 3 == 2 else "Photo"
    fair.wait_for(someone=True, seconds=_PATIENCE_S)
    left = fair.visit(what)
    too_early = _forgotten_before_they_go(fair)
    gone = time.monotonic()
    while not fair.is_reset() and time.monotonic() < gone + _PATIENCE_S:
        fair.page.wait_for_timeout(200)
    after = time.monotonic() - gone
    fair.page.wait_for_timeout(2000)
    cells = (number + 1, what.lower(), f"{after:.1f}", "yes" if too_early else "no", _told(fair, left))
    return "| " + " | ".join(map(str, cells)) + " |"


def _forgotten_before_they_go(fair: Fair) -> bool:
    early = False
    while fair.someone():
        early |= fair.is_reset()
        fair.page.wait_for_timeout(300)
    return early


def _told(fair: Fair, left: Left) -> str:
    remains = fair.remains(left)
    return "; ".join(way.replace(left.address, "the address") for way in remains) or "nothing"


if __name__ == "__main__":
    main()
