"""Debian packages that tests need: found, or installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence


def install(packages: Sequence[str], is_there: Callable[[], bool]) -> bool:
    """Whether all that is needed is there, after installing the packages if need be and if it can be done."""
    if not is_there() and shutil.which("apt-get"):
        admin = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in (["update", "-q"], ["install", "-qy", *packages]):
            subprocess.run([*admin, "apt-get", *words], check=False)
    return is_there()
