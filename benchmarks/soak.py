"""Visitors come and go: `python -m benchmarks.soak [--cycles 200]`.

Each cycle is a new tab that presses START, sees its picture, and leaves: by STOP, by closing the tab, or by the tab's
sudden death, in turns. Prints a markdown table of the server's memory and threads.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Error

from rig.booth import Server, press, seen, serving, until, write_camera
from rig.browser import chromium

WARM_UP = 20
REST_S = 45
PLACES = 4  # one that is not given back is missed soon


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cycles", type=int, default=200)
    cycles = options.parse_args().cycles
    print("| moment | memory MB | threads |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        camera = Path(folder, "camera.mjpeg")
        write_camera(camera)
        with serving(Path(folder, "log.txt"), LIVE_STREAMS=str(PLACES)) as server, chromium(camera) as browser:
            tell("before the first visit", server)
            for i in range(cycles):
                visit(browser, server, i % 3)
                if i + 1 in (WARM_UP, cycles):
                    time.sleep(REST_S)
                    tell(f"{REST_S} s after {i + 1} visits", server)


def tell(moment: str, server: Server) -> None:
    memory = server.process.memory_info().rss / 1e6
    print(f"| {moment} | {memory:.0f} | {server.process.num_threads()} |", flush=True)


def visit(browser: Browser, server: Server, way: int) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page) is not None, 30, "no picture", page)
    if way == 0:
        press(page, "STOP")
        page.wait_for_timeout(300)
    elif way == 1:
        kill_tabs()
    with contextlib.suppress(Error):
        page.close()


def kill_tabs() -> None:
    """End the processes that the browser's pages live in, of this program's own browser."""
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "--type=renderer" in process.cmdline():
                process.kill()


if __name__ == "__main__":
    main()
