"""How long START takes, many times in a row: `python -m benchmarks.starts [--times 50]`.

Prints a markdown table: seconds from the press to the first picture, in one browser tab that is reloaded each time.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from rig.booth import press, seen, serving, until, write_camera
from rig.browser import chromium

PATIENCE_S = 20.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=50)
    times = options.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        camera = Path(folder, "camera.mjpeg")
        write_camera(camera)
        with serving(Path(folder, "log.txt")) as server, chromium(camera) as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            taken = [start(page, server.url) for _ in range(times)]
    print("| starts | failed | median s | slowest s | within 3 s |\n|---|---|---|---|---|")
    came = [t for t in taken if t < PATIENCE_S]
    row = len(taken), len(taken) - len(came), statistics.median(came), max(came), sum(t <= 3 for t in taken)
    print("| {} | {} | {:.2f} | {:.2f} | {} |".format(*row))


def start(page: Page, url: str) -> float:
    """Seconds until the first picture, PATIENCE_S when none came."""
    page.goto(url)
    press(page, "START")
    began = time.monotonic()
    try:
        until(lambda: seen(page) is not None, PATIENCE_S, "", page)
    except AssertionError:
        return PATIENCE_S
    return time.monotonic() - began


if __name__ == "__main__":
    main()
