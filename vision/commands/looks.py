"""`python -m vision looks --out FOLDER`: every look as a small picture."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from vision.imageio import save_jpeg
from vision.presets import PRESETS, thumbnail
from vision.types import VisionError

_QUALITY = 80  # small enough for a slow link


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("looks", help="write each look as a small JPEG, in their order")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--width", type=int, default=240, help="in pixels, 16 to 1000; the height is three quarters")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if not 16 <= args.width <= 1000:
        raise VisionError(f"A look's width is from 16 to 1000 pixels, not {args.width}.")
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        for preset in PRESETS:
            part = args.out / f"{preset.slug}.part"
            part.write_bytes(save_jpeg(thumbnail(preset, args.width), quality=_QUALITY))
            part.replace(part.with_suffix(".jpg"))  # who watches the folder never reads half a picture
    except OSError as error:
        raise VisionError(f"{args.out} cannot be written: {error.strerror or error}.") from None
    return 0
