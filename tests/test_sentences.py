"""What is said below the pages can be said again in another language."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TERMINAL = ("vision/commands/", "vision/batch/", "live/watching/command.py")
"""Read by who types commands, in English."""

OURS = ("VisionError", "NotAllowedError", "NotThereError", "BusyError", "LimitError", "RoomOverError")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for folder in ("vision", "work", "live"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield f"{place}:{node.lineno}", node.func.id, node


def test_no_error_forgets_how_it_was_put_together() -> None:
    put_together = (ast.JoinedStr, ast.BinOp)
    forgetful = [
        place
        for place, name, call in calls()
        if name in OURS and not place.startswith(TERMINAL) and any(isinstance(a, put_together) for a in call.args)
    ]

    assert forgetful == []


def test_every_value_of_a_sentence_has_its_place_in_it() -> None:
    wrong = []
    for place, name, call in calls():
        templates = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name not in ("said", "said_of") or not templates or any(k.arg is None for k in call.keywords):
            continue
        given = {k.arg for k in call.keywords} | ({"number"} if name == "said_of" else set())
        for template in templates:
            asked = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
            if asked - given or (name == "said" and given - asked):
                wrong.append(f"{place} {template!r}")

    assert wrong == []
