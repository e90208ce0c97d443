"""The most memory that opening one picture of 50 megapixels takes: `python -m benchmarks.memory` prints a table.

Each file is drawn in a process of its own and opened in a worker of the bench under its usual memory limit; its peak is
what the system counted. Times are processor time.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image

from vision.imageio import load_picture
from vision.types import VisionError
from work.line import Bench

SIDE = (7070, 7070)
_PATIENCE_S = 300.0  # time is not what this measures


def _rgb() -> PIL.Image.Image:
    ramp = np.linspace(0, 255, SIDE[0]).astype(np.uint8)
    image = np.empty((SIDE[1], SIDE[0], 3), np.uint8)
    image[..., 0], image[..., 1], image[..., 2] = ramp, ramp[::-1], 90
    return PIL.Image.fromarray(image)


def _deep(kind: type) -> PIL.Image.Image:
    top = 1.0 if kind is np.float32 else 65535
    return PIL.Image.fromarray(np.tile(np.linspace(0, top, SIDE[0]).astype(kind), (SIDE[1], 1)))


def _frames(path: Path, kind: str, **options: Any) -> None:
    frames = [_rgb().convert("P" if kind == "GIF" else "RGB") for _ in range(2)]
    frames[1].paste(3, (0, 0, 900, 900))
    frames[0].save(path, kind, save_all=True, append_images=frames[1:], duration=100, **options)


def _heif(path: Path, kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    _rgb().save(path, kind, quality=40)


def _png16(path: Path) -> None:
    import cv2

    ramp = np.tile(np.linspace(0, 65535, SIDE[0]).astype(np.uint16), (SIDE[1], 1))
    path.write_bytes(cv2.imencode(".png", np.dstack([ramp, ramp, ramp]), [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())


FILES: dict[str, Callable[[Path], None]] = {
    "JPEG": lambda p: _rgb().save(p, "JPEG"),
    "JPEG, progressive": lambda p: _rgb().save(p, "JPEG", progressive=True),
    "JPEG, CMYK": lambda p: _rgb().convert("CMYK").save(p, "JPEG"),
    "JPEG, turned": lambda p: _rgb().save(p, "JPEG", exif=_turned()),
    "PNG": lambda p: _rgb().save(p, "PNG", compress_level=1),
    "PNG, with alpha": lambda p: _rgb().convert("RGBA").save(p, "PNG", compress_level=1),
    "PNG, palette": lambda p: _rgb().convert("P").save(p, "PNG", compress_level=1),
    "PNG, 16-bit grey": lambda p: _deep(np.uint16).save(p, "PNG", compress_level=1),
    "PNG, 16-bit colour": _png16,
    "GIF": lambda p: _rgb().convert("P").save(p, "GIF"),
    "GIF, two frames": lambda p: _frames(p, "GIF"),
    "WebP": lambda p: _rgb().save(p, "WEBP", method=0),
    "WebP, with alpha, lossless": lambda p: _rgb().convert("RGBA").save(p, "WEBP", lossless=True, method=0, quality=0),
    "WebP, two frames": lambda p: _frames(p, "WEBP", method=0),
    "TIFF": lambda p: _rgb().save(p, "TIFF"),
    "TIFF, deflated": lambda p: _rgb().save(p, "TIFF", compression="tiff_adobe_deflate"),
    "TIFF, CMYK": lambda p: _rgb().convert("CMYK").save(p, "TIFF"),
    "TIFF, Lab": lambda p: _rgb().convert("LAB").save(p, "TIFF"),
    "TIFF, 16-bit grey": lambda p: _deep(np.uint16).save(p, "TIFF"),
    "TIFF, 32-bit float": lambda p: _deep(np.float32).save(p, "TIFF", compression="tiff_adobe_deflate"),
    "BMP": lambda p: _rgb().save(p, "BMP"),
    "AVIF": lambda p: _rgb().save(p, "AVIF", speed=10),
    "HEIC": lambda p: _heif(p, "HEIF"),
    "JPEG 2000": lambda p: _rgb().save(p, "JPEG2000"),
    "PPM": lambda p: _rgb().save(p, "PPM"),
    "TGA": lambda p: _rgb().save(p, "TGA"),
    "QOI": lambda p: _rgb().save(p, "QOI"),
}


def _turned() -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    return exif


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--draw", nargs=2)
    parser.add_argument("--open", type=Path)
    options = parser.parse_args()
    if options.draw:
        FILES[options.draw[0]](Path(options.draw[1]))
    elif options.open:
        _open(options.open)
    else:
        _table(options.only)


def _open(path: Path) -> None:
    from benchmarks.memory import opened  # by a name that the worker knows too

    data, bench = path.read_bytes(), Bench(1)
    try:
        peak, seconds, shape = bench.submit("", opened, data, limit_s=_PATIENCE_S).result()
        print(f"{len(data) / 1e6:.1f} | {peak:.0f} | {seconds:.1f} | {shape}")
    except VisionError as error:
        print(f"{len(data) / 1e6:.1f} | - | - | {error}")
    finally:
        bench.close()


def opened(data: bytes) -> tuple[float, float, tuple[int, ...]]:
    """Peak memory in MB, processor time in seconds, rows and columns."""
    began = time.process_time()
    shape = load_picture(data).image.shape[:2]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time() - began, shape


def _table(only: str) -> None:
    print("| format | file MB | peak MB | processor s | rows, columns |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            if only in name:
                path = Path(folder, "picture")
                again = [sys.executable, "-m", "benchmarks.memory"]
                drawn = subprocess.run([*again, "--draw", name, str(path)], capture_output=True, text=True)
                if drawn.returncode:
                    print(f"| {name} | cannot be drawn here: {drawn.stderr.splitlines()[-1]} |")
                    continue
                opened = subprocess.run([*again, "--open", str(path)], capture_output=True, text=True)
                print(f"| {name} | {opened.stdout.strip() or opened.stderr.splitlines()[-1]} |", flush=True)
                path.unlink()


if __name__ == "__main__":
    main()
