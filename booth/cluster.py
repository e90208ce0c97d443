"""`booth serve --processes N`: several booths on this computer behind one door, since one process fills three cores."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from booth import door
from booth.network import free_port
from live.video.admission import default_limit

_LOOK_S, _REST_S = 0.3, 1.0
"""Between two looks at the booths, and before one that ended is started again."""

_LEAVE_S = 600.0
"""So long those who are at a booth may stay when it is to be renewed."""

_END_S = 15.0
_QUIET = ("--server.headless", "true", "--logger.hideWelcomeMessage", "true")
_ACTIVE = re.compile(r"^active_sessions(?:\{.*\})? ([0-9.]+)", re.MULTILINE)
_NO_DOOR = (
    "Several processes need nginx as their door, and it is not installed: `apt install nginx-light`, or leave "
    "--processes out."
)


class Booth:
    """One process, started again when it ends."""

    def __init__(self, place: str, options: Sequence[str], environment: dict[str, str]) -> None:
        self.place, self.port = place, free_port()
        own = ["--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.baseUrlPath", place]
        self._command = [sys.executable, "-m", "booth", *options, *own, *_QUIET]
        self._environment = {**os.environ, **environment}
        self._ended_at: float | None = None
        self._child = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._environment)

    @property
    def running(self) -> bool:
        return self._child.poll() is None

    def keep(self) -> None:
        """Start it again a moment after it ended."""
        if self.running:
            return
        now = time.monotonic()
        if self._ended_at is None:
            self._ended_at = now
            print(f"Booth {self.place} ended ({self._child.returncode}); it is started again.", file=sys.stderr)
        elif now - self._ended_at > _REST_S:
            self._child, self._ended_at = self._started(), None

    def visitors(self) -> int | None:
        """How many pages are open there; None while it does not answer."""
        try:
            with urllib.request.urlopen(f"{self._own}/_stcore/metrics", timeout=3) as answer:
                told = _ACTIVE.search(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return None
        return round(float(told[1])) if told else 0

    @property
    def _own(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.place}"

    def end(self) -> None:
        self._child.terminate()
        try:
            self._child.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def renew(self) -> None:
        """End it and start it again, and wait until it answers."""
        self.end()
        self._child = self._started()
        while self.visitors() is None and self.running:
            time.sleep(_LOOK_S)


class Door:
    """nginx before the booths."""

    def __init__(self, booths: Sequence[Booth], listen: str, folder: Path) -> None:
        self._booths, self._listen, self._folder = booths, listen, folder
        self._config = folder / "nginx.conf"
        self._write(frozenset(booth.place for booth in booths))
        self._child = subprocess.Popen([*self._program, "-g", "daemon off;"])

    @property
    def _program(self) -> list[str]:
        return ["nginx", "-e", "stderr", "-c", str(self._config)]

    def _write(self, takes: frozenset[str]) -> None:
        places = {booth.place: f"127.0.0.1:{booth.port}" for booth in self._booths}
        self._config.write_text(door.nginx(places, self._listen, self._folder, takes))

    def open_to(self, takes: frozenset[str]) -> None:
        """Send newcomers to these booths alone; whoever is at another stays there."""
        self._write(takes)
        subprocess.run([*self._program, "-s", "reload"], check=True)

    @property
    def ended(self) -> bool:
        return self._child.poll() is not None

    def end(self) -> None:
        self._child.terminate()
        self._child.wait()


def serve(options: Sequence[str]) -> int:
    """Serve until told to end; 2 when there is no nginx, 1 when it ends by itself. SIGHUP renews booth after booth."""
    given, rest = _parsed(options)
    if shutil.which("nginx") is None:
        print(_NO_DOOR, file=sys.stderr)
        return 2
    told: set[signal.Signals] = set()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda sent, _: told.add(signal.Signals(sent)))
    with _open_door(given, rest) as (booths, entrance):
        while not told & {signal.SIGTERM, signal.SIGINT}:
            if entrance.ended:
                print("The door (nginx) has ended; see what it says above.", file=sys.stderr)
                return 1
            for booth in booths:
                booth.keep()
            if signal.SIGHUP in told:
                told.discard(signal.SIGHUP)
                _renew(booths, entrance, given.leave, told)
            time.sleep(_LOOK_S)
    return 0


@contextmanager
def _open_door(given: argparse.Namespace, rest: Sequence[str]) -> Iterator[tuple[list[Booth], Door]]:
    count = _processes(given.processes)
    shared = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}
    for name, value in (("LIVE_STREAMS", max(1, default_limit() // count)), ("BENCH_WORKERS", 1)):
        shared[name] = os.environ.get(name, str(value))
    with door_folder() as folder:
        booths = [Booth(str(number), rest, shared) for number in range(1, count + 1)]
        entrance = None
        try:
            while all(booth.visitors() is None for booth in booths) and all(booth.running for booth in booths):
                time.sleep(_LOOK_S)
            entrance = Door(booths, _listen(given), folder)
            print(f"{count} booths behind http{'s' * bool(given.certificate)}://localhost:{given.port}", flush=True)
            yield booths, entrance
        finally:
            if entrance is not None:
                entrance.end()
            for booth in booths:
                booth.end()


@contextmanager
def door_folder() -> Iterator[Path]:
    """For the door's sockets, which its worker, another user, must reach."""
    with tempfile.TemporaryDirectory(prefix="booth-door-") as place:
        Path(place).chmod(0o711)
        yield Path(place)


def _renew(booths: Sequence[Booth], entrance: Door, leave_s: float, told: set[signal.Signals]) -> None:
    """One booth after the other takes no more newcomers, waits until its visitors have gone, and begins anew."""
    every = frozenset(booth.place for booth in booths)
    for booth in booths:
        entrance.open_to(every - {booth.place} or every)
        end = time.monotonic() + leave_s
        while booth.visitors() and time.monotonic() < end and not told:
            time.sleep(_LOOK_S)
        if told:
            break
        booth.renew()
    with suppress(subprocess.CalledProcessError):
        entrance.open_to(every)


def _parsed(options: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser("booth serve", description=__doc__, allow_abbrev=False)
    parser.add_argument("--processes", default="auto", help="how many; auto is one for each core")
    parser.add_argument("--leave", type=float, default=_LEAVE_S, help="seconds that visitors may stay at a renewal")
    parser.add_argument("--server.port", dest="port", type=int, default=os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    parser.add_argument("--server.address", dest="address", default="")
    parser.add_argument("--server.sslCertFile", dest="certificate", default="")
    parser.add_argument("--server.sslKeyFile", dest="key", default="")
    return parser.parse_known_args(options)


def _processes(text: str) -> int:
    if text == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise SystemExit(f"--processes is auto or a number from 1 to 64, not {text!r}.")
    return int(text)


def _listen(given: argparse.Namespace) -> str:
    at = f"{given.address}:{given.port}" if given.address else str(given.port)
    if not given.certificate:
        return at
    return f"{at} ssl; ssl_certificate {given.certificate}; ssl_certificate_key {given.key or given.certificate}"
