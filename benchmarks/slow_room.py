"""A room in which one member's link carries 1 Mbit/s each way: `sudo python -m benchmarks.slow_room` (Linux).

The server and the quick member's browser live in one network namespace, the slow member's in another; the script makes
and removes both. Prints a markdown table: pictures a second that each is shown, and gaps, without and with the limit.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from benchmarks.slow_link import ADDRESS, SERVER, VIEWER, limit, namespaces
from rig.booth import press, until, video_frame
from rig.browser import chromium
from rig.one_colour import GREEN, RED, write_cameras

URL = f"http://{ADDRESS}:8501"
SETTLE_S, WATCH_S, PATIENCE_S = 10.0, 20.0, 180.0
_GAP_MS = 250
_TIMES = """(v, ms) => new Promise((done) => {
    const times = [], see = (now) => { times.push(now); v.requestVideoFrameCallback(see); };
    v.requestVideoFrameCallback(see); setTimeout(() => done(times), ms); })"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--member", nargs=3, metavar=("NAME", "CAMERA", "CODE"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.member:
        member(*given.member)
        return
    print("| link | member | first picture | pictures/s | gaps over 0.25 s | longest gap |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, namespaces():
        cameras = write_cameras(Path(folder))
        for slow in (False, True):
            if slow:
                limit(True)
            link = "1 Mbit/s for the second" if slow else "no limit"
            for name, seen in measure(cameras[RED], cameras[GREEN]).items():
                first, rate, gaps, longest = (seen[k] for k in ("first", "rate", "gaps", "longest"))
                print(f"| {link} | {name} | {first:.1f} s | {rate:.1f} | {gaps} | {longest:.2f} s |", flush=True)


def measure(first: Path, second: Path) -> dict[str, dict[str, Any]]:
    """What the opener and the one behind the cable saw at the same time."""
    options = ["--server.port", "8501", "--server.headless", "true", "--server.address", ADDRESS]
    command = ["ip", "netns", "exec", SERVER, sys.executable, "-m", "streamlit", "run", "app.py", *options]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": "."}, stdout=subprocess.DEVNULL)
    try:
        opener = began("opener", SERVER, first, "")
        code = answer(opener)["code"]
        guest = began("guest", VIEWER, second, code)
        seen = {"opener": answer(opener), "guest": answer(guest)}
        for process in (opener, guest):
            process.wait()
        return seen
    finally:
        server.terminate()
        server.wait(15)


def began(name: str, where: str, camera: Path, code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.slow_room", "--member", name, str(camera), code]
    return subprocess.Popen(["ip", "netns", "exec", where, *command], stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def member(name: str, camera: str, code: str) -> None:
    """A browser in the room: the opener waits for the other, then both watch."""
    with chromium(Path(camera), f"--unsafely-treat-insecure-origin-as-secure={URL}") as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(1000 * PATIENCE_S)
        until(lambda: _answers(page), PATIENCE_S, "the server does not answer", page)
        page.goto(f"{URL}/rooms" + (f"?room={code}" if code else ""))
        page.get_by_label("Your nickname").fill(name)
        page.get_by_role("button", name="Join" if code else "Open a room").click()
        page.wait_for_url("**/rooms?room=*")
        if not code:
            print(json.dumps({"code": page.url.split("room=")[1].split("&")[0]}), flush=True)
            page.get_by_text("TAKING PART · 2").wait_for()
        until(lambda: any("webrtc" in f.url for f in page.frames), PATIENCE_S, "there is no video on the page", page)
        video_frame(page).get_by_role("button", name="START").wait_for()
        press(page, "START")
        print(json.dumps(watched(page)), flush=True)


def _answers(page: Page) -> bool:
    with contextlib.suppress(Error):
        return page.request.get(f"{URL}/_stcore/health").ok
    return False


def watched(page: Page) -> dict[str, Any]:
    start = time.monotonic()
    picture = "() => { const v = document.querySelector('video'); return Boolean(v && v.videoWidth); }"
    until(lambda: video_frame(page).evaluate(picture), PATIENCE_S, "no picture comes", page)
    first = time.monotonic() - start
    page.wait_for_timeout(1000 * SETTLE_S)
    times = video_frame(page).locator("video").evaluate(_TIMES, 1000 * WATCH_S)
    steps = [b - a for a, b in pairwise(times)]
    gaps = sum(step > _GAP_MS for step in steps)
    return {"first": first, "rate": len(times) / WATCH_S, "gaps": gaps, "longest": max(steps, default=0) / 1000}


if __name__ == "__main__":
    main()
