"""Find nginx, the door of several booths, for the tests, or install it: `python -m rig.nginx`."""

from __future__ import annotations

import shutil

from rig.packages import install


def is_there() -> bool:
    return shutil.which("nginx") is not None


if __name__ == "__main__":
    there = install(("nginx-light",), is_there)
    print("Door for the tests:", "nginx" if there else "none; the tests that need it will be skipped")
