"""`python -m vision teach FOLDER --out model.json`: a folder for each class."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from vision.commands.pages import is_picture
from vision.imageio import load_image
from vision.teach.features import KINDS, SOUNDS, best
from vision.teach.lesson import MOST_EXAMPLES, Example, Lesson, TaughtClass
from vision.teach.saved import as_json
from vision.teach.telling import accuracy, confusions, warnings
from vision.teach.training import Learned, learn
from vision.types import NotThereError, VisionError
from vision.words.quote import quoted


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("teach", help="learn classes from pictures, a folder for each")
    parser.add_argument("folder", type=Path, help="holds two to six folders, named like the classes")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL.json")
    parser.add_argument(
        "--features",
        choices=[name for name in KINDS if name != SOUNDS],
        help="by what pictures are compared; without it, network where its file is, else patches",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    lesson, left_out = _lesson(args.folder, args.features or best())
    for sentence in (*left_out, *warnings(lesson)):
        print(sentence, file=sys.stderr)
    learned = learn(lesson)
    try:
        args.out.write_text(as_json(learned), encoding="utf-8")
    except OSError as error:
        raise VisionError(f"{args.out.name} cannot be written: {error.strerror or error}.") from None
    _report(learned)
    return int(bool(left_out))


def _lesson(folder: Path, features: str) -> tuple[Lesson, list[str]]:
    if not folder.is_dir():
        raise VisionError(f"There is no folder {quoted(folder)}.")
    inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if len(inside) < 2:
        raise VisionError(f"{quoted(folder.name)} needs at least two folders with pictures, one for each class.")
    left_out: list[str] = []
    classes = [TaughtClass(path.name, _examples(path, features, left_out)) for path in inside]
    return Lesson(tuple(classes), features), left_out


def _examples(folder: Path, features: str, left_out: list[str]) -> tuple[Example, ...]:
    files = sorted(p for p in folder.iterdir() if is_picture(p))
    if len(files) > MOST_EXAMPLES:
        left_out.append(f"{quoted(folder.name)} holds {len(files)} pictures; the first {MOST_EXAMPLES} are taken.")
    found = []
    for file in files[:MOST_EXAMPLES]:
        try:
            found.append(Example.of(load_image(file), features))
        except NotThereError:
            raise
        except VisionError as error:
            left_out.append(f"{quoted(file.name)} was left out: {error}")
    return tuple(found)


def _report(learned: Learned) -> None:
    table = confusions(learned)
    print(f"features: {learned.lesson.features}")
    print(f"accuracy, each example left out in turn: {accuracy(learned):.3f} of {table.sum()}")
    for kept, line in zip(learned.lesson.classes, table, strict=True):
        taken = ", ".join(f"{n} for {quoted(name)}" for name, n in zip(learned.lesson.names, line, strict=True) if n)
        print(f"{quoted(kept.name)}: taken {taken or 'for nothing'}")
