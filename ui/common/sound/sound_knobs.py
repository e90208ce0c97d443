"""What a function on sound takes, as widgets, and what it says of itself."""

from __future__ import annotations

from ui.common.controls import control
from ui.common.recipe.explainer import explain_step
from vision.params import Value
from vision.sound.described import SoundFunction


def knobs(entry: SoundFunction, key: str) -> dict[str, Value]:
    """All its parameters, and a button that explains it."""
    values = {p.name: control(p, p.default, f"{key} {entry.name} {p.name}") for p in entry.params}
    explain_step(entry, f"{key} {entry.name} code")
    return values
