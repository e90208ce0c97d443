"""Three booths behind one door: newcomers, a room of people who arrived apart, uploads, and a booth that is killed."""

# Nothing runs beside it: three booths and their door fill the machine.
from __future__ import annotations

import shutil
import sys
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
import pytest
import skimage.data
from playwright.sync_api import Page, expect

from rig.booth import ROOT, Server, press, started, until
from rig.one_colour import GREEN, RED
from rig.visitor import visit
from tests.e2e.test_rooms import joins, opens, sees
from vision.imageio import save_jpeg
from vision.types import as_image

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here"),
]
PLACES = ("1", "2", "3")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with cluster(PLACES, tmp_path_factory.mktemp("cluster") / "log.txt") as server:
        yield server


@contextmanager
def cluster(places: Sequence[str], log: Path, **environment: str) -> Iterator[Server]:
    """The way in, once the booths of all `places` answer."""
    command = [sys.executable, "-m", "booth", "serve", "--processes", str(len(places))]
    with started(command, log, ROOT, environment) as server:
        for place in places:
            until(partial(answers, server, place), 90, f"booth {place} does not answer")
        yield server


def answers(door: Server, place: str) -> bool:
    try:
        with urllib.request.urlopen(f"{door.url}/{place}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def landed(door: Server) -> str:
    """The place that a newcomer is sent to."""
    with urllib.request.urlopen(f"{door.url}/?recipe=invert", timeout=10) as answer:
        assert answer.url.endswith("/?recipe=invert")
        return str(answer.url.removeprefix(door.url).split("/")[1])


def booth(door: Server, place: str) -> psutil.Process:
    """The process of the booth at this place."""

    def found() -> psutil.Process | None:
        for child in door.process.children():
            try:
                words = child.cmdline()
            except psutil.NoSuchProcess:  # it has ended, and the door has not looked yet
                continue
            if "--server.baseUrlPath" in words and words[words.index("--server.baseUrlPath") + 1] == place:
                return child
        return None

    process: psutil.Process = until(found, 30, f"there is no booth {place}")
    return process


def test_newcomers_land_evenly_and_are_served_where_they_land(door: Server) -> None:
    places = Counter(landed(door) for _ in range(9))
    assert places == dict.fromkeys(PLACES, 3)
    for place in PLACES:
        seen = visit(f"{door.url}/{place}", "recipe=invert")
        assert seen.finished and not seen.complaints()


def test_uploads_work_at_each_booth(door: Server, page: Page) -> None:
    photo = save_jpeg(as_image(skimage.data.astronaut()))
    for place in PLACES:
        page.goto(f"{door.url}/{place}/faces")
        page.get_by_text("Upload yours").click()
        page.locator("input[type=file]").first.set_input_files(
            {"name": "astronaut.jpg", "mimeType": "image/jpeg", "buffer": photo}
        )
        expect(page.get_by_alt_text("The picture with 1 face marked")).to_be_visible(timeout=60_000)


def test_a_room_is_one_wherever_its_members_arrived_and_outlives_another_booth(
    door: Server, ada: Page, ben: Page, page: Page
) -> None:
    code = opens(ada, door, "Ada")
    home = ada.url.removeprefix(door.url).split("/")[1]
    assert code.startswith(f"{home}-")
    away = next(place for place in PLACES if place != home)
    ben.goto(f"{door.url}/{away}/rooms")
    joins(ben, door, code, "Ben")
    for one in (ada, ben):
        press(one, "START")
    for one in (ada, ben):
        sees(one, RED, GREEN)

    page.goto(f"{door.url}/{away}/rooms?room={code}")
    way = page.get_by_role("link", name="To the room")
    expect(way).to_have_attribute("href", f"/{home}/rooms?room={code}")

    def told() -> bool:
        """A booth is back within seconds, mostly before its visitors have noticed: this one is kept down."""
        booth(door, away).kill()
        return page.get_by_text("Connection error").is_visible()

    until(told, 60, "nobody is told that their booth is gone", page)
    killed = booth(door, away)
    killed.kill()
    assert {landed(door) for _ in range(4)} == set(PLACES) - {away}
    sees(ada, RED, GREEN)
    until(lambda: answers(door, away), 60, "the killed booth does not come back")
    assert booth(door, away).pid != killed.pid
    until(lambda: landed(door) == away, 20, "nobody is sent to the booth that came back")
