"""Imports point one way: import-linter's contracts find what does not, and a fresh interpreter loads nothing above."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((HERE / "pyproject.toml").read_text())["tool"]["importlinter"]
PACKAGES: list[str] = CONTRACTS["root_packages"]


@pytest.mark.parametrize(
    ("modules", "strangers"),
    [
        ("vision.pipeline, vision.processors, vision.imageio", {"av", "streamlit", "aiortc"}),
        ("work", {"av", "streamlit", "aiortc", "cv2"}),
        ("live.video.stream, live.video.sources, live.transport", {"streamlit", "streamlit_webrtc"}),
    ],
)
def test_a_room_does_not_load_what_is_above_it(modules: str, strangers: set[str]) -> None:
    code = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert strangers.isdisjoint(loaded)


def test_every_package_is_under_the_contracts() -> None:
    packages = {path.parent.name for path in HERE.glob("*/__init__.py")} - {"tests", "benchmarks", "rig"}
    assert packages == set(PACKAGES)


WRONG = [
    ("floors", "live/video/slot.py", "import ui.common.words"),
    ("floors", "vision/stills/lab.py", "import live.video.frames"),
    ("floors", "vision/stills/lab.py", "import work"),
    ("floors", "work/job.py", "import live"),
    ("floors", "ui/common/words.py", "import pages"),
    ("vision", "vision/detect/boxes.py", "import vision.faces.detect"),
    ("vision", "vision/params.py", "import vision.catalogue"),
    ("live", "live/recording/take.py", "import live.watching.camera"),
    ("live", "live/rooms/hub.py", "import live.watching.camera"),
    ("ui", "ui/faces/look.py", "import ui.layout.knobs"),
    ("ui", "ui/common/words.py", "import ui.live.panel"),
    ("circles", "live/video/slot.py", "import live.video.stream"),
    ("tools", "ui/common/words.py", "import app"),
    ("tools", "live/video/slot.py", "import tests"),
    ("streamlit", "live/rooms/hub.py", "import streamlit"),
    ("streamlit", "vision/stills/lab.py", "import streamlit_webrtc"),
    ("streamlit", "work/job.py", "import streamlit"),
    ("video", "vision/stills/lab.py", "import av"),
    ("video", "ui/common/words.py", "import aiortc"),
    ("video", "pages/live.py", "import streamlit_webrtc"),
]


def lint(where: Path) -> dict[str, str]:
    """What import-linter says of the sources at `where`, by the contract that is broken."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    said = subprocess.run(command, cwd=where, capture_output=True, text=True).stdout
    assert "Contracts: " in said, said
    broken = " ".join(said.partition("Broken contracts")[2].split())
    names = {c["name"]: c["id"] for c in CONTRACTS["contracts"]}
    _, *parts = re.split("(" + "|".join(map(re.escape, names)) + ")", broken)
    return {names[name]: text for name, text in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources alone, to be spoilt."""
    where = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(HERE / package, where / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "pyproject.toml", where)
    return where


@pytest.fixture(scope="module")
def reports(copy: Path) -> dict[str, str]:
    """What is said once every wrong line is in, though nothing was said before."""
    assert lint(copy) == {}
    for _, file, line in WRONG:
        with (copy / file).open("a") as source:
            source.write(f"\ndef late() -> None:\n    {line}\n")
    (copy / "ui" / "cellar").mkdir()
    (copy / "ui" / "cellar" / "__init__.py").touch()
    return lint(copy)


@pytest.mark.parametrize(("contract", "file", "line"), WRONG)
def test_an_import_the_wrong_way_is_found(reports: dict[str, str], contract: str, file: str, line: str) -> None:
    importer, imported = file.removesuffix(".py").replace("/", "."), line.removeprefix("import ")
    if contract == "circles":
        assert "No cycles are allowed in live.video." in reports[contract]
    else:
        assert f"{importer} -> {imported} (l." in reports[contract]


def test_a_new_wing_says_where_it_stands(reports: dict[str, str]) -> None:
    assert "cellar" in reports["ui"]


def test_what_is_measured_does_not_lean_on_what_is_tested() -> None:
    """Tests and benchmarks share `rig`, not each other."""
    for house, other in (("benchmarks", "tests"), ("tests", "benchmarks"), ("rig", "tests|benchmarks")):
        borrowed = re.compile(rf"^\s*(from|import) ({other})\b", re.MULTILINE)
        assert not [p for p in (HERE / house).rglob("*.py") if borrowed.search(p.read_text())]
