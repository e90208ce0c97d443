"""The door's configuration, as nginx reads it and as it acts before stand-ins for booths."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from booth import cluster, door
from booth.network import free_port
from rig.booth import ROOT, listens, until

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here")


class StandIn(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def stand_in() -> Iterator[str]:
    """The address of a server that answers with the path it was asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@contextmanager
def opened(booths: dict[str, str], folder: Path, **options: Any) -> Iterator[int]:
    """nginx before them; its port."""
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(door.nginx(booths, f"127.0.0.1:{port}", folder, **options))
    child = subprocess.Popen(["nginx", "-e", "stderr", "-c", config, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        until(lambda: listens(port), 20, "nginx does not answer")
        yield port
    finally:
        child.terminate()
        child.wait(15)


def asked(port: int, path: str, **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    said = answer.status, answer.headers["Location"] or answer.read().decode(), answer.headers
    line.close()
    return said


@pytest.fixture
def three() -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        yield {place: stack.enter_context(stand_in()) for place in "123"}


@pytest.fixture
def folder() -> Iterator[Path]:
    with cluster.door_folder() as short:  # pytest's own paths are too long for a socket
        yield short


def test_newcomers_are_spread_evenly_with_all_that_their_link_says(three: dict[str, str], folder: Path) -> None:
    with opened(three, folder) as port:
        sent = [asked(port, "/faces?recipe=canny%20low=40")[:2] for _ in range(9)]
    assert sorted(sent) == sorted([(302, f"/{k}/faces?recipe=canny%20low=40") for k in "123"] * 3)


def test_what_is_below_a_booths_path_reaches_that_booth(three: dict[str, str], folder: Path) -> None:
    with opened(three, folder) as port:
        for path in ("/2/faces?x=1", "/2/_stcore/health", "/2/"):
            assert asked(port, path)[:2] == (200, path)
        assert asked(port, "/health")[0] == 200


def test_a_rooms_code_leads_to_its_booth(three: dict[str, str], folder: Path) -> None:
    with opened(three, folder) as port:
        for _ in range(4):
            assert asked(port, "/rooms?room=3-abcd-efgh")[:2] == (302, "/3/rooms?room=3-abcd-efgh")


def test_strangers_do_not_learn_how_busy_a_booth_is(three: dict[str, str], folder: Path) -> None:
    with opened(three, folder) as port:
        assert asked(port, "/1/_stcore/metrics")[0] == 404


def test_a_booth_that_takes_no_newcomers_keeps_those_it_has(three: dict[str, str], folder: Path) -> None:
    with opened(three, folder, open_to_newcomers=frozenset("13")) as port:
        assert {asked(port, "/")[1] for _ in range(6)} == {"/1/", "/3/"}
        assert asked(port, "/2/faces")[:2] == (200, "/2/faces")


def test_who_comes_to_a_dead_booth_is_sent_to_the_door_again(three: dict[str, str], folder: Path) -> None:
    gone = {**three, "2": f"127.0.0.1:{free_port()}"}
    with opened(gone, folder) as port:
        status, there, headers = asked(port, "/2/faces?x=1")
        assert (status, there) == (302, "/faces?x=1") and "door_tries=1" in headers["Set-Cookie"]
        assert asked(port, "/2/_stcore/health")[0] == 502
        tired = asked(port, "/2/faces", Cookie=f"door_tries={'1' * 6}")
        assert tired[0] == 503 and "try again" in tired[1] and tired[2]["Retry-After"] == "5"


def test_the_written_configuration_is_the_one_that_this_makes(capsys: pytest.CaptureFixture[str]) -> None:
    door.main()
    assert (ROOT / "deploy/nginx.conf").read_text() == capsys.readouterr().out
