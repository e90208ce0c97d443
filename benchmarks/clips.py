"""What many clips cost: an idle viewer of the recorder page with few and with thousands, in turns.

`python -m benchmarks.clips` prints the table: processor time of the server for a page that is only open, and seconds
from the address to the last card.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import psutil
from playwright.sync_api import Browser, BrowserContext, Page, expect

from live.recording.clip_index import Clip
from live.recording.visitor_clips import VisitorClips
from rig.booth import Server, serving, settled
from rig.browser import chromium
from vision.imageio import save_jpeg
from vision.types import as_image

FEW, MANY = 6, 5000
ROUNDS, IDLE_S = 2, 20.0
_APART_S = 600.0


def fill(root: Path, count: int) -> str:
    """A visit with so many clips, ten minutes apart; its token. The films are empty: nobody plays them."""
    visits = VisitorClips(root / "visitors", idle_s=float("inf"))
    token, store = visits.begin()
    picture = save_jpeg(as_image(np.full((180, 320, 3), 90, np.uint8)))
    now = time.time()
    for i in range(count):
        path = store.new_path("motion")
        path.write_bytes(b"film")
        path.with_suffix(".jpg").write_bytes(picture)
        clip = Clip(path.name, now - i * _APART_S, 4, clip_end_s=9.0, peak_percent=1.0)
        path.with_suffix(".json").write_text(json.dumps(asdict(clip)))
    visits.close()
    return token


def opened(browser: Browser, server: Server, token: str) -> tuple[BrowserContext, Page, float]:
    """The visitor's recorder page, and the seconds until it stands."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.add_cookies([{"name": "vision-booth-visit", "value": token, "url": server.url}])
    page = context.new_page()
    began = time.monotonic()
    page.goto(f"{server.url}/recorder")
    expect(page.get_by_role("link", name="Download all")).to_be_visible(timeout=120_000)
    return context, page, time.monotonic() - began


def row(browser: Browser, server: Server, token: str, count: int) -> tuple[float, float]:
    """Seconds until the page stands, and the share of a core while it is only open."""
    context, page, stands_s = opened(browser, server, token)
    settled(page)
    page.wait_for_timeout(5000)
    before, began = _spent(server.process), time.monotonic()
    page.wait_for_timeout(1000 * IDLE_S)
    share = (_spent(server.process) - before) / (time.monotonic() - began)
    context.close()
    page_s = f"{stands_s:.1f} s"
    print(f"| {count} | {page_s} | {share:.3f} |", flush=True)
    return stands_s, share


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    print("# Many clips\n\nMade by `python -m benchmarks.clips`: one visitor's recorder page, open and idle.\n")
    print("| clips | page stands after | server, cores |\n|---|---|---|", flush=True)
    shares: dict[int, list[float]] = {FEW: [], MANY: []}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tokens = {count: fill(root, count) for count in shares}
        with serving(root / "log.txt", "server.py", CLIP_DIR=folder) as server, chromium() as browser:
            opened(browser, server, tokens[FEW])[0].close()  # the first page of a server pays its imports
            for _ in range(ROUNDS):
                for count, token in tokens.items():
                    shares[count].append(row(browser, server, token, count)[1])
    ratio = float(np.median(shares[MANY]) / np.median(shares[FEW]))
    print(f"\n{MANY} clips take {ratio:.2f} times the processor time of {FEW}.")


if __name__ == "__main__":
    main()
