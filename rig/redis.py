"""A Redis of its own for the tests of several booths that count together; `python -m rig.redis` installs it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from booth.network import free_port
from rig.booth import listens, until
from rig.packages import install


def is_there() -> bool:
    return shutil.which("redis-server") is not None


@contextmanager
def redis_server(port: int | None = None) -> Iterator[str]:
    """Its address; it keeps nothing on the disk and ends with the block."""
    at = free_port() if port is None else port
    command = ["redis-server", "--port", str(at), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: listens(at), 20, "Redis does not answer")
        yield f"redis://127.0.0.1:{at}"
    finally:
        child.terminate()
        child.wait()


if __name__ == "__main__":
    there = install(("redis-server",), is_there)
    print("Redis for the tests:", "redis-server" if there else "none; the tests that need it will be skipped")
