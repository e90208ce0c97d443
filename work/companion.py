"""A visitor's file that plays has a process of its own, with limits: what decodes it is C code, and goes on for long.

The server asks for a moment and is sent what belongs there. `python -m MODULE BYTES` is the other end, which may hold
so much memory and calls `answer`.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from vision.types import VisionError
from vision.words.carried import from_bytes, to_bytes
from vision.words.said import said_by
from work import machine
from work.worker import ENVIRONMENT, begin

Part = bytes | memoryview
_LENGTH, _QUESTION, _ANSWER = struct.Struct("<Q"), struct.Struct("<d"), struct.Struct("<Q?")  # bytes, and if complaint
_IDLE_S = 20.0
_START_S, _ANSWER_S = 20.0, 5.0
_PIPE = 1 << 20
_MOST_FAILURES = 3
_NICE = 5  # somebody watches it, unlike what the bench works on


class Companion:
    """The process of one file. Thread-safe.

    It starts with the first question, and ends when it was asked nothing for a while, or took too long. Raises
    VisionError like what answers there, and with the words `ended` for what took too long or ended by itself.
    """

    def __init__(self, module: str, data: bytes, ended: str, most_bytes: int | None = None) -> None:
        self._module, self._data, self._ended = module, data, ended
        self._most_bytes = most_bytes or machine.bytes_a_worker(machine.memory_bytes())
        self._process: subprocess.Popen[bytes] | None = None
        self._failures = 0
        self._turn = threading.Lock()

    def __del__(self) -> None:
        self._end()

    def ask(self, moment: float) -> bytearray:
        """What belongs to this moment."""
        with self._turn:
            try:
                if self._failures >= _MOST_FAILURES:
                    raise EOFError
                return self._asked(moment)
            except (OSError, EOFError, VisionError) as error:
                self._failures += 1
                self._end()
                raise error if isinstance(error, VisionError) else VisionError(self._ended) from None

    def _asked(self, moment: float) -> bytearray:
        patience_s = _ANSWER_S
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._start()
            patience_s = _START_S
        assert self._process is not None
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None and heard is not None
        told.write(_QUESTION.pack(moment))
        until_s = time.monotonic() + patience_s
        length, complains = _ANSWER.unpack(_read(heard.fileno(), _ANSWER.size, until_s))
        answer = _read(heard.fileno(), length, until_s)
        if complains:
            raise VisionError(from_bytes(answer))
        return answer

    def _start(self) -> None:
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", self._module, str(self._most_bytes)],
            bufsize=0,
            cwd=Path(__file__).parents[1],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        rest = memoryview(_LENGTH.pack(len(self._data)) + self._data)
        while rest:
            rest = rest[process.stdin.write(rest) :]

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes its pipes and waits for it
                self._process = None


def answer(opened: Callable[[bytes], Callable[[float], Iterable[Part]]]) -> None:
    """The other end: open the file, and answer until nobody asks any more. The first VisionError is its last words."""
    with suppress(OSError, EOFError):  # nobody asks any more
        _answer(opened)


def _answer(opened: Callable[[bytes], Callable[[float], Iterable[Part]]]) -> None:
    begin(int(sys.argv[1]), _NICE)
    asked, pipe = sys.stdin.fileno(), sys.stdout.buffer
    with suppress(ImportError, OSError, AttributeError):  # not everywhere, and only quicker
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
    (length,) = _LENGTH.unpack(_read(asked, _LENGTH.size))
    data, play, complains = bytes(_read(asked, length)), None, False
    while not complains:
        (moment,) = _QUESTION.unpack(_read(asked, _QUESTION.size))
        try:
            play = play or opened(data)
            parts = list(play(moment))
        except VisionError as error:
            parts, complains = [to_bytes(said_by(error))], True
        pipe.write(_ANSWER.pack(sum(map(len, parts)), complains))
        for part in parts:
            pipe.write(part)
        pipe.flush()


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
