"""What one frame of one viewer costs, station by station: `python -m benchmarks.frame_costs [--rounds 40]`.

Processor time at 640x480 on one thread, the stations in turns, the least of all rounds: other work on the machine can
only add. What stands in one place beside what it took the place of gives the same pixels. Prints a markdown table.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any

import av
import cv2
import numpy as np
from aiortc.codecs import vpx
from aiortc.jitterbuffer import JitterFrame

from benchmarks.replay import recording
from live.transport.encoder import SizedEncoder
from live.transport.vp8 import VP8, Vp8Decoder
from live.video import frames
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import as_image

HEAD = "| station | ms a frame | before | ms a frame | ratio |"
BITRATE = 1_500_000

Station = Callable[[], Any]


class Frames:
    """Some frames of a camera at each station of their way."""

    def __init__(self, video: list[bytes], recipe: str) -> None:
        self.video = [JitterFrame(bits, 3000 * i) for i, bits in enumerate(video)]
        self.pipeline, self.recipe = Pipeline(), Recipe.parse(recipe)
        self.came = self.decoded(Vp8Decoder)
        for ours, theirs in zip(self.came, self.decoded(vpx.Vp8Decoder), strict=True):
            assert np.array_equal(ours.to_ndarray(), theirs.to_ndarray())
        self.i420 = [frames.to_i420(frame) for frame in self.came]
        self.raw = [frames.to_rgb(pixels) for pixels in self.i420]
        self.worked = [self.filtered(image) for image in self.raw]
        self.going = [frames.from_rgb(as_image(image)) for image in self.worked]
        self.ready = [frames.to_frame(*pair) for pair in zip(self.going, self.came, strict=True)]

    def decoded(self, make: Callable[[], Any]) -> list[av.VideoFrame]:
        decoder = make()
        return [frame for bits in self.video for frame in decoder.decode(bits)]

    def filtered(self, image: Any) -> Any:
        return self.pipeline.run(image, self.recipe).image

    def stations(self) -> dict[str, tuple[Station, tuple[str, Station] | None]]:
        """Each station, and what was there before it."""
        return {
            "decode": (
                each(lambda: Vp8Decoder().decode, self.video),
                ("libvpx", each(lambda: vpx.Vp8Decoder().decode, self.video)),
            ),
            "its pixels": (each(lambda: frames.to_i420, self.came), None),
            "to RGB": (each(lambda: frames.to_rgb, self.i420), None),
            str(self.recipe): (each(lambda: self.filtered, self.raw), None),
            "from RGB": (each(lambda: frames.from_rgb, self.worked), None),
            "a frame of it": (each(lambda: frames.around, self.going), ("copied", each(lambda: copied, self.going))),
            "encode": (each(encoding, self.ready), None),
        }


def each(begin: Callable[[], Callable[[Any], Any]], items: Sequence[Any]) -> Station:
    """Work on all items, one after the other, with a function that is made for them; its results go as in a stream."""

    def work() -> None:
        do = begin()
        for item in items:
            do(item)

    return work


def copied(pixels: frames.I420) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(pixels, format="yuv420p")


def encoding() -> Callable[[av.VideoFrame], Any]:
    encoder = SizedEncoder(VP8)
    encoder.rate._rate = BITRATE
    return encoder.encode


def least(stations: dict[str, Station], rounds: int) -> dict[str, float]:
    """Seconds of this thread for each, the least of all rounds."""
    best = dict.fromkeys(stations, float("inf"))
    for _ in range(rounds):
        for name, work in stations.items():
            began = time.thread_time()
            work()
            best[name] = min(best[name], time.thread_time() - began)
    return best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--recipe", default="roberts")
    options.add_argument("--rounds", type=int, default=40)
    given = options.parse_args()
    cv2.setNumThreads(1)
    video = recording()[:40]
    way = Frames(video, given.recipe).stations()
    works = {name: work for name, (work, _) in way.items()}
    works |= {f"before {name}": before[1] for name, (_, before) in way.items() if before}
    ms = {name: 1000 * seconds / len(video) for name, seconds in least(works, given.rounds).items()}
    print(f"{HEAD}\n|{'---|' * 5}")
    for name, (_, before) in way.items():
        earlier = (
            f"{before[0]} | {ms[f'before {name}']:.2f} | {ms[name] / ms[f'before {name}']:.2f}" if before else "| |"
        )
        print(f"| {name} | {ms[name]:.2f} | {earlier} |")


if __name__ == "__main__":
    main()
