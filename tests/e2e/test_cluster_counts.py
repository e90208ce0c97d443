"""Two booths behind one door that count together in a Redis: places, the line, and what the host sees.

The test is a third booth, which has no places and takes those of the others.
"""

# Nothing runs beside it: a booth that is silent for seconds loses its places.
from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from live.video.admission import Capacity
from live.video.stream import LiveStream
from live.video.together import IN_LINE_S, Together
from rig import redis
from rig.booth import Server, press, seen, until
from rig.redis import redis_server
from rig.visitor import visit
from tests.e2e.test_capacity import TAKEN
from tests.e2e.test_cluster import cluster
from vision.recipe import Recipe

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here"),
    pytest.mark.skipif(not redis.is_there(), reason="redis-server is not installed here"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with redis_server() as address:
        yield address


@pytest.fixture(scope="module")
def door(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two booths that bring one place each."""
    one_each = {"BOOTH_REDIS": address, "LIVE_STREAMS": "1", "HOST_PASSWORD": "open sesame"}
    with cluster("12", tmp_path_factory.mktemp("cluster") / "log.txt", **one_each) as server:
        yield server


@pytest.fixture
def third(address: str, door: Server) -> Iterator[Capacity]:
    """The test's booth, once it has heard of the others."""
    booth = Capacity(0, together=Together(address, "3"))
    until(lambda: (every := booth.all_booths()) is not None and len(every.booths) == 3, 30, "they say nothing")
    yield booth
    booth.close()


def taken(third: Capacity) -> list[LiveStream]:
    """Both places, which are there although nobody has been at the booths that bring them."""
    streams = [LiveStream(Recipe()) for _ in range(3)]
    assert [third.enter(stream, lambda: True) for stream in streams] == [True, True, False]
    return streams[:2]


def reads(host: Page, live: str, waiting: str) -> None:
    """Wait until the host's page says so."""
    for label, value in (("Live streams", live), ("Waiting", waiting)):
        expect(host.get_by_test_id("stMetric").filter(has_text=label)).to_contain_text(value, timeout=30_000)


def test_visitors_of_both_stand_in_one_line(door: Server, third: Capacity) -> None:
    streams = taken(third)
    first, second = (visit(f"{door.url}/{place}").complaints() for place in "12")
    assert any("You are next." in words for words in first) and any("1 before you." in words for words in second)
    for stream in streams:
        third.leave(stream)
    time.sleep(IN_LINE_S + 1)  # both have gone
    assert not visit(f"{door.url}/1").complaints()


def test_the_host_sees_all_and_who_waits_at_one_booth_gets_the_place_of_another(
    page: Page, browser: Browser, door: Server, third: Capacity
) -> None:
    page.goto(f"{door.url}/1/host")
    page.get_by_label("Host password").fill("open sesame")
    page.get_by_role("button", name="Show the streams").click()
    reads(page, "0 of 2", "0")
    expect(page.get_by_text("those of all booths; what else is here is booth 1's")).to_be_visible()

    streams = taken(third)
    visitor = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera"]).new_page()
    visitor.goto(f"{door.url}/2")
    expect(visitor.get_by_text(TAKEN)).to_be_visible(timeout=30_000)
    reads(page, "2 of 2", "1")
    third.leave(streams[0])
    expect(visitor.get_by_text(TAKEN)).to_be_hidden(timeout=30_000)
    press(visitor, "START")
    until(lambda: seen(visitor) is not None, 30, "no picture", visitor)
    reads(page, "2 of 2", "0")
    visitor.context.close()
    reads(page, "1 of 2", "0")
    assert not door.tracebacks()
