"""The stand with a camera before which people come and go: nothing of one is left for the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rig.booth import serving, until
from rig.browser import launched
from rig.fair import Fair, write_film

IDLE_S = 5


@pytest.fixture
def fair(browser: Browser, tmp_path: Path) -> Iterator[Fair]:
    write_film(tmp_path / "camera.mjpeg", 24, (3, 12))
    files = tmp_path / "files"
    files.mkdir()
    film = tmp_path / "camera.mjpeg"
    with (
        launched(browser.browser_type, film) as watching,
        serving(tmp_path / "log.txt", STAND_SECONDS=str(IDLE_S), TMPDIR=str(files)) as server,
    ):
        context = watching.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera"])
        yield Fair(context.new_page(), server, files)
        context.close()


def test_who_goes_leaves_nothing_for_who_comes(fair: Fair) -> None:
    fair.open()
    for _ in range(2):
        fair.wait_for(someone=False, seconds=30)
        fair.wait_for(someone=True, seconds=30)
        left = fair.visit("Photo")
        assert left.media and not fair.is_reset()
        fair.wait_for(someone=False, seconds=20)
        assert not fair.is_reset(), "forgotten while somebody was there"
        until(fair.is_reset, IDLE_S + 10, "the visitor is not forgotten", fair.page)
        fair.page.wait_for_timeout(1000)
        assert fair.remains(left) == []
    fair.page.reload()
    fair.page.wait_for_timeout(4000)
    assert fair.is_reset() and fair.remains(left) == []
    assert not fair.server.tracebacks()
