"""A link of 1 Mbit/s each way, then the limit lifted: `sudo python -m benchmarks.slow_link` (Linux).

Server and browser live in two network namespaces that this script makes and removes. Prints a markdown table: the booth
beside the library's own callback page, each from START on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.probe import PAGES, SCRIPT, look, write_numbered_camera
from rig.booth import press, until, video_frame
from rig.browser import chromium

SERVER, VIEWER = "booth-server", "booth-viewer"
ADDRESS = "10.77.0.1"
LIMIT = "tbf rate 1mbit burst 32kbit latency 400ms"
SETTLE_S, WATCH_S, LIFTED_S = 10.0, 20.0, 12.0
HEAD = """| page | first picture s | latency ms | p95 ms | fps back | freezes | size | quantiser | full size again s |
|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--pages", default=",".join(PAGES))
    options.add_argument("--calm", action="store_true", help="a camera that moves, but never cuts")
    options.add_argument("--watch", nargs=2, metavar=("URL", "CAMERA"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.watch:
        watch(*given.watch)
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder, namespaces():
        camera = Path(folder, "camera.mjpeg")
        write_numbered_camera(camera, 640, 480, cuts=not given.calm)
        for _ in range(given.rounds):
            rows += [row(name, measure(PAGES[name], camera)) for name in given.pages.split(",")]
    film = "no cuts, " if given.calm else ""
    whole_s = SETTLE_S + WATCH_S
    print(f"{film}1 Mbit/s each way for {whole_s:.0f} s, the last {WATCH_S:.0f} s measured; then lifted\n\n{HEAD}")
    print("\n".join(rows))


def run(command: str) -> None:
    subprocess.run(command.split(), check=True)


@contextmanager
def namespaces() -> Iterator[None]:
    """Two namespaces and a cable between them."""
    try:
        for name in (SERVER, VIEWER):
            run(f"ip netns add {name}")
            run(f"ip -n {name} link set lo up")
        run(f"ip link add booth-a netns {SERVER} type veth peer name booth-b netns {VIEWER}")
        for name, end, address in ((SERVER, "booth-a", ADDRESS), (VIEWER, "booth-b", "10.77.0.2")):
            run(f"ip -n {name} address add {address}/24 dev {end}")
            run(f"ip -n {name} link set {end} up")
        yield
    finally:
        for name in (SERVER, VIEWER):
            subprocess.run(["ip", "netns", "delete", name], check=False)


def limit(on: bool) -> None:
    for name, end in ((SERVER, "booth-a"), (VIEWER, "booth-b")):
        run(f"tc -n {name} qdisc {'add' if on else 'del'} dev {end} root {LIMIT if on else ''}")


def measure(page: str, camera: Path) -> dict[str, Any]:
    """One page on the slow link; the limit begins before START and is lifted when the viewer says so."""
    inside = ["ip", "netns", "exec"]
    options = ["--server.port", "8501", "--server.headless", "true", "--server.address", ADDRESS]
    server = subprocess.Popen(
        [*inside, SERVER, sys.executable, "-m", "streamlit", "run", page, *options],
        env={**os.environ, "PYTHONPATH": "."},
        stdout=subprocess.DEVNULL,
    )
    try:
        time.sleep(4)
        viewer = subprocess.Popen(
            [
                *inside,
                VIEWER,
                sys.executable,
                "-m",
                "benchmarks.slow_link",
                "--watch",
                f"http://{ADDRESS}:8501",
                camera,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert viewer.stdout is not None
        answers: dict[str, Any] = {}
        for line in viewer.stdout:
            said = json.loads(line)
            if "limit" in said:
                limit(said["limit"])
            answers |= said
        viewer.wait()
        return answers
    finally:
        server.terminate()
        server.wait(15)


def watch(url: str, camera: str) -> None:
    """The viewer's side: says in JSON lines when the link is to change, and what was seen."""
    with chromium(Path(camera), f"--unsafely-treat-insecure-origin-as-secure={url}") as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.add_init_script(SCRIPT)
        page.goto(url)
        video_frame(page).get_by_role("button", name="START").wait_for()
        say(limit=True)
        page.wait_for_timeout(500)
        press(page, "START")
        began = time.monotonic()
        until(lambda: video_frame(page).evaluate("window.seen.back.length > 0"), 60, "no video comes back", page)
        say(first=time.monotonic() - began)
        page.wait_for_timeout(SETTLE_S * 1000)
        say(**asdict(look(page, WATCH_S)))
        say(full=full_after(page))


def full_after(page: Page) -> float | None:
    """Seconds from the lifting until the picture is full size and stays so; None when it is not."""
    say(limit=False)
    began = video_frame(page).evaluate("performance.now()")
    page.wait_for_timeout(LIFTED_S * 1000)
    rows = video_frame(page).evaluate("window.seen.back")
    late = [row for row in rows if row[0] >= began]
    small = [row[0] for row in late if row[2] < 640]
    if not late or late[-1][2] < 640:
        return None
    return (max(small) - began) / 1000 if small else 0.0


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def row(name: str, seen: dict[str, Any]) -> str:
    full = "not in time" if seen["full"] is None else f"{seen['full']:.1f}"
    numbers = f"{seen['first']:.1f} | {seen['latency']:.0f} | {seen['latency_p95']:.0f} | {seen['fps_back']:.1f}"
    size = "x".join(map(str, seen["size"]))
    return f"| {name} | {numbers} | {seen['freezes']} | {size} | {seen['quantiser']:.0f} | {full} |"


if __name__ == "__main__":
    main()
