"""A stand at a fair: a film of people who come and go for its camera, and what is left of each when they have gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import cv2
import numpy as np
from playwright.sync_api import Locator, Page, expect

from rig.booth import Server, seen, until, video_frame
from rig.squares import read
from rig.visitor import visit as open_without_browser
from vision.imageio import load_image, save_jpeg
from vision.types import Image, as_image

RATE = 30
LOOK = "What moved?"
"""What visitors choose: the stand never shows it by itself."""
_COLOUR = (235, 120, 30)
_COUNT_S = 3
_GRAINS = 8
_TAP = """if (navigator.mediaDevices) {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async wanted => window.camera = await ask(wanted); }"""
_SOMEONE = """async () => {
    if (!window.camera) return false;
    if (window.watcher?.srcObject !== camera) {
        window.watcher = Object.assign(document.createElement('video'), {srcObject: camera, muted: true});
        await watcher.play(); }
    const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 48});
    const draw = canvas.getContext('2d');
    draw.drawImage(watcher, 0, 0, 64, 48);
    const d = draw.getImageData(0, 0, 64, 48).data;
    let orange = 0;
    for (let i = 0; i < d.length; i += 4) orange += d[i] > 190 && d[i + 1] < 160 && d[i + 2] < 90;
    return orange > 20; }"""
_SHOWN = """() => [...document.querySelectorAll('.st-key-souvenir :is(img, video)')]
    .map(e => e.src).filter(s => s.startsWith('http'))"""
_REACHABLE = """() => [...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src)
    .concat(Object.values(localStorage), Object.values(sessionStorage), [location.href])"""


def write_film(path: Path, seconds: float, *there: tuple[float, float]) -> None:
    """An MJPEG of a room, played over and over, in which somebody is `there` from one second to another."""
    empty = [save_jpeg(picture(i, ()), 85) for i in range(_GRAINS)]
    with path.open("wb") as film:
        for i in range(round(seconds * RATE)):
            is_empty = not any(came <= i / RATE < goes for came, goes in there)
            film.write(empty[i % _GRAINS] if is_empty else save_jpeg(picture(i, there), 85))


def picture(number: int, there: Sequence[tuple[float, float]]) -> Image:
    """The film's picture of this number, with a camera's noise."""
    room, grains = _room()
    now = number / RATE
    seen = next((_with_someone(room, now, came, goes) for came, goes in there if came <= now < goes), room)
    return as_image(np.clip(seen + grains[number % _GRAINS], 0, 255).astype(np.uint8))


@cache
def _room() -> tuple[Image, tuple[np.ndarray, ...]]:
    noise = np.random.default_rng(5)
    room = as_image(cv2.resize(noise.integers(60, 150, (12, 16, 3), dtype=np.uint8), (640, 480)))
    return room, tuple(noise.normal(0, 2, room.shape) for _ in range(_GRAINS))


def _with_someone(room: Image, now: float, came: float, goes: float) -> Image:
    """They walk in from the left, sway before the camera, and walk out on the right."""
    walk = min(1.0, now - came) - 1 + max(0.0, now - goes + 1)
    x = round(320 + 420 * walk + 22 * np.sin(2.3 * now) + 14 * np.sin(3.7 * now + 1))
    y = round(270 + 6 * np.sin(5.1 * now))
    image = room.copy()
    cv2.ellipse(image, (x, y + 130), (95, 170), 0, 0, 360, _COLOUR, cv2.FILLED)
    cv2.circle(image, (x, y - 90), 60, (225, 140, 80), cv2.FILLED)
    return image


@dataclass(frozen=True, slots=True)
class Left:
    """What a visitor took: the address for their telephone, and what the page itself fetched of it."""

    address: str
    media: tuple[str, ...]


class Fair:
    """The stand's page, and a server that keeps its files in `folder`."""

    def __init__(self, page: Page, server: Server, folder: Path) -> None:
        self.page, self.server, self.folder = page, server, folder
        page.add_init_script(_TAP)

    def open(self) -> None:
        self.page.goto(f"{self.server.url}/?stand=1")
        until(lambda: seen(self.page) is not None, 40, "the stand does not start by itself", self.page)

    def someone(self) -> bool:
        """Whether somebody stands before the camera, by the camera's own picture."""
        return bool(video_frame(self.page).evaluate(_SOMEONE))

    def wait_for(self, someone: bool, seconds: float) -> None:
        until(lambda: self.someone() == someone, seconds, f"nobody {'comes' if someone else 'goes'}", self.page)

    def visit(self, what: Literal["Photo", "Clip"]) -> Left:
        """Somebody who has just come chooses a look and takes a picture or clip."""
        self.page.get_by_role("toolbar", name="Looks").get_by_role("button", name=LOOK, exact=True).click()
        self.page.get_by_role("button", name=what, exact=True).click()
        square = self.page.get_by_role("img", name="A QR code with the address of your picture")
        expect(square).to_be_visible(timeout=(_COUNT_S + 30) * 1000)
        expect(self._pressed()).to_have_text(LOOK)
        self.page.wait_for_timeout(500)
        address = read(load_image(square.screenshot()))
        assert "token=" in address, "the square cannot be read"
        return Left(address, tuple(self.page.evaluate(_SHOWN)))

    def is_reset(self) -> bool:
        """Whether the page shows nothing of a visitor."""
        return not self.page.locator(".st-key-souvenir").count() and self._pressed().inner_text() != LOOK

    def is_gone(self, address: str) -> bool:
        """Whether a telephone that opens the address is told that the picture is gone."""
        told = open_without_browser(self.server.url, urlsplit(address).query, page="take_home")
        return any("ten minutes" in words for words in told.complaints())

    def remains(self, left: Left) -> list[str]:
        """All ways by which the next visitor, or anybody who knows an address, still reaches what one has left."""
        token = urlsplit(left.address).query
        ways = self.page.evaluate(_REACHABLE)
        found = [f"on the page: {way}" for way in ways if token in way or way in left.media]
        found += [f"cookie {c['name']}" for c in self.page.context.cookies() if "visit" in str(c["name"])]
        found += [left.address] if not self.is_gone(left.address) else []
        found += [url for url in left.media if _answers(url)]
        found += [str(path) for path in self.folder.rglob("visitors/**/*") if path.is_file()]
        return found

    def _pressed(self) -> Locator:
        return self.page.get_by_role("toolbar", name="Looks").locator("[aria-pressed=true]")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=20) as answer:
            return bool(answer.read(1))
    except HTTPError:
        return False


def comings_and_goings(minutes: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """When people come and go in so many minutes: stays of 18 to 40 s, and 22 to 40 s of nobody between them."""
    there, now = list[tuple[float, float]](), 8.0
    while (goes := now + float(rng.uniform(18, 40))) < 60 * minutes - 22:
        there.append((now, goes))
        now = goes + float(rng.uniform(22, 40))
    return there
