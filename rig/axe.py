"""Find axe-core, which looks for what shuts people out, or fetch it: `python -m rig.axe`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VERSION = "4.14.1"
_SCRIPT = Path(sys.prefix, f"axe-{VERSION}.min.js")
_RUN = "() => axe.run(document, {resultTypes: ['violations']})"
_GRAVE = ("serious", "critical")


def installed() -> Path | None:
    return _SCRIPT if _SCRIPT.is_file() else None


def install() -> Path | None:
    """The script's path, fetched with npm if need be (npm checks its sum); None where there is no npm."""
    if installed() is None and (npm := shutil.which("npm")):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, check=False)
            for archive in Path(folder).glob("axe-core-*.tgz"):
                with tarfile.open(archive) as packed:
                    script = packed.extractfile("package/axe.min.js")
                    assert script is not None
                    _SCRIPT.write_bytes(script.read())
    return installed()


def grave(page: Page, script: Path) -> list[str]:
    """What axe-core calls serious or critical on the page and in its frames: each rule with the elements it means."""
    for frame in page.frames:
        frame.evaluate(script.read_text())
    found: dict[str, Any] = page.evaluate(_RUN)
    return [
        f"{v['id']}: {node['target']} {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for v in found["violations"]
        if v["impact"] in _GRAVE
        for node in v["nodes"]
    ]


if __name__ == "__main__":
    print("axe-core for the tests:", install() or "none; the tests that need it will be skipped")
