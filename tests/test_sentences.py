"""What is said below the pages can be said again in another language."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

from rig.words.early import errors
from rig.words.sources import constants, modules
from rig.words.tracing import name_of

BELOW = ("vision", "work", "live")
SAY = ("said", "said_of")


def said() -> Iterator[tuple[str, str, ast.Call]]:
    for place, tree in modules(*BELOW):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in SAY:
                yield f"{place}:{node.lineno}", name_of(node), node


def test_no_error_forgets_how_it_was_put_together() -> None:
    assert errors(modules(*BELOW)) == []


def test_every_value_of_a_sentence_has_its_place_in_it() -> None:
    wrong = []
    for place, name, call in said():
        given = {keyword.arg for keyword in call.keywords} | ({"number"} if name == "said_of" else set())
        for template in (words for argument in call.args for words in constants(argument)):
            asked = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
            if asked - given or (name == "said" and given - asked):
                wrong.append(f"{place} {template!r}")

    assert len(list(said())) > 100 and wrong == []
