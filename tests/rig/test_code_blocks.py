"""The project's pages: their Python runs, the program takes their commands, and no page of the booth is left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from rig.site.library_call import TAUGHT, command_line, library_call
from rig.site.library_pages import parsers
from rig.site.source_tree import TOP
from rig.site.variants import SHOWN
from vision import processor as registry
from vision.__main__ import main
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.photographs import photograph
from vision.recipe import Step
from vision.types import NotThereError

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = sorted([TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")])
A_MODULE = TOP / "vision" / "processors" / "tone.py"
"""Below its imports stands what CONTRIBUTING shows."""


def blocks(page: Path, *languages: str) -> list[str]:
    return [text for language, text in FENCE.findall(page.read_text()) if language in languages]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a photograph and a page of a book."""
    PIL.Image.fromarray(photograph("astronaut")[:240, :320]).save(tmp_path / "photo.jpg")
    PIL.Image.fromarray(photograph("book")).save(tmp_path / "page.jpg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda page: page.name)
def test_python_in_the_pages_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, object] = {"image": photograph("astronaut"), "__name__": "a_page"}
    if page.name == "CONTRIBUTING.md":
        exec(A_MODULE.read_text().partition("\n\n\n")[0], known)
        monkeypatch.setattr(registry, "_registry", {})  # what it registers is there already
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), known)


COMMAND = re.compile(r"^ *(?:booth|python -m vision|python -m live) +([a-z]+ .*?)(?: {2,}#.*)?$", re.MULTILINE)


def commands(page: Path) -> list[list[str]]:
    """The words of each command that stands in a block of code, fenced or indented."""
    text = page.read_text()
    indented = "\n".join(line for line in text.splitlines() if line.startswith("    "))
    found = COMMAND.findall("\n".join(code for _, code in FENCE.findall(text)) + "\n" + indented)
    return [shlex.split(line, comments=True) for line in dict.fromkeys(found)]


def test_commands_in_the_pages_are_taken() -> None:
    known, taken = parsers(), 0
    for words in (words for page in PAGES for words in commands(page)):
        if words[0] in known:
            known[words[0]].parse_args([word for word in words[1:] if word != "--"])
            taken += 1
    assert taken > 15


def test_each_page_of_the_booth_has_its_page_for_users() -> None:
    there = {page.stem for page in (TOP / "pages").glob("*.py")} - {"__init__", "host", "take_home"}
    assert {page.stem for page in (TOP / "docs" / "using").glob("*.md")} == {*there, "index"}


@pytest.mark.slow
@pytest.mark.parametrize("name", catalogue())
def test_the_lines_on_a_filters_page_run(name: str, desk: Path) -> None:
    step = Step.of(name, SHOWN.get(name))
    known: dict[str, object] = {}
    lines = compile(library_call(step), name, "exec")
    if lacking(step.processor.needs):
        with pytest.raises(NotThereError):
            exec(lines, known)
        return
    exec(lines, known)
    assert isinstance(known["result"], np.ndarray)
    has_all = step.processor.group != TAUGHT  # nobody taught anything here
    assert main(shlex.split(command_line(step))[1:]) == (0 if has_all else 2)
    assert (desk / "result.png").is_file() == has_all
