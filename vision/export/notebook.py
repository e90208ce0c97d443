"""A recipe as a Jupyter notebook that explains each step."""

from __future__ import annotations

from typing import Any

from vision.explain import explain
from vision.export.code import StepCode, code_of
from vision.recipe import Recipe

_SHOW = "PIL.Image.fromarray(image)"


def as_notebook(recipe: Recipe, photo: str = "astronaut") -> str:
    """A notebook (format 4, JSON): a cell for each step, what it does in words, and the picture after it.

    photo: the packaged photograph it starts from.
    """
    from nbformat import v4, writes

    code = code_of(recipe)
    always = {
        "import PIL.Image",
        "from vision.imageio import load_image",
        "from vision.photographs import photograph",
    }
    start = f'image = photograph("{photo}")  # or a picture of your own: load_image("photo.jpg")'
    cells = [
        _text(
            f"# {recipe}\n\nMade with Vision Booth. Save this in its folder, so that `vision` is found. "
            "It looks the same on a picture of any size, as in the booth."
        ),
        _code("\n".join(sorted({*always, *code.imports}))),
        _code("\n".join((start, *code.first, _SHOW))),
    ]
    for step in code.steps:
        cells += [_text(_about(step)), _code("\n".join((*step.lines, _SHOW)))]
    if code.last:
        cells += [_text("## Draw what was found"), _code("\n".join((*code.last, _SHOW)))]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # the same recipe gives the same file
    return str(writes(v4.new_notebook(cells=cells)))


def _about(code: StepCode) -> str:
    processor = code.step.processor
    told = explain(processor)
    parts = [f"## {processor.label}", told.summary, told.words, f"**Used for:** {told.used_for}" * bool(told.used_for)]
    if told.formula:
        parts.append(f"$${told.formula}$$")
    return "\n\n".join(filter(None, parts))


def _text(source: str) -> Any:
    from nbformat import v4

    return v4.new_markdown_cell(source)


def _code(source: str) -> Any:
    from nbformat import v4

    return v4.new_code_cell(source)
