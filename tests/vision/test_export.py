"""What is exported runs by itself and gives the pipeline's pixels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import nbformat
import numpy as np
import pytest

from vision.export import as_json, as_notebook, as_script, as_text
from vision.imageio import load_image, save_png
from vision.photographs import photograph
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image, as_image

RECIPES = [
    "none",
    "-invert",
    "roberts channel=red -invert gamma exponent=0.5",
    "faces mirror sepia faces",
    "colour_tracker hue=20 faces mirror rotate angle=10",
    "gaussian_blur radius=8 erode canny laplacian smooth=3 components smallest=200 low_pass cutoff=9.0 oil_paint",
    "trails background_motion show=mask ripple slit_scan",
]
ROOT = Path(__file__).parents[2]


def by_pipeline(recipe: Recipe, image: Image) -> Image:
    return Pipeline().run(image, recipe.at_width(image.shape[1])).image


@pytest.mark.parametrize("text", RECIPES)
def test_text_and_json_are_read_back(text: str) -> None:
    recipe = Recipe.parse(text)
    assert Recipe.parse(as_text(recipe)) == recipe and Recipe.from_json(as_json(recipe)) == recipe


@pytest.mark.parametrize("text", RECIPES)
def test_the_scripts_function_gives_the_pipelines_pixels(text: str) -> None:
    recipe = Recipe.parse(text)
    room: dict[str, object] = {"__name__": "recipe"}
    exec(compile(as_script(recipe), "recipe.py", "exec"), room)
    for width in (300, 512, 1600):
        image = as_image(cv2.resize(photograph("astronaut"), (width, width * 3 // 4)))
        assert np.array_equal(room["apply"](image), by_pipeline(recipe, image))  # type: ignore[operator]


def test_a_picture_of_ones_own_is_read_beside_the_script() -> None:
    assert '"backdrop": load_image(Path("backdrop.jpg"))' in as_script(Recipe.parse("replace_background scene=own"))
    assert "backdrop" not in as_script(Recipe.parse("replace_background"))


def test_the_script_runs_by_itself(tmp_path: Path) -> None:
    recipe = Recipe.parse("faces mirror emboss")
    (tmp_path / "recipe.py").write_text(as_script(recipe), encoding="utf-8")
    (tmp_path / "in.png").write_bytes(save_png(photograph("astronaut")))
    command = [sys.executable, "recipe.py", "in.png", "out.png"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert np.array_equal(load_image(tmp_path / "out.png"), by_pipeline(recipe, photograph("astronaut")))
    told = subprocess.run(command[:2], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert told.returncode == 1 and b"Say which picture" in told.stderr


@pytest.mark.parametrize("text", RECIPES)
def test_the_notebooks_cells_give_the_pipelines_pixels(text: str) -> None:
    recipe = Recipe.parse(text)
    book = nbformat.reads(as_notebook(recipe, "cat"), as_version=4)
    nbformat.validate(book)
    room: dict[str, object] = {}
    for cell in book.cells:
        if cell.cell_type == "code":
            exec(cell.source, room)
    assert np.array_equal(room["image"], by_pipeline(recipe, photograph("cat")))  # type: ignore[arg-type]


def test_the_notebook_explains_each_step_that_is_on_and_is_the_same_each_time() -> None:
    recipe = Recipe.parse("roberts -invert gamma")
    cells = json.loads(as_notebook(recipe))["cells"]
    told = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    assert "## Roberts" in told and "**Used for:**" in told and "$$" in told and "## Invert" not in told
    assert as_notebook(recipe) == as_notebook(recipe)
