"""The files of learned models: where they are, and how one comes here when a visitor asks for it."""

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
FOLDER = "VISION_MODELS"
"""Environment variable: a folder that holds model files under their own names."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model file: its name, size in bytes, SHA-256 sum, licence, where it comes from, and what needs it.

    environment: a variable that names this one file, where there is one.
    """

    name: str
    size: int
    sha256: str
    licence: str
    source: str
    url: str
    use: str
    environment: str = ""


YUNET = Model(
    name="face_detection_yunet_2023mar.onnx",
    size=232_589,
    sha256="8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    licence="MIT",
    source="OpenCV model zoo",
    url="https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/face_detection_yunet_2023mar.onnx",
    use="The accurate detector",
    environment="YUNET_MODEL",
)
PAGE_LINES = Model(
    name="PP-OCRv6_det_small.onnx",
    size=9_929_594,
    sha256="090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    licence="Apache-2.0",
    source="RapidOCR 3.10.0 shelf on ModelScope (PaddleOCR PP-OCRv6)",
    url="https://www.modelscope.cn/models/RapidAI/RapidOCR/resolve/v3.10.0/onnx/PP-OCRv6/det/PP-OCRv6_det_small.onnx",
    use="The learned way to find lines",
)


def cache_folder() -> Path:
    """Where what this computer made or fetched for itself is kept: XDG_CACHE_HOME or ~/.cache, in vision-booth."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vision-booth"


def model_path(model: Model = YUNET) -> Path:
    """The file that the model's own variable names, else the one in the folder VISION_MODELS, else in the cache.

    It may not exist.
    """
    if model.environment and os.environ.get(model.environment):
        return Path(os.environ[model.environment])
    folder = os.environ.get(FOLDER)
    if folder and (Path(folder) / model.name).is_file():
        return Path(folder) / model.name
    return cache_folder() / model.name


def has_model(model: Model = YUNET) -> bool:
    """Whether the file is there, whole or not."""
    return model_path(model).is_file()


def read_model(model: Model = YUNET) -> bytes:
    """The model's bytes, verified. Raises VisionError when the file is missing, unreadable or another one."""
    path = model_path(model)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise VisionError(f"{model.use} needs its model file: download it first.") from None
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
        return put_whole(data, folder / model.name)
    except OSError as error:
        raise VisionError(f"The model cannot be saved in the cache folder: {error.strerror or error}.") from None


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
