"""The file that the accurate detector needs: where it is, and how it comes here when a visitor asks for it."""

from __future__ import annotations

import hashlib
import os
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from vision.types import VisionError

Opener = Callable[..., Any]
ENVIRONMENT = "YUNET_MODEL"


@dataclass(frozen=True, slots=True)
class Model:
    """A model file: its name, size in bytes, SHA-256 sum, licence, and where it comes from."""

    name: str
    size: int
    sha256: str
    licence: str
    source: str
    url: str


YUNET = Model(
    name="face_detection_yunet_2023mar.onnx",
    size=232_589,
    sha256="8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    licence="MIT",
    source="OpenCV model zoo",
    url="https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/face_detection_yunet_2023mar.onnx",
)


def cache_folder() -> Path:
    """Where the model is kept: XDG_CACHE_HOME or ~/.cache, in vision-booth."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vision-booth"


def model_path(model: Model = YUNET) -> Path:
    """The file that YUNET_MODEL names, else the one in the cache; it may not exist."""
    return Path(os.environ.get(ENVIRONMENT) or cache_folder() / model.name)


def has_model(model: Model = YUNET) -> bool:
    """Whether the file is there, whole or not."""
    return model_path(model).is_file()


def read_model(model: Model = YUNET) -> bytes:
    """The model's bytes, verified. Raises VisionError when the file is missing, unreadable or another one."""
    path = model_path(model)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise VisionError("The accurate detector needs its model file: download it first.") from None
    except OSError as error:
        raise VisionError(f"The model file {path.name} cannot be read: {error.strerror or error}.") from None
    if hashlib.sha256(data).hexdigest() != model.sha256:
        raise VisionError(f"The model file {path.name} is damaged or another one: delete it and download it again.")
    return data


def download_model(
    opener: Opener = urllib.request.urlopen, *, model: Model = YUNET, folder: Path | None = None, url: str = ""
) -> Path:
    """Fetch the model once, verify it, and put it into `folder` (the cache) in one step, so that no half file stays.

    opener: what opens the address, called with the address and `timeout` in seconds. Raises VisionError without a
    network, for a wrong sum, and where the folder cannot be written.
    """
    folder = folder or cache_folder()
    try:
        with opener(url or model.url, timeout=20) as answer:
            data = answer.read(4 * model.size)
    except (OSError, ValueError, HTTPException):
        raise VisionError("The model could not be downloaded: no connection to its source; try again later.") from None
    if hashlib.sha256(data).hexdigest() != model.sha256:
        raise VisionError("The download is not the model that was expected, so it was thrown away; try again later.")
    try:
        return _put(data, folder / model.name)
    except OSError as error:
        raise VisionError(f"The model cannot be saved in the cache folder: {error.strerror or error}.") from None


def _put(data: bytes, path: Path) -> Path:
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
