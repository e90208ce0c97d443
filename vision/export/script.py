"""A recipe as a Python script."""

from __future__ import annotations

from vision.export.code import code_of
from vision.recipe import Recipe

_TEMPLATE = '''"""{recipe}

Made with Vision Booth. Save this in its folder and run: python recipe.py photo.jpg result.png
The result looks the same at any size, as in the booth; python -m vision apply counts true pixels.
"""

import sys

import PIL.Image

{imports}


def apply(image):
    """The recipe on one picture, (H, W, 3) RGB."""
    {body}
    return image


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which picture, and where the result goes: python recipe.py photo.jpg result.png")
    PIL.Image.fromarray(apply(load_image(sys.argv[1]))).save(sys.argv[2])
'''


def as_script(recipe: Recipe) -> str:
    """A script that applies the recipe to the picture named first and writes the one named second."""
    code = code_of(recipe)
    imports = sorted({*code.imports, "from vision.imageio import load_image"})
    lines = [*code.first, *(line for step in code.steps for line in step.lines), *code.last]
    return _TEMPLATE.format(
        recipe=recipe, imports="\n".join(imports), body="\n    ".join(lines) or "image = image.copy()"
    )
