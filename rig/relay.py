"""Find coturn, a TURN relay, for the tests, or install it: `python -m rig.relay`."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booth.network import free_port
from rig import packages
from rig.booth import listens, until


def install() -> str | None:
    """The path of turnserver, installing Debian's package if need be; None where that cannot be."""
    packages.install(["coturn"], lambda: shutil.which("turnserver") is not None)
    return shutil.which("turnserver")


@contextmanager
def relay(folder: Path) -> Iterator[str]:
    """A relay on this machine, for this test; yields the ICE_SERVERS setting that names it."""
    port = free_port()
    options = [
        f"--listening-port={port}",
        "--listening-ip=127.0.0.1",
        "--relay-ip=127.0.0.1",
        "--allow-loopback-peers",
        "--lt-cred-mech",
        "--user=visitor:let-me-through",
        "--realm=booth",
        "--fingerprint",
        "--no-tls",
        "--no-dtls",
        "--no-cli",
        f"--pidfile={folder / 'relay.pid'}",
        f"--log-file={folder / 'relay.log'}",
        "--simple-log",
    ]
    child = subprocess.Popen(["turnserver", "-n", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: listens(port), 20, "the relay does not answer")
        url = f"turn:127.0.0.1:{port}?transport=udp"
        yield json.dumps([{"urls": url, "username": "visitor", "credential": "let-me-through"}])
    finally:
        child.terminate()
        child.wait(15)


if __name__ == "__main__":
    print("Relay for the tests:", install() or "none; the test that needs it will be skipped")
