"""The site as it is built: its links, its pictures, its blocks of code, and that nothing comes from elsewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from rig.site.build import build
from rig.site.filter_pages import BOOTH_URL
from rig.site.library_pages import parsers
from rig.site.source_tree import TOP
from rig.site.walk import read_page, target
from vision import processor as registry
from vision.__main__ import main
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.photographs import photograph
from vision.recipe import Recipe
from vision.types import VisionError

pytestmark = pytest.mark.slow

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
WRITTEN = sorted([TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")])
NO_DIFFERENCE = {
    ("faces", "method"),
    ("eyes", "method"),
    ("smiles", "method"),
}
"""Settings whose strip is left out, since the photograph shows no difference."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the front page; Sphinx counts each warning as a fault."""
    return build(tmp_path_factory.mktemp("site")).parent


def blocks(page: Path, *languages: str) -> list[str]:
    return [text for language, text in FENCE.findall(page.read_text()) if language in languages]


def test_every_link_and_picture_leads_to_what_is_there(site: Path) -> None:
    pages = {path: read_page(path) for path in site.rglob("*.html")}
    assert len(pages) > len(catalogue())
    lost = []
    for path, page in pages.items():
        for address in page.links + page.fetched:
            found = target(path, address)
            if found is None:
                continue
            file, anchor = found
            known = pages[file].anchors if file in pages else set()
            if not file.is_file() or (anchor and file.suffix == ".html" and anchor not in known):
                lost.append((str(path.relative_to(site)), address))
    assert lost == []


def test_nothing_is_fetched_from_elsewhere_and_each_picture_says_what_it_is(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read_page(path)
        assert [a for a in page.fetched if target(path, a) is None and not a.startswith("data:")] == [], path
        assert page.unnamed == [], path
    for sheet in site.rglob("*.css"):
        assert re.findall(r"(?:url\(\s*['\"]?|@import\s*['\"])(?:https?:)?//", sheet.read_text()) == [], sheet


def test_each_filter_has_its_page_its_pictures_and_its_link(site: Path) -> None:
    for name, entry in catalogue().items():
        text = (site / "filters" / entry.group / f"{name}.html").read_text()
        before, after = (
            np.asarray(PIL.Image.open(site / "pictures" / name / f"{w}.webp")) for w in ("before", "after")
        )
        assert before.shape == after.shape == (360, 480, 3) and not np.array_equal(before, after), name
        assert f'href="{BOOTH_URL}/?recipe={name}' in text, name
        assert text.count('class="strip"') + sum(n == name for n, _ in NO_DIFFERENCE) == (
            0 if lacking(entry.needs) else len(entry.params)
        ), name


def test_the_links_are_recipes(site: Path) -> None:
    for page in (site / "filters").rglob("*.html"):
        for address in read_page(page).links:
            if address.startswith(f"{BOOTH_URL}/?"):
                from urllib.parse import parse_qs, urlsplit

                (recipe,) = parse_qs(urlsplit(address).query)["recipe"]
                assert len(Recipe.parse(recipe)) == 1


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a photograph and a page; what a block registers is forgotten behind it."""
    PIL.Image.fromarray(photograph("astronaut")[:240, :320]).save(tmp_path / "photo.jpg")
    PIL.Image.fromarray(photograph("book")).save(tmp_path / "page.jpg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(registry, "_registry", {})
    return tmp_path


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(TOP)))
def test_python_in_the_pages_runs(page: Path, desk: Path) -> None:
    known: dict[str, object] = {"image": photograph("astronaut")}
    if page.name == "CONTRIBUTING.md":  # its function stands in a module, below the imports of its neighbours
        exec((TOP / "vision/processors/tone.py").read_text().partition("\n@processor")[0], known)
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), known)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(TOP)))
def test_commands_in_the_pages_are_understood(page: Path) -> None:
    known = parsers()
    for line in "\n".join(blocks(page, "", "shell")).splitlines():
        words = shlex.split(line, comments=True)
        words = words[1:] if words[:1] == ["booth"] else words[3:] if words[:2] == ["python", "-m"] else []
        if words and words[0] in known:
            known[words[0]].parse_args([word for word in words[1:] if word != "--"])


def test_the_lines_on_each_filters_page_run(site: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(desk)
    source = site.parent / "source" / "filters"
    for name, entry in catalogue().items():
        page = source / entry.group / f"{name}.md"
        lacks = bool(lacking(entry.needs))
        (block,) = blocks(page, "python")
        try:
            known: dict[str, object] = {}
            exec(compile(block, str(page), "exec"), known)
            assert isinstance(known["result"], np.ndarray) and not lacks, name
        except VisionError:
            assert lacks, name
        (line,) = blocks(page, "shell")
        assert main(shlex.split(line)[1:]) == int(lacks), name
        assert (desk / "result.png").is_file() or lacks
