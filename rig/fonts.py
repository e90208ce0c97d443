"""Find fonts for many scripts for the tests, or install them: `python -m rig.fonts`."""

from __future__ import annotations

import pytest
from PIL import features

from rig.packages import install
from vision.letters.fonts import found

PACKAGES = ("fonts-dejavu-core", "fonts-lohit-deva", "fonts-noto-color-emoji", "fonts-wqy-microhei", "libfribidi0")
"""Those of packages.txt and deploy/Dockerfile."""

SAMPLES = {
    "Latin": "Łódź",
    "Greek": "Ελένη",
    "Cyrillic": "Їжак",
    "Chinese": "小明",
    "Japanese": "さん",
    "Korean": "한글",
    "Arabic": "علي",
    "Hebrew": "שלום",
    "Devanagari": "नमस्ते",
    "emoji": "😀",
}
"""A word of each script."""


def has(script: str) -> bool:
    """Whether one of this computer's fonts has the script's letters."""
    word, faces = SAMPLES[script], found()
    if script == "emoji":
        return faces.emoji is not None and faces.emoji.has(word)
    return any(face.has(word) for face in faces.letters)


def needs(*scripts: str) -> pytest.MarkDecorator:
    """For a test that draws these scripts: skipped where no font has them."""
    missing = [script for script in scripts if not has(script)]
    return pytest.mark.skipif(bool(missing), reason=f"no font for {', '.join(missing)}: python -m rig.fonts")


def is_there() -> bool:
    found.cache_clear()
    return bool(features.check("raqm")) and all(map(has, SAMPLES))


if __name__ == "__main__":
    install(PACKAGES, is_there)
    print("fonts for the tests:", ", ".join(filter(has, SAMPLES)) or "none; what needs them will be skipped")
