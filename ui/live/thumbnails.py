"""The looks' small pictures, made once per server in a process that takes its memory along when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import streamlit as st

import vision
from vision.presets import Preset

_AFTER_S = 1.0  # the first page comes first
_NICE = 10  # and live video
_WIDTH = 160  # pixels; the page shows them 100 wide


class Thumbnails:
    """A JPEG for each look; whoever asks first starts the work, a moment later."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begin_s = time.monotonic() + _AFTER_S
        self._work: _Work | None = None
        self._pictures: dict[str, bytes] = {}
        self._ended = False

    def of(self, preset: Preset) -> bytes | None:
        """The look's JPEG, or None as long as there is none."""
        return self._pictures.get(preset.slug)

    def expected(self) -> bool:
        """Whether more pictures will come; takes in those that have, and starts the work when it is time."""
        with self._lock:
            if self._work is not None:
                self._ended = self._work.ended()
                self._pictures |= self._work.pictures()
                if self._ended:
                    self._work.close()
                    self._work = None
            elif not self._ended and time.monotonic() >= self._begin_s:
                self._work = _Work()
            return not self._ended


class _Work:
    """The process, and the folder that it fills."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="vision-booth-looks-")
        command = [sys.executable, "-m", "vision", "looks", "--out", self._folder.name, "--width", str(_WIDTH)]
        self._process = subprocess.Popen(command, cwd=Path(vision.__file__).parents[1])
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    def ended(self) -> bool:
        return self._process.poll() is not None

    def pictures(self) -> dict[str, bytes]:
        return {path.stem: path.read_bytes() for path in Path(self._folder.name).glob("*.jpg")}

    def close(self) -> None:
        self._folder.cleanup()


@st.cache_resource(show_spinner=False)
def thumbnails() -> Thumbnails:
    return Thumbnails()
