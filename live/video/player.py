"""An uploaded film played in a process of its own, with limits: it is a visitor's file, and what decodes it is C code.

The server asks for a moment and is sent the picture. `python -m live.video.player BYTES` is the other end, which may
hold so much memory.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from live.video.film import Damage
from live.video.sources import LoopedVideo
from vision.types import Image, VisionError, as_image
from work import machine
from work.worker import ENVIRONMENT, begin

_LENGTH, _QUESTION = struct.Struct("<Q"), struct.Struct("<d")
_ANSWER = struct.Struct("<IIII")  # height and width, 0 for the picture sent last; damaged packets; bytes of a complaint
_IDLE_S = 20.0
_START_S, _PICTURE_S = 20.0, 5.0
_PIPE = 1 << 20
_MOST_FAILURES = 3
_NICE = 5  # somebody watches it, unlike what the bench works on
_ENDED = "The video takes more time or memory than the booth gives one visitor; please try a smaller one."


class FilmPlayer:
    """`LoopedVideo` at a distance. Thread-safe.

    The process starts with the first question, and ends when it was asked nothing for a while, or took too long.
    Raises VisionError like `LoopedVideo`, and for what took too long or ended by itself.
    """

    def __init__(self, data: bytes, most_bytes: int | None = None) -> None:
        self.damage = Damage()
        self._data = data
        self._most_bytes = most_bytes or machine.bytes_a_worker(machine.memory_bytes())
        self._process: subprocess.Popen[bytes] | None = None
        self._last: Image | None = None
        self._failures = 0
        self._turn = threading.Lock()

    def __del__(self) -> None:
        self._end()

    def __call__(self, time_s: float) -> Image:
        with self._turn:
            try:
                if self._failures >= _MOST_FAILURES:
                    raise EOFError
                return self._asked(time_s)
            except (OSError, EOFError, VisionError) as error:
                self._failures += 1
                self._end()
                raise error if isinstance(error, VisionError) else VisionError(_ENDED) from None

    def _asked(self, time_s: float) -> Image:
        patience_s = _PICTURE_S
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process, patience_s = self._started(), _START_S
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None and heard is not None
        told.write(_QUESTION.pack(time_s))
        until_s = time.monotonic() + patience_s
        height, width, self.damage.packets, words = _ANSWER.unpack(_read(heard.fileno(), _ANSWER.size, until_s))
        if words:
            raise VisionError(_read(heard.fileno(), words, until_s).decode())
        if height:
            pixels = np.frombuffer(_read(heard.fileno(), height * width * 3, until_s), np.uint8)
            self._last = as_image(pixels.reshape(height, width, 3))
        if self._last is None:
            raise EOFError
        return self._last

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "live.video.player", str(self._most_bytes)],
            bufsize=0,
            cwd=Path(__file__).parents[2],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        rest = memoryview(_LENGTH.pack(len(self._data)) + self._data)
        while rest:
            rest = rest[process.stdin.write(rest) :]
        return process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes its pipes and waits for it
                self._process = None


def played(data: bytes) -> FilmPlayer | LoopedVideo:
    """The film at a distance, where the system has what that takes. Raises VisionError like `LoopedVideo`."""
    return LoopedVideo(data) if sys.platform == "win32" else FilmPlayer(data)


def _read(pipe: int, count: int, until_s: float | None = None) -> bytearray:
    """So many bytes; raises EOFError where there are no more, TimeoutError where they take too long."""
    data = bytearray(count)
    rest = memoryview(data)
    while rest:
        patience_s = _IDLE_S if until_s is None else max(0.0, until_s - time.monotonic())
        if not select.select([pipe], [], [], patience_s)[0]:
            raise TimeoutError
        got = os.readv(pipe, [rest])
        if not got:
            raise EOFError
        rest = rest[got:]
    return data


def main() -> None:
    begin(int(sys.argv[1]), _NICE)
    asked, answer = sys.stdin.fileno(), sys.stdout.buffer
    with suppress(ImportError, OSError, AttributeError):  # not everywhere, and only quicker
        import fcntl

        fcntl.fcntl(answer, fcntl.F_SETPIPE_SZ, _PIPE)
    (length,) = _LENGTH.unpack(_read(asked, _LENGTH.size))
    data, play, last = bytes(_read(asked, length)), None, None
    while True:
        (time_s,) = _QUESTION.unpack(_read(asked, _QUESTION.size))
        try:
            play = play or LoopedVideo(data)
            image = play(time_s)
        except VisionError as error:
            words = str(error).encode()
            answer.write(_ANSWER.pack(0, 0, 0, len(words)) + words)
            answer.flush()
            return
        height, width = image.shape[:2] if image is not last else (0, 0)
        answer.write(_ANSWER.pack(height, width, play.damage.packets, 0))
        if image is not last:
            answer.write(np.ascontiguousarray(image).data.cast("B"))
        answer.flush()
        last = image


if __name__ == "__main__":
    with suppress(OSError, EOFError):  # nobody asks any more
        main()
