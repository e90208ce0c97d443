"""Find a Chromium for the browser tests, or install one: `python -m rig.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ONE_PROCESS = "--process-per-site"
"""A flag: pages of one window share a process, as a measurement's must not, and so do not compile what they share."""

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


def _system() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def installed() -> str | None:
    """The path of a Chromium: a system one, else Playwright's own."""
    if system := _system():
        return system
    with sync_playwright() as p:
        own = p.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> str:
    """A Chromium's path, installing one if there is none; raises RuntimeError saying what to do."""
    found = installed()
    if found is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        found = installed()
    if found is None and shutil.which("apt-get"):
        admin = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in (["update", "-q"], ["install", "-qy", "chromium"]):
            subprocess.run([*admin, "apt-get", *words], check=False)
        found = installed()
    if found is None:
        raise RuntimeError("The browser tests need Chromium: please install it with your system's package manager.")
    return found


@contextmanager
def chromium(camera: Path | None = None, *more: str) -> Iterator[Browser]:
    """A headless Chromium; `camera` is an MJPEG or Y4M file that it shows as its webcam, `more` are flags."""
    with sync_playwright() as p, launched(p.chromium, camera, *more) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, camera: Path | None, *more: str) -> Iterator[Browser]:
    """One more Chromium beside one that runs (its `browser_type`), with a camera of its own."""
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    if camera is not None:
        fake.append(f"--use-file-for-fake-video-capture={camera}")
    path = _system() or kind.executable_path
    browser = kind.launch(executable_path=path, args=[*_QUIET, *fake, *more])
    try:
        yield browser
    finally:
        with suppress(Error):  # a test may have killed it
            browser.close()


@contextmanager
def newcomer(house: BrowserContext) -> Iterator[Page]:
    """A page of somebody who was never here, in a window that still has the booth's scripts, compiled, from others."""
    visitor = house.new_page()
    yield visitor
    for page in house.pages:
        with suppress(Error):  # a page that is nowhere has nothing stored
            page.evaluate("localStorage.clear()")
        if page is not visitor:
            page.close()
    house.clear_cookies()
    with suppress(Error):  # its process, which has them compiled, waits with a page of one word for the next
        visitor.goto(urljoin(visitor.url, "/_stcore/health"), timeout=5_000)


if __name__ == "__main__":
    print("Chromium for the browser tests:", install())
