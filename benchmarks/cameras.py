"""Cameras that stop, die, come back and change their size: when it is noticed, what is said, when there are pictures.

`python -m benchmarks.cameras` needs Debian's gstreamer1.0-rtsp, gir1.2-gst-rtsp-server-1.0, python3-gi and
gstreamer1.0-plugins-ugly for the RTSP camera. Everything stays on this machine.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

import numpy as np

from booth.network import free_port
from live.watching.camera import Camera
from vision.imageio import save_jpeg
from vision.types import as_image

_LARGE, _SMALL = (640, 480), (320, 240)
_RATE = 15
_DEBIANS_PYTHON = "/usr/bin/python3"
_RTSP = """
import sys, gi
gi.require_version("Gst", "1.0"); gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
port, width, height, rate = sys.argv[1:]
factory = GstRtspServer.RTSPMediaFactory(shared=True)
factory.set_launch(
    f"( videotestsrc is-live=true pattern=ball ! video/x-raw,width={width},height={height},framerate={rate}/1"
    f" ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max={rate} ! rtph264pay name=pay0 )"
)
server = GstRtspServer.RTSPServer(service=port, address="127.0.0.1")
server.get_mount_points().add_factory("/camera", factory)
server.attach(None)
GLib.MainLoop().run()
"""


class Away(Protocol):
    """A camera on this machine. begin: it runs and sends pictures of this size. stop: it goes on, but sends nothing."""

    address: str

    def begin(self, size: tuple[int, int]) -> None: ...
    def stop(self) -> None: ...
    def go_on(self) -> None: ...
    def die(self) -> None: ...


class RtspCamera:
    """GStreamer's server in a process of its own, H.264."""

    def __init__(self) -> None:
        self._port = free_port()
        self.address = f"rtsp://127.0.0.1:{self._port}/camera"
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, size: tuple[int, int]) -> None:
        words = [str(n) for n in (self._port, *size, _RATE)]
        self._process = subprocess.Popen([_DEBIANS_PYTHON, "-c", _RTSP, *words])

    def stop(self) -> None:
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def die(self) -> None:
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)


class MjpegCamera:
    """A server of JPEGs over HTTP, as many cameras have one."""

    def __init__(self) -> None:
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}/video.mjpg"
        self._over, self._flows = threading.Event(), threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self.size = _LARGE

    def begin(self, size: tuple[int, int]) -> None:
        self.size, self._over = size, threading.Event()
        self._flows.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler(self._over))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._flows.clear()

    def go_on(self) -> None:
        self._flows.set()

    def die(self) -> None:
        self._over.set()
        self._flows.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _handler(self, over: threading.Event) -> type[BaseHTTPRequestHandler]:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                with contextlib.suppress(OSError):  # whoever watched has gone
                    camera.send(self, over)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def send(self, to: BaseHTTPRequestHandler, over: threading.Event) -> None:
        """Pictures until the camera dies."""
        count, began = 0, time.monotonic()
        while self._flows.wait() and not over.wait(max(0.0, began + count / _RATE - time.monotonic())):
            count += 1
            jpeg = save_jpeg(as_image(np.full((self.size[1], self.size[0], 3), count % 200, np.uint8)), 80)
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            to.wfile.write(head.encode() + jpeg + b"\r\n")


def after(ready: Callable[[], bool], seconds: float = 45) -> str:
    """How long it took, in words."""
    began = time.monotonic()
    while not ready():
        if time.monotonic() - began > seconds:
            return f"not within {seconds:g} s"
        time.sleep(0.02)
    return f"{time.monotonic() - began:.1f} s"


def rows(name: str, source: Away) -> None:
    source.begin(_LARGE)
    time.sleep(1.5)
    camera = Camera(source.address, "The camera")

    def comes(size: tuple[int, int]) -> str:
        seen = camera.status().frames
        there = after(lambda: camera.status().connected and camera.status().frames > seen and _size(camera) == size)
        return f"{there}, {size[0]}x{size[1]}"

    def goes() -> tuple[str, str]:
        gone = after(lambda: not camera.status().connected)
        return gone, camera.status().problem

    try:
        print(f"| {name} | is opened | | | {comes(_LARGE)} |", flush=True)
        time.sleep(3)  # what waited while it was opened comes at once
        before, began = camera.status().frames, time.monotonic()
        time.sleep(5)
        rate = (camera.status().frames - before) / (time.monotonic() - began)
        print(f"| {name} | sends {_RATE} pictures a second for 5 s | | | {rate:.1f} a second |", flush=True)
        source.stop()
        noticed, said = goes()
        source.go_on()
        print(f"| {name} | sends nothing more, then goes on | {noticed} | {said} | {comes(_LARGE)} |", flush=True)
        source.die()
        noticed, said = goes()
        time.sleep(3)
        source.begin(_LARGE)
        print(f"| {name} | dies, and is there again 3 s later | {noticed} | {said} | {comes(_LARGE)} |", flush=True)
        source.die()
        source.begin(_SMALL)
        print(f"| {name} | begins anew with another size | | | {comes(_SMALL)} |", flush=True)
        if isinstance(source, MjpegCamera):
            source.size = _LARGE
            print(f"| {name} | changes its size while it sends | | | {comes(_LARGE)} |", flush=True)
    finally:
        source.go_on()
        camera.close()
        source.die()


def _size(camera: Camera) -> tuple[int, int]:
    newest = camera.newest()
    return (newest[0].shape[1], newest[0].shape[0]) if newest is not None else (0, 0)


def main() -> None:
    print(
        "# Cameras that fail\n\nMade by `python -m benchmarks.cameras`; the times grow with the pauses between tries,"
    )
    print("0.5 s to 15 s, which begin anew with each success.\n")
    print(
        "| camera | what happens | noticed after | what the page says | pictures again after |\n|---|---|---|---|---|"
    )
    rows("HTTP MJPEG", MjpegCamera())
    rows("RTSP, H.264", RtspCamera())


if __name__ == "__main__":
    main()
