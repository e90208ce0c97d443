"""What opens HEIC carries no encoder, whose licence would be the GPL: docs/licences.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rig.coloured import photo
from tests.vision.imageio.test_formats import heic

ROOMS = ("app.py", "server.py", "booth", "pages", "ui", "live", "work", "vision", "requirements.txt")
OPENED = """
import sys
from vision.imageio import load_image
print(load_image(sys.argv[1]).shape)
assert "pillow_heif" not in sys.modules
import pi_heif
known = pi_heif.libheif_info()
assert known["decoders"] and not any("265" in name for name in known["encoders"]), known
"""


def test_a_phones_picture_is_opened_without_an_encoder(tmp_path: Path) -> None:
    (tmp_path / "IMG_0001.HEIC").write_bytes(heic(photo()))
    words = [sys.executable, "-c", OPENED, str(tmp_path / "IMG_0001.HEIC")]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "(256, 256, 3)\n"


def test_the_larger_sister_is_for_tests_alone() -> None:
    house = Path(__file__).parents[3]
    files = [
        f for room in ROOMS for f in ([house / room] if (house / room).is_file() else (house / room).rglob("*.py"))
    ]
    assert len(files) > 200
    naming = [f.name for f in files if any(w in f.read_text() for w in ("pillow_heif", "pillow-heif>"))]
    assert naming == []
