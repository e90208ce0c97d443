"""Find nginx, the door of several booths, for the tests, or install it: `python -m rig.nginx`."""

from __future__ import annotations

import os
import shutil
import subprocess


def install() -> str | None:
    """Its path, installing Debian's package if need be; None where that cannot be."""
    if shutil.which("nginx") is None and shutil.which("apt-get"):
        admin = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "nginx-light"]):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run([*admin, "apt-get", *words], check=False, env=quiet)
    return shutil.which("nginx")


if __name__ == "__main__":
    print("Door for the tests:", install() or "none; the tests that need it will be skipped")
