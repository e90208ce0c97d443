"""What comes from outside, in a real browser: words stay words, and files stay within their share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, Request

from rig.booth import Server, serving, settled, until
from vision.imageio import save_png

_PUT = """async ([url, token, bytes]) => {
    const form = new FormData(); form.append('file', new Blob([new Uint8Array(bytes)]), 'file');
    return (await fetch(url, {method: 'PUT', body: form, headers: {'X-Xsrftoken': token}})).status; }"""


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that holds a megabyte of each visitor's files."""
    with serving(tmp_path_factory.mktemp("narrow") / "log.txt", VISITOR_UPLOAD_MB="1") as running:
        yield running


@pytest.mark.parametrize(
    "words",
    [
        "![x](http://127.0.0.1:9/x.png)",
        "[here](http://127.0.0.1:9)",
        "http://127.0.0.1:9/page",
        ":material/home:",
        "<b>bold</b>",
    ],
)
def test_a_link_is_shown_as_its_words_and_nothing_is_fetched(server: Server, page: Page, words: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/?recipe={quote(words)}")
    alert = page.get_by_test_id("stAlert").filter(has_text="This link does not work")
    alert.wait_for(timeout=40_000)
    settled(page)
    shown = alert.inner_text().replace("\u2060", "")
    assert words in shown and "The page starts without filters." in shown
    assert alert.locator("img, b").count() == 0 and alert.locator("a[href*='127.0.0.1:9']").count() == 0
    assert not [url for url in asked if urlsplit(url).port == 9]


def test_files_beyond_a_visitors_share_are_refused_on_whatever_page(narrow: Server, page: Page, tmp_path: Path) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "PUT" else None)
    page.goto(f"{narrow.url}/image_lab")
    page.get_by_text("Upload yours").click(timeout=40_000)
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    rng = np.random.default_rng(1)
    small.write_bytes(save_png(np.zeros((40, 60, 3), np.uint8)))
    large.write_bytes(save_png(rng.integers(0, 256, (700, 700, 3), dtype=np.uint8)))
    chooser = page.locator("input[type=file]").first
    chooser.set_input_files(small)
    request = until(lambda: sent[0] if sent else None, 20, "no upload", page)
    base, token = request.url.rpartition("/")[0], request.headers["x-xsrftoken"]
    page.get_by_role("link", name="Faces").click()
    settled(page)
    statuses = [page.evaluate(_PUT, [f"{base}/extra-{n}", token, 300_000]) for n in range(8)]
    assert statuses == [204] * 3 + [413] * 5
    page.get_by_role("link", name="Image lab").click()
    page.get_by_text("Upload yours").click()
    page.locator("input[type=file]").first.set_input_files(large)
    page.get_by_test_id("stFileUploader").get_by_text("413").wait_for(timeout=20_000)
