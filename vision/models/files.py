"""Where the models' files lie, and whether each is the one that is meant."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vision.models.record import Model
from vision.types import NotThereError, VisionError
from vision.words.said import said

FOLDER = "VISION_MODELS"
"""Environment variable: a folder that holds model files under their own names, the host's to answer for."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """How it stands with a model's file. own: it lies in the host's folder, and may be another one.

    sha256: its sum, "" where there is no file or none that can be read.
    """

    path: Path
    own: bool
    sha256: str
    usable: bool


def cache_folder() -> Path:
    """Where what this computer made or fetched for itself is kept: XDG_CACHE_HOME or ~/.cache, in vision-booth."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vision-booth"


def model_path(model: Model) -> Path:
    """The file that the model's own variable names, else the one in the folder VISION_MODELS, else in the cache.

    It may not exist.
    """
    if model.environment and os.environ.get(model.environment):
        return Path(os.environ[model.environment])
    return _own(model) or cache_folder() / model.name


def has_model(model: Model) -> bool:
    """Whether the file is there, whole or not."""
    return model_path(model).is_file()


def on_disk(model: Model) -> OnDisk:
    """How it stands with the file, without loading it; a file is read anew only after it changed."""
    path = model_path(model)
    own = path == _own(model)
    try:
        about = path.stat()
        sha256 = _sum(path, about.st_size, about.st_mtime_ns)
    except OSError:
        return OnDisk(path, own, "", False)
    return OnDisk(path, own, sha256, own or sha256 == model.sha256)


def lacking(models: Iterable[Model]) -> tuple[Model, ...]:
    """Those whose file is not here, or not whole."""
    return tuple(model for model in models if not on_disk(model).usable)


def read_model(model: Model) -> bytes:
    """The model's bytes, verified unless they are the host's own file.

    Raises VisionError when the file is unreadable or another one, NotThereError when there is none.
    """
    path = model_path(model)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotThereError(said("{use} needs its model file: download it first.", use=said(model.use))) from None
    except OSError as error:
        raise VisionError(
            said("The model file {file} cannot be read: {reason}.", file=path.name, reason=error.strerror or str(error))
        ) from None
    if path != _own(model) and hashlib.sha256(data).hexdigest() != model.sha256:
        raise VisionError(
            said("The model file {file} is damaged or another one: delete it and download it again.", file=path.name)
        )
    return data


def put_whole(data: bytes, path: Path) -> Path:
    """The file, for its owner alone and never half of it; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _own(model: Model) -> Path | None:
    folder = os.environ.get(FOLDER)
    path = Path(folder) / model.name if folder else None
    return path if path is not None and path.is_file() else None


@lru_cache(maxsize=64)
def _sum(path: Path, size: int, changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
