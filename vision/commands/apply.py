"""`python -m vision apply IN OUT -- roberts channel=red gaussian_blur radius=2`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import PIL.Image

from vision.commands.pages import add_page, load_page
from vision.detect.annotations import Annotated, to_coco, to_json
from vision.imageio import WRITABLE
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import VisionError
from vision.working_size import WIDTH


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("apply", help="apply a recipe to a picture")
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path, help="its ending says the format: " + ", ".join(WRITABLE))
    add_page(parser)
    parser.add_argument(
        "--like-width",
        type=int,
        metavar="W",
        help=f"look as on a picture W pixels wide, {WIDTH} as in the booth; without it, pixels are true pixels",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was found, with points and masks")
    parser.add_argument("--coco", type=Path, metavar="FILE", help="the same in COCO's format")
    parser.add_argument("recipe", nargs="*", help="after --: steps and values, like: -- roberts channel=red")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    recipe = Recipe.from_words(args.recipe)
    if args.output.suffix[1:].lower() not in WRITABLE:
        raise VisionError(f"{args.output.name} cannot be written: its ending must be one of {', '.join(WRITABLE)}.")
    image = load_page(args.input, args.page)
    if args.like_width is not None:
        if not 1 <= args.like_width <= 100_000:
            raise VisionError(f"A width to look like is from 1 to 100000 pixels, not {args.like_width}.")
        recipe = recipe.at_width(image.shape[1], args.like_width)
    result = Pipeline().run(image, recipe)
    for timing in result.errors:
        print(f"{timing.name} was passed over: {timing.error}", file=sys.stderr)
    if result.stand_in:
        raise VisionError("Nothing was written, since what should be hidden could not be.")
    found = Annotated(args.input.name, image.shape[1], image.shape[0], result.detections)
    _write(args.output, PIL.Image.fromarray(result.image).save)
    for path, written in ((args.json, to_json), (args.coco, to_coco)):
        if path is not None:
            _write(path, partial(Path.write_text, data=written([found]), encoding="utf-8"))
    return 1 if result.errors else 0


def _write(path: Path, write: Callable[[Path], object]) -> None:
    try:
        write(path)
    except OSError as error:
        raise VisionError(f"{path.name} cannot be written: {error.strerror or error}.") from None
