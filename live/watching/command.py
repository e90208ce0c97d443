"""`python -m live watch SOURCE --out DIR`: clips of what moves, one JSON line for each, no page at all."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import cv2

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore, Retention
from live.watching.clipper import MotionClipper
from live.watching.opened import steady_frames
from vision.motion.settings import MotionSettings, motion_params, parse_mask


def add_parser(commands: Any) -> None:
    """One option for each knob, read off the settings themselves."""
    parser = commands.add_parser("watch", help="record clips of what moves before a camera or in a film")
    parser.add_argument("source", help="a film, a camera (/dev/video0, or 0), or an address like rtsp://...")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the clips go")
    for param in motion_params():
        text = (
            f"{param.help} It takes {param.expected}{_unit(param.range)}; {param.format(param.default)} if not given."
        )
        parser.add_argument(f"--{param.name}", metavar="VALUE", help=text.replace("%", "%%"))
    parser.add_argument(
        "--mask", default="", help='what not to look at: "left,top,right,bottom; ...", shares from 0 to 1'
    )
    parser.add_argument("--keep-days", type=float, metavar="DAYS", help="delete clips that are older")
    parser.add_argument("--keep-mb", type=float, metavar="MB", help="delete the oldest clips beyond this size in all")
    parser.add_argument(
        "--keep-free-mb", type=float, default=200, metavar="MB", help="delete the oldest when the disk has less; 200"
    )
    parser.set_defaults(run=run)


def _unit(limits: Any) -> str:
    return f" {limits.unit}" if limits is not None and limits.unit else ""


def run(args: argparse.Namespace) -> int:
    given = {p: getattr(args, p.name) for p in motion_params()}
    values: dict[str, Any] = {p.name: p.parse(text) for p, text in given.items() if text is not None}
    settings = MotionSettings(**values, mask=parse_mask(args.mask))
    never = float("inf")
    days = never if args.keep_days is None else args.keep_days
    megabytes = never if args.keep_mb is None else args.keep_mb
    cv2.setNumThreads(1)
    with _stopped_by_signals() as stop:
        frames = steady_frames(args.source, stop, say)
        first = next(frames, None)
        retention = Retention(days * 24 * 3600, megabytes * 1e6, args.keep_free_mb * 1e6)
        with contextlib.closing(frames), ClipStore(args.out, retention) as store:
            for salvaged in store.salvaged:
                say(str(salvaged))
            clipper = MotionClipper(store, settings, patient=True)
            try:
                for clip in watch(frames, first, clipper):
                    print(json.dumps(as_line(clip, store)), flush=True)
            except BrokenPipeError:  # whoever read the lines has gone; the clip under way is whole
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            lost = clipper.reading().lost
    return 1 if lost else 0


def watch(
    frames: Iterable[tuple[Any, float]], first: tuple[Any, float] | None, clipper: MotionClipper
) -> Iterator[Clip]:
    """The clips, each as soon as it is whole; the one under way at the end too. What goes wrong is said once."""
    said = ""
    try:
        for image, time_s in itertools.chain([] if first is None else [first], frames):
            yield from clipper.take(image, time_s)
            if (problem := clipper.problem) != said:
                said = problem
                say(problem)
    finally:
        last = clipper.finish()
        if (problem := clipper.problem) != said:
            say(problem)
    yield from last


def as_line(clip: Clip, store: ClipStore) -> dict[str, Any]:
    """What the command prints of a clip."""
    return {
        "file": str(store.path(clip.name)),
        "start_s": clip.start_s,
        "end_s": clip.end_s,
        "clip_start_s": clip.clip_start_s,
        "clip_end_s": clip.clip_end_s,
        "peak_percent": round(clip.peak_percent, 3),
    }


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a polite kill set, in place of what they would do."""
    stop = threading.Event()
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
