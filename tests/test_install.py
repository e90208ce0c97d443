"""`pip install .` in an environment of its own: the command, the package's types, and the app, far from the sources."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import skimage.data

from rig.booth import started
from rig.visitor import visit
from vision.imageio import load_image, save_png

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]  # on a slow line, twelve libraries take their time
TOP = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but an environment into which a copy of the tree was installed."""
    home = tmp_path_factory.mktemp("away")
    copy = tmp_path_factory.mktemp("copy")
    subprocess.run(["git", "-C", TOP, "checkout-index", "--all", f"--prefix={copy}/"], check=True)
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    pip = str(home / "env" / "bin" / "pip")
    subprocess.run([pip, "install", "--quiet", "--disable-pip-version-check", "--no-compile", copy], check=True)
    return home


def run(away: Path, *words: str | Path) -> str:
    """What a program of the installed environment says, started where no sources are."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    program = [away / "env" / "bin" / words[0], *words[1:]]
    return subprocess.run(program, cwd=away, env=environment, check=True, capture_output=True, text=True).stdout


def test_the_command_does_what_the_modules_do(away: Path) -> None:
    assert run(away, "booth", "list") == run(away, "python", "-m", "vision", "list")
    version = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]["version"]
    assert run(away, "booth", "--version").strip() == version
    (away / "in.png").write_bytes(save_png(skimage.data.astronaut()))
    run(away, "booth", "apply", "in.png", "out.png", "--", "invert")
    assert (load_image(away / "out.png") == 255 - skimage.data.astronaut()).all()
    for word in ("faces", "segment", "looks", "watch"):
        assert f"usage: booth {word}" in run(away, "booth", word, "--help")


def test_the_packages_say_that_they_are_typed(away: Path) -> None:
    code = "import vision, work, live, ui; print(*[p.__path__[0] for p in (vision, work, live, ui)])"
    for folder in run(away, "python", "-c", code).split():
        assert folder.startswith(str(away)) and (Path(folder) / "py.typed").exists()


def test_the_command_serves_the_app_with_its_settings(away: Path) -> None:
    with started([str(away / "env" / "bin" / "booth")], away / "log", away, {}) as server:
        seen = visit(server.url, "recipe=cartoon")
        assert seen.finished and not seen.complaints() and "Smoothness" in seen.labels()
        assert seen.colour == "#0f6b5c"
        assert not server.tracebacks()
