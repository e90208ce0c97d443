"""The booth beside the library's own callback page, in turns: `python -m benchmarks.glass_to_glass`.

Prints a markdown table: latency from camera to screen, frames, size, sharpness, and the server's processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.probe import PAGES, SCRIPT, Seen, look, write_numbered_camera
from rig.booth import Server, press, serving, until, video_frame
from rig.browser import chromium

HEAD = """| page | latency ms | p95 ms | fps sent | fps back | size | repeats | freezes | quantiser | CPU | CPU / MP |
|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="640x480")
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--settle", type=float, default=5)
    options.add_argument("--recipe", default="none")
    options.add_argument("--slow", default="0", metavar="MS", help="the booth's recipe takes so much longer")
    given = options.parse_args()
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        camera = Path(folder, "camera.mjpeg")
        write_numbered_camera(camera, width, height)
        runs: dict[str, list[tuple[Seen, float]]] = {name: [] for name in PAGES}
        with (
            serving(Path(folder, "a.txt"), PAGES["booth"], **slowed(given.slow)) as booth,
            serving(Path(folder, "b.txt"), PAGES["callback"], PYTHONPATH=".") as callback,
        ):
            for _ in range(given.rounds):
                for name, server in (("callback", callback), ("booth", booth)):
                    with chromium(camera) as browser:
                        large = name == "booth" and height > 480
                        choose = "1280 × 720" if large else None
                        run = visit(browser, server, given, choose)
                        if not run[0].fps_back:
                            print(f"<!-- {name}: a visit brought nothing and was made again -->")
                            run = visit(browser, server, given, choose)
                        runs[name].append(run)
    slow = f", {given.slow} ms slower in the booth" if given.slow != "0" else ""
    print(
        f"{given.size}, recipe {given.recipe}{slow}, {given.rounds} rounds of {given.seconds:.0f} s in turns\n\n{HEAD}"
    )
    for name, seen in runs.items():
        print(row(name, seen))


def slowed(by_ms: str) -> dict[str, str]:
    return {} if by_ms == "0" else {"PYTHONPATH": os.pathsep.join(("benchmarks/inside", ".")), "SLOW_MS": by_ms}


def visit(browser: Browser, server: Server, given: argparse.Namespace, choose: str | None) -> tuple[Seen, float]:
    """One visit: what was seen, and the server's processor seconds a second. `choose` is a size of the camera."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.add_init_script(SCRIPT)
    page.goto(f"{server.url}/?recipe={given.recipe}")
    if choose:
        page.get_by_role("button", name="Camera settings").click()
        page.get_by_text(choose, exact=True).click()
        page.keyboard.press("Escape")
        page.wait_for_timeout(1000)
    press(page, "START")
    until(lambda: video_frame(page).evaluate("window.seen.back.length > 0"), 30, "no video comes back", page)
    page.wait_for_timeout(given.settle * 1000)
    before = sum(server.process.cpu_times()[:2])
    seen = look(page, given.seconds)
    return seen, (sum(server.process.cpu_times()[:2]) - before) / given.seconds


def row(name: str, runs: Sequence[tuple[Seen, float]]) -> str:
    """The medians over the rounds."""

    def middle(field: str) -> float:
        return float(statistics.median(getattr(seen, field) for seen, _ in runs))

    width, height = runs[-1][0].size
    cpu = statistics.median(used for _, used in runs)
    megapixels = middle("fps_back") * width * height / 1e6
    numbers = [f"{middle(f):.0f}" for f in ("latency", "latency_p95")]
    numbers += [f"{middle(f):.1f}" for f in ("fps_here", "fps_back")]
    numbers += [f"{width}x{height}", *(f"{middle(f):.0f}" for f in ("repeats", "freezes", "quantiser"))]
    return f"| {name} | {' | '.join(numbers)} | {cpu:.2f} | {cpu / max(megapixels, 1e-9):.4f} |"


if __name__ == "__main__":
    main()
