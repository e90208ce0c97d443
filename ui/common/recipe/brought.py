"""What a visitor alone brings along for the steps of a recipe, beside what they taught."""

from __future__ import annotations

from typing import Any

from ui.common.language import drawn
from ui.common.recipe import own_backdrop


def brought_along() -> dict[str, Any]:
    """A picture to stand before, and the language of what is drawn."""
    return {**own_backdrop.brought_along(), **drawn.brought_along()}
