"""`python -m rig.site FOLDER`: build it there, and say how long it took and how large it is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rig.site.build import build

if __name__ == "__main__":
    began = time.monotonic()
    front = build(Path(sys.argv[1]).resolve())
    files = [path for path in front.parent.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    print(f"{front}: {len(files)} files, {size:.1f} MB, in {time.monotonic() - began:.0f} s")
