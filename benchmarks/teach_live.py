"""Frames a second and bytes that the page Teach sends: `python -m benchmarks.teach_live`.

A booth and a Chromium on this machine; a film of three things is the camera. A model of six classes with a hundred
pictures each is opened, and the video's pictures are counted as they are shown while answers go on.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import cv2
from playwright.sync_api import Page, WebSocket

from benchmarks.teach import most
from benchmarks.teach_scenes import pictures
from rig.booth import press, serving, until, video_frame
from rig.browser import chromium
from vision.imageio import save_jpeg
from vision.models.files import lacking
from vision.teach.features import KINDS, NETWORK, OWN
from vision.teach.saved import as_json
from vision.teach.training import learn
from vision.types import as_image

FOR_S = 10
_SHOWN = """(video, ms) => new Promise(done => { let shown = 0; const end = performance.now() + ms;
    const one = () => { shown++; performance.now() < end ? video.requestVideoFrameCallback(one) : done(shown); };
    video.requestVideoFrameCallback(one); })"""


def main() -> None:
    shots = [shot for thing in ("cup", "ball", "duck") for shot in pictures("same", 0, thing, 10)]
    film = b"".join(save_jpeg(as_image(cv2.resize(shot, (640, 480)))) * 12 for shot in shots)
    with tempfile.TemporaryDirectory() as folder:
        camera = Path(folder, "film.mjpeg")
        camera.write_bytes(film)
        print("| features | frames a second | kB a second to the page | load of the machine |\n|---|---:|---:|---:|")
        for features in (OWN, NETWORK):
            if lacking(KINDS[features].needs):
                continue
            model = Path(folder, f"{features}.json")
            model.write_text(as_json(learn(most(features))))
            with serving(Path(folder, "log.txt")) as server, chromium(camera) as browser:
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                rate, kilobytes = measured(page, f"{server.url}/teach", model)
            print(f"| {features} | {rate:.1f} | {kilobytes:.0f} | {os.getloadavg()[0]:.1f} |", flush=True)


def measured(page: Page, address: str, model: Path) -> tuple[float, float]:
    """Frames and kilobytes a second, with 600 examples, once the browser has all their pictures."""
    received: list[int] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: received.append(len(data)))

    page.on("websocket", opened)
    page.goto(address)
    page.get_by_text("Take it home").click(timeout=30_000)
    page.locator("input[type=file]").last.set_input_files(model)
    page.get_by_role("button", name="Open it").click(timeout=60_000)
    until(lambda: page.locator(".classes .thumb img[src^=data]").count() == 600, 120, "not all pictures came", page)
    press(page, "START")
    video = video_frame(page).locator("video")
    until(lambda: video.evaluate("v => v.readyState >= 2"), 60, "no video", page)
    page.wait_for_timeout(5000)
    received.clear()
    shown = video.evaluate(_SHOWN, 1000 * FOR_S)
    return shown / FOR_S, sum(received) / 1000 / FOR_S


if __name__ == "__main__":
    main()
