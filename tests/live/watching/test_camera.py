"""Cameras and films that misbehave: no times, no more pictures, damage, secrets in their address."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from live.__main__ import main
from live.watching import camera as camera_module
from live.watching.camera import Camera
from live.watching.opened import Video, without_secrets
from tests.live.clock import until
from tests.live.films import moving, write_film
from vision.imageio import save_jpeg


@contextlib.contextmanager
def mjpeg_camera(fps: float, pictures: int) -> Iterator[str]:
    """The address of a camera that sends so many JPEGs and then nothing more, without hanging up."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            for i in range(pictures):
                jpeg = save_jpeg(moving(i / fps, (0.0, 60.0)), 80)
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
                over.wait(1 / fps)
            over.wait()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/video?user=me&password=secret"
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def test_pictures_without_times_have_those_of_their_arrival() -> None:
    with mjpeg_camera(fps=10, pictures=40) as address:
        video = Video(address)
        frames = video.frames()
        times = [time_s for _, (_, time_s) in zip(range(30), frames, strict=False)]
        video.close()
    assert float(np.median(np.diff(times))) == pytest.approx(0.1, rel=0.3)


def test_a_stream_that_stops_is_noticed_within_ten_seconds() -> None:
    with mjpeg_camera(fps=20, pictures=10) as address:
        camera = Camera(address)
        assert camera.newest(timeout_s=5) is not None
        deadline = time.monotonic() + 11
        while camera.status().connected and time.monotonic() < deadline:
            time.sleep(0.1)
        status = camera.status()
        camera.close()
    assert not status.connected and "stopped" in status.problem and "secret" not in status.problem


def test_a_camera_that_is_waited_for_is_not_said_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with mjpeg_camera(fps=20, pictures=10) as address:
        camera = Camera(address, "The garden")
        assert camera.newest(timeout_s=5) is not None and camera.status().connected
        monkeypatch.setattr(camera_module, "_SILENT_S", 0.5)
        until(lambda: not camera.status().connected, 5)
        assert camera.status().problem == "The garden sends no pictures at the moment."
    camera.close()  # once nobody sends any more: one that is merely silent is waited for


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://camera.local/stream", "rtsp://camera.local/stream"),
        ("http://me:secret@camera.local:80/x", "http://camera.local:80/x"),
        ("http://camera.local/x?user=me&password=secret", "http://camera.local/x"),
        ("http://camera.local/x#secret", "http://camera.local/x"),
        ("rtsp://me:sec@ret@camera.local/x", "rtsp://..."),
        ("rtsp://me:se/cret@camera.local/x", "rtsp://..."),
        ("rtsp://me:se?cret@camera.local/x", "rtsp://..."),
        ("http://camera.local/x?password=sec@ret", "http://..."),
        ("/dev/video0", "/dev/video0"),
        ("films/a@b.mp4", "films/a@b.mp4"),
    ],
)
def test_nothing_secret_of_an_address_is_shown(address: str, shown: str) -> None:
    assert without_secrets(address) == shown


def test_a_damaged_film_is_watched_to_its_end_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = write_film(tmp_path / "a.mp4", [i / 20 for i in range(240)], (2.0, 3.0), (9.0, 10.0))
    data = bytearray(film.read_bytes())
    at = data.index(b"mdat") + len(data) // 2
    data[at : at + 2000] = bytes(np.random.default_rng(1).integers(0, 256, 2000, dtype=np.uint8))
    film.write_bytes(data)
    assert main(["watch", str(film), "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    assert "damaged" in printed.err and any('"start_s": 9.' in line for line in printed.out.splitlines())


def test_a_film_of_which_nothing_can_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = write_film(tmp_path / "a.mp4", [i / 20 for i in range(40)])
    data = bytearray(film.read_bytes())
    start, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    data[start:end] = b"\xff" * (end - start)
    film.write_bytes(data)
    assert main(["watch", str(film), "--out", str(tmp_path / "out")]) == 2
    assert "picture" in capsys.readouterr().err
