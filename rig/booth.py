"""The booth as a visitor meets it: a server of its own, a page, the video that comes back."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import skimage.data
from playwright.sync_api import Error, Frame, Locator, Page

from booth.network import free_port
from vision.imageio import load_image, save_jpeg
from vision.types import Image, as_image

ROOT = Path(__file__).parents[1]
_PIXELS = """v => {
    if (!v || v.readyState < 2 || !v.videoWidth) return null;
    const c = document.createElement('canvas'); c.width = v.videoWidth; c.height = v.videoHeight;
    c.getContext('2d').drawImage(v, 0, 0); return c.toDataURL('image/png').split(',')[1]; }"""

_QUIET = """quiet_ms => new Promise(done => {
    let timer = setTimeout(done, quiet_ms);
    new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, quiet_ms); })
        .observe(document, {childList: true, subtree: true}); })"""
_QUIET_MS = 700


@dataclass(frozen=True)
class Server:
    url: str
    process: psutil.Process
    log: Path

    def tracebacks(self) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if "Traceback" in line or "ERROR" in line]


def serving(log: Path, page: str = "app.py", **environment: str) -> AbstractContextManager[Server]:
    """`streamlit run` of a page on a free port, ended afterwards."""
    return started([sys.executable, "-m", "streamlit", "run", page], log, ROOT, environment)


@contextmanager
def started(
    command: Sequence[str], log: Path, folder: Path, environment: Mapping[str, str], scheme: str = "http"
) -> Iterator[Server]:
    """A program that takes Streamlit's options and serves, run in `folder`."""
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true"]
    with log.open("w") as out:
        child = subprocess.Popen(
            [*command, *options], cwd=folder, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        )
    try:
        until(lambda: listens(port), 60, "the server does not answer")
        yield Server(f"{scheme}://localhost:{port}", psutil.Process(child.pid), log)
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def listens(port: int) -> bool:
    """Whether somebody on this machine does, at this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(ready: Callable[[], Any], seconds: float, complaint: str, page: Page | None = None) -> Any:
    """What `ready` returns once it is neither None nor False; AssertionError with the complaint after `seconds`.

    A `page` is given the time in between, or it would not notice what happens in the browser.
    """
    end = time.monotonic() + seconds
    while (answer := ready()) is None or answer is False:
        assert time.monotonic() < end, complaint
        if page is not None:
            page.wait_for_timeout(100)
        else:
            time.sleep(0.1)
    return answer


def write_camera(path: Path, width: int = 640, height: int = 480) -> Image:
    """A fake camera that shows one real photograph; the photograph as it shows it."""
    photo = cv2.resize(skimage.data.astronaut(), (width, height), interpolation=cv2.INTER_AREA)
    jpeg = save_jpeg(as_image(photo), quality=95)
    path.write_bytes(jpeg * 30)
    return load_image(jpeg)


def write_calm_camera(path: Path) -> Image:
    """The same photograph as a calm film."""
    photo = write_camera(path)
    write_calm_film(path, [photo])
    return photo


def write_calm_film(path: Path, pictures: Sequence[Image]) -> None:
    """A fake camera's Y4M, ten pictures a second instead of thirty: browser and server have less to do."""
    height, width = pictures[0].shape[:2]
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\n".encode())
        for picture in pictures:
            file.write(b"FRAME\n" + cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420).tobytes())


def video_frame(page: Page) -> Frame:
    """The frame that holds the video and its START button."""

    def find() -> Frame | None:
        return next((f for f in page.frames if "webrtc_streamer" in f.url), None)

    frame: Frame = until(find, 40, "there is no video on the page", page)
    return frame


def settled(page: Page) -> None:
    """Wait until the server has nothing more to draw: what is clicked earlier may be gone by then."""
    app = page.get_by_test_id("stApp")
    page.wait_for_timeout(300)
    until(lambda: app.get_attribute("data-test-script-state") == "notRunning", 60, "the page does not settle", page)


def whole(page: Page) -> None:
    """Wait until a page just opened is all there: the server is done, and nothing has come or gone for a while."""
    page.get_by_test_id("stMain").get_by_test_id("stElementContainer").first.wait_for(state="attached", timeout=60_000)
    settled(page)
    page.evaluate(_QUIET, _QUIET_MS)


def press(page: Page, name: str) -> None:
    """Press the video's START or STOP; the frame may be replaced by another while the page is drawn."""

    def pressed() -> bool:
        try:
            video_frame(page).get_by_role("button", name=name).click(timeout=5_000)
        except Error:
            return False
        return True

    until(pressed, 40, f"{name} cannot be pressed", page)


def shown_video(page: Page) -> Locator:
    """The video that the visitor sees: the live page's own, on other pages the frame's."""
    own = page.locator(".st-key-stage-picture").locator("video")
    return own if own.count() else video_frame(page).locator("video")


def seen(page: Page) -> Image | None:
    """The returned picture, by its pixels; None while there is none, or its frame makes room for another."""
    video = shown_video(page)
    try:
        answer = video.first.evaluate(_PIXELS) if video.count() else None
    except Error as error:
        if "detached" not in str(error):
            raise
        return None
    return load_image(base64.b64decode(answer)) if answer else None


def looks_like(page: Page, expected: Image, within: float, seconds: float = 20) -> None:
    """Wait until the returned picture's mean difference from `expected` is under `within` grey levels."""
    off, size = float("inf"), "there is none"

    def close() -> bool:
        nonlocal off, size
        image = seen(page)
        size = "there is none" if image is None else f"it is {image.shape[1]} x {image.shape[0]}"
        if image is not None and image.shape == expected.shape:
            off = difference(image, expected)
        return off < within

    try:
        until(close, seconds, "", page)
    except AssertionError:
        raise AssertionError(f"the picture is {off:.1f} grey levels off, {within} are allowed; {size}") from None


def difference(a: Image, b: Image) -> float:
    """Mean over all values, in grey levels."""
    return float(np.abs(a.astype(int) - b).mean())
