"""A recipe to take home: as text, JSON, a Python script or a notebook. Pure functions from a recipe to a string."""

from vision.export.notebook import as_notebook
from vision.export.script import as_script
from vision.recipe import Recipe

__all__ = ["as_json", "as_notebook", "as_script", "as_text"]


def as_text(recipe: Recipe) -> str:
    """One line that `Recipe.parse`, the link and the command line read."""
    return f"{recipe}\n"


def as_json(recipe: Recipe) -> str:
    """What `Recipe.from_json` reads."""
    return f"{recipe.to_json()}\n"
