"""CONTRIBUTING's map and walks agree with the tree, and no room holds too much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
TEXT = (TOP / "CONTRIBUTING.md").read_text()
HOUSE = ("vision", "work", "live", "ui", "pages", "booth")
FOLDERS = sorted(p.parent for house in HOUSE for p in (TOP / house).rglob("__init__.py"))
MOST_MODULES, MOST_TO_OPEN = 16, 4


def drawn() -> dict[Path, str]:
    """What the map names at the beginning of a line, and the words beside it."""
    block = TEXT.partition("## The rooms\n\n```\n")[2].partition("```")[0]
    found, folders = dict[Path, str](), [TOP]
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, words = line.split(maxsplit=1)
        folders[depth + 1 :] = [folders[depth] / name]
        found[folders[depth + 1]] = words
    return found


def walks() -> dict[str, list[str]]:
    rows = TEXT.partition("## Where to go\n")[2].partition("\n## ")[0].splitlines()
    told = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")][1:]
    return {task: re.findall(r"`([\w./<>]+(?:\.py|\.md|\.toml|/))`", files) for task, files in told}


def test_the_map_names_every_folder_of_the_house_and_nothing_else() -> None:
    assert {path for path in drawn() if path.is_dir()} >= set(FOLDERS)
    assert not [path for path in drawn() if not path.exists()]


def test_the_modules_that_the_map_speaks_of_are_there() -> None:
    told = [path / name for path, words in drawn().items() for name in re.findall(r"\w+\.py", words)]
    assert told and not [path for path in told if not path.exists()]


def test_a_walk_opens_at_most_four_files_and_all_are_there() -> None:
    for task in ("filter", "group", "page", "learned model", "codec", "language", "option", "clip is deleted"):
        assert any(task in told for told in walks()), task
    for task, files in walks().items():
        assert 0 < len(files) <= MOST_TO_OPEN, task
        for file in files:
            assert list(TOP.glob(re.sub("<[a-z]+>", "*", file))), (task, file)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(TOP)))
def test_a_folder_holds_few_modules_and_each_says_what_it_holds(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if not path.name.startswith("__")]
    assert len(modules) <= MOST_MODULES
    assert not [path.name for path in folder.glob("*.py") if not path.read_text().lstrip("r").startswith('"""')]


def test_the_requirements_speak_of_files_that_are_there() -> None:
    told = [
        path for file in TOP.glob("requirements*.txt") for path in re.findall(r"[\w.]+(?:/[\w.]+)+", file.read_text())
    ]
    assert told and not [path for path in told if not (TOP / path).exists()]
