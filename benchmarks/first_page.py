"""From the command to the first painted page, and memory at rest: `python -m benchmarks.first_page [--rounds 5]`.

Prints a markdown table: the booth beside the library's own callback page, in turns, each time with a fresh server.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.probe import PAGES
from rig.booth import serving, video_frame
from rig.browser import chromium

REST_S = 3.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in PAGES}
    with chromium() as browser:
        for _ in range(rounds):
            for name, page in PAGES.items():
                seen[name].append(first_page(browser, page))
    print("| page | first page s, median | slowest | memory at rest MB |\n|---|---|---|---|")
    for name, runs in seen.items():
        times, memory = zip(*runs, strict=True)
        print(f"| {name} | {statistics.median(times):.2f} | {max(times):.2f} | {statistics.median(memory):.0f} |")


def first_page(browser: Browser, page_file: str) -> tuple[float, float]:
    """Seconds from the command until the video's START can be pressed, and megabytes once it rests."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with serving(Path(folder, "log.txt"), page_file, PYTHONPATH=".") as server:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.goto(server.url)
            video_frame(page).get_by_role("button", name="START").wait_for(timeout=60_000)
            taken = time.monotonic() - began
            page.wait_for_timeout(REST_S * 1000)
            memory = server.process.memory_info().rss / 1e6
            page.close()
    return taken, memory


if __name__ == "__main__":
    main()
