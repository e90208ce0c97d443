"""The site as it is built: its links, its pictures, that nothing comes from elsewhere, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import numpy as np
import PIL.Image
import pytest
from playwright.sync_api import Browser, Page

from rig import axe
from rig.site.build import build
from rig.site.filter_pages import BOOTH_URL
from rig.site.walk import read_page, target
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.recipe import Recipe

pytestmark = pytest.mark.slow

READ = ("index.html", "filters/index.html", "filters/teaching/kernel.html", "library/recipe.html", "deploy.html")
ALIKE = {
    *(("faces", "method"), ("eyes", "method"), ("smiles", "method")),
    *(("taught", "sure"), ("cover_taught", "number"), ("cover_taught", "sure")),
}
"""Settings that show no difference: the accurate detector gives way without its file, and nothing was taught."""
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the front page; whatever Sphinx warns of is a fault."""
    return build(tmp_path_factory.mktemp("site")).parent


@pytest.fixture(params=["light", "dark"])
def telephone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme: Scheme = request.param
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_every_link_and_picture_leads_to_what_is_there(site: Path) -> None:
    pages = {path: read_page(path) for path in site.rglob("*.html")}
    assert len(pages) > len(catalogue())
    lost = []
    for path, page in pages.items():
        for address in page.links + page.fetched:
            file, anchor = target(path, address) or (path, "")
            anchors = pages[file].anchors if file in pages else set()
            if not file.is_file() or (anchor and file in pages and anchor not in anchors):
                lost.append((str(path.relative_to(site)), address))
    assert lost == []


def test_nothing_comes_from_elsewhere_and_each_picture_says_what_it_is(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read_page(path)
        assert [a for a in page.fetched if target(path, a) is None and not a.startswith("data:")] == [], path
        assert page.unnamed == [], path
    for sheet in site.rglob("*.css"):
        assert re.findall(r"(?:url\(\s*['\"]?|@import\s*['\"])(?:https?:)?//", sheet.read_text()) == [], sheet


@pytest.mark.parametrize("name", catalogue())
def test_a_filter_has_its_pictures_each_settings_effect_and_its_link(site: Path, name: str) -> None:
    entry = catalogue()[name]
    before, after = (np.asarray(PIL.Image.open(site / "pictures" / name / f"{w}.webp")) for w in ("before", "after"))
    assert before.shape == after.shape == (360, 480, 3) and not np.array_equal(before, after)
    page = site / "filters" / entry.group / f"{name}.html"
    shown = 0 if lacking(entry.needs) else sum((name, param.name) not in ALIKE for param in entry.params)
    assert page.read_text().count('class="strip"') == shown
    (link,) = [a for a in read_page(page).links if a.startswith(f"{BOOTH_URL}/?recipe=")]
    (recipe,) = parse_qs(urlsplit(link).query)["recipe"]
    assert [step.name for step in Recipe.parse(recipe).steps] == [name]


@pytest.mark.parametrize("path", READ)
def test_a_page_is_read_on_a_telephone_by_everybody_and_asks_nobody_else(
    site: Path, telephone: Page, path: str
) -> None:
    script = axe.install()
    if script is None:
        pytest.skip("axe-core cannot be fetched: there is no npm")
    asked: list[str] = []
    telephone.on("request", lambda request: asked.append(request.url))
    telephone.goto((site / path).as_uri())
    assert telephone.evaluate("document.documentElement.scrollWidth") == 390
    assert axe.grave(telephone, script) == []
    assert asked and all(urlsplit(address).scheme in ("file", "data") for address in asked)
