"""`python -m vision apply IN OUT -- roberts channel=red gaussian_blur radius=2`."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import PIL.Image

from vision.batch.choice import add_engine, engine_of
from vision.batch.names import count, files
from vision.batch.progress import Tally
from vision.batch.results import Folder
from vision.batch.run import carry_out
from vision.commands.pages import DIED, add_page, is_picture, load_page
from vision.detect.annotations import Annotated, to_coco, to_json
from vision.imageio import WRITABLE
from vision.imageio.opening import read_file
from vision.imageio.remote import File, file_of, is_many_remote, is_remote
from vision.pipeline import Pipeline, Result
from vision.processor import NOTHING
from vision.processors.learned import background, taught
from vision.recipe import Recipe
from vision.teach.saved import from_json
from vision.types import Image, VisionError
from vision.working_size import WIDTH

MOST_WIDTH = 100_000


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("apply", help="apply a recipe to a picture")
    parser.add_argument("input", help="a picture; or a folder, a pattern or @names.txt, a list, for many")
    parser.add_argument("output", type=Path, help="of one: its ending says the format; of many: a folder")
    parser.add_argument("--as", dest="form", choices=WRITABLE, default="png", help="of many: their format")
    parser.add_argument("--resume", action="store_true", help="of many: leave alone what is written already")
    parser.add_argument("--taught", type=Path, metavar="MODEL.json", help="what the steps called taught go by")
    parser.add_argument("--backdrop", metavar="PICTURE", help="what replace_background scene=own puts behind people")
    add_engine(parser)
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
    if args.like_width is not None and not 1 <= args.like_width <= MOST_WIDTH:
        raise VisionError(f"A width to look like is from 1 to {MOST_WIDTH} pixels, not {args.like_width}.")
    own = _own(args, recipe)
    if is_many(args.input):
        return _many(args, recipe, own)
    if args.output.suffix[1:].lower() not in WRITABLE:
        raise VisionError(f"{args.output.name} cannot be written: its ending must be one of {', '.join(WRITABLE)}.")
    image = load_page(args.input, args.page)
    result = filtered(image, recipe, args.like_width, own)
    found = Annotated(file_of(args.input).name, image.shape[1], image.shape[0], result.detections)
    _write(args.output, PIL.Image.fromarray(result.image).save)
    for path, written in ((args.json, to_json), (args.coco, to_coco)):
        if path is not None:
            _write(path, partial(Path.write_text, data=written([found]), encoding="utf-8"))
    return 1 if result.errors else 0


def _own(args: argparse.Namespace, recipe: Recipe) -> dict[str, Any]:
    """What the steps go by that no recipe holds; raises VisionError when it was left out."""
    own: dict[str, Any] = {}
    if args.taught is not None:
        own[taught.OWN] = from_json(read_file(args.taught))
    elif any(step.processor.group == taught.OWN for step in recipe.running):
        raise VisionError("The recipe names what was taught: say what that is by --taught MODEL.json.")
    if args.backdrop is not None:
        own[background.OWN] = load_page(args.backdrop, None)
    elif any(background.wants_own(step.name, step.params) for step in recipe.running):
        raise VisionError("The recipe puts a picture of yours behind people: say which by --backdrop PICTURE.")
    return own


def filtered(image: Image, recipe: Recipe, like_width: int | None, own: Mapping[str, Any] = NOTHING) -> Result:
    """What the recipe makes of it, given `own`; raises VisionError when what should be hidden could not be."""
    if like_width is not None:
        recipe = recipe.at_width(image.shape[1], like_width)
    result = Pipeline().run(image, recipe, own=own)
    for timing in result.errors:
        print(f"{timing.name} was passed over: {timing.error}", file=sys.stderr)
    if result.stand_in:
        raise VisionError("Nothing was written, since what should be hidden could not be.")
    return result


def is_many(name: str) -> bool:
    if is_remote(name):
        return is_many_remote(name)
    return Path(name).is_dir() or (not Path(name).exists() and any(sign in name for sign in "@*?["))


def _many(args: argparse.Namespace, recipe: Recipe, own: dict[str, Any]) -> int:
    if args.json is not None or args.coco is not None:
        raise VisionError("--json and --coco are for one picture.")
    folder = Folder(args.output, args.resume)
    tally = Tally(count([args.input], is_picture) if sys.stderr.isatty() else None)

    def name(file: File) -> str:
        return f"{file.stem}.{args.form}"

    def deliver(file: File, answer: tuple[bytes, str]) -> bool:
        data, error = answer
        error = error or folder.write(name(file), data)
        if error:
            print(f"{file}: {error}", file=sys.stderr)
        return not error

    work = partial(_one_of_many, recipe=recipe, own=own, like_width=args.like_width, page=args.page, form=args.form)
    todo = folder.without(files([args.input], is_picture), name, tally)
    return carry_out(engine_of(args), work, todo, deliver, lost=(b"", DIED), tally=tally, summary=True)


def _one_of_many(
    file: File, *, recipe: Recipe, own: dict[str, Any], like_width: int | None, page: int | None, form: str
) -> tuple[bytes, str]:
    """The filtered picture as a file, or the sentence that says what is wrong; a step passed over is wrong, too."""
    try:
        result = filtered(load_page(file, page), recipe, like_width, own)
    except VisionError as error:
        return b"", str(error)
    if result.errors:
        return b"", "; ".join(f"{timing.name} failed: {timing.error}" for timing in result.errors)
    data = io.BytesIO()
    PIL.Image.fromarray(result.image).save(data, PIL.Image.registered_extensions()[f".{form}"])
    return data.getvalue(), ""


def _write(path: Path, write: Callable[[Path], object]) -> None:
    try:
        write(path)
    except OSError as error:
        raise VisionError(f"{path.name} cannot be written: {error.strerror or error}.") from None
