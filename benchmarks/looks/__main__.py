"""The looks that know things: `python -m benchmarks.looks > benchmarks/looks.md`, with the models' files at hand.

Quality on pictures of which the truth is known: people cut out of packaged photographs before other photographs,
things laid onto textures, hands drawn to order. Cost: milliseconds of processor time on one thread, a network's
memory, and how often a look comes round at 30 frames a second. `--sheets FOLDER` keeps the pictures to look at;
`--previews` makes the packaged previews anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import psutil

from benchmarks.looks.costs import net_costs, runtimes
from benchmarks.looks.moving import moving_quality
from benchmarks.looks.quality import hand_quality, object_quality, person_quality
from benchmarks.looks.stream import live_costs, make_previews
from vision.imageio import save_jpeg
from vision.types import Image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--previews", action="store_true")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    if args.previews:
        make_previews()
        return

    def keep(name: str, image: Image) -> None:
        if args.sheets:
            args.sheets.mkdir(parents=True, exist_ok=True)
            (args.sheets / f"{name}.jpg").write_bytes(save_jpeg(image, quality=85))

    load = psutil.getloadavg()[0]
    print("# Looks that know things, measured\n\n`python -m benchmarks.looks`; processor time on one thread.")
    print(f"Others worked on the two cores meanwhile, load {load:.0f}: frames and looks a second say little.\n")
    qualities = person_quality(keep), moving_quality(), object_quality(keep), hand_quality(keep)
    for part in (*qualities, runtimes(), net_costs(), live_costs()):
        print("\n".join(part), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
