"""All pages as Sphinx reads them, in one folder: those of docs/ as they are, and those that are made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from rig.site import filter_pages, library_pages
from rig.site.pictures import Gallery

TOP = Path(__file__).parents[2]
_LINK = re.compile(r"(\]\()((?:\.\./)+)")


def write(folder: Path, galleries: Mapping[str, Gallery]) -> None:
    """Fill the folder, which is made anew: docs/ at its top, benchmarks/, filters/ and library/ below."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TOP / "docs", folder)
    for page in folder.rglob("*.md"):
        page.write_text(_at_the_top(page.read_text(), len(page.relative_to(folder).parts)))
    for name in ("CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(TOP / name, folder)
    (folder / "benchmarks").mkdir()
    for table in (TOP / "benchmarks").glob("*.md"):
        shutil.copy(table, folder / "benchmarks")
    for part, pages in (("filters", filter_pages.pages(galleries)), ("library", library_pages.pages())):
        for path, text in pages.items():
            target = folder / part / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)


def _at_the_top(text: str, depth: int) -> str:
    """Links out of docs/ lead one step less far up, since its pages lie at the top here."""

    def shorter(found: re.Match[str]) -> str:
        ups = found[2]
        return found[1] + (ups.removeprefix("../") if ups.count("../") == depth else ups)

    return _LINK.sub(shorter, text)
