"""Messages that stand in the source, read off it without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from rig.words.message import Message
from rig.words.tracing import name_of

TOP = Path(__file__).parents[2]
HOUSES = ("app.py", "pages", "ui", "live", "work", "vision")
COMMAND_LINE = ("vision/commands/", "vision/batch/", "live/watching/command.py")
"""What no page shows; it speaks English."""
ONE = frozenset({"_", "N_", "said", "told"})
SEVERAL = frozenset({"ngettext", "said_of"})
APART = frozenset({"pgettext", "said_as"})
AT_ONCE = frozenset({"_", "ngettext", "pgettext", "told"})
"""Those that say it here and now; the others mark what is said later."""
_ERROR = "VisionError"


def modules(*under: str) -> Iterator[tuple[str, ast.Module]]:
    """Each file below these places, all houses for none, with its tree."""
    for place in under or HOUSES:
        path = TOP / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            name = str(file.relative_to(TOP))
            if not name.startswith(COMMAND_LINE):
                yield name, ast.parse(file.read_text())


def messages(sources: Iterable[tuple[str, ast.Module]]) -> Iterator[Message]:
    """What those that say (`ONE`, `SEVERAL`, `APART`) and errors for visitors are given as constants."""
    read = list(sources)
    errors = error_names(tree for _, tree in read)
    for place, tree in read:
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
            name = name_of(call)
            if name in SEVERAL and len(call.args) > 1:
                one, more = constant(call.args[0]), constant(call.args[1])
                if one and more:
                    yield Message(one, more, place)
            elif name in APART and len(call.args) > 1:
                context = constant(call.args[0])
                yield from (Message(words, "", place, "", context) for words in constants(call.args[1]) if context)
            elif name in ONE or name in errors:
                yield from (Message(words, "", place) for words in constants(call.args[0]) if words)


def error_names(trees: Iterable[ast.Module]) -> frozenset[str]:
    """VisionError and its children, by their classes' names."""
    bases = {
        node.name: {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {_ERROR}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def constant(value: ast.expr) -> str:
    """The words that the expression is, "" for any other."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        left, right = constant(value.left), constant(value.right)
        return left + right if left and right else ""
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def constants(value: ast.expr) -> Iterator[str]:
    """The words that the expression may be, as either side of a choice."""
    if isinstance(value, ast.IfExp):
        yield from constants(value.body)
        yield from constants(value.orelse)
    elif isinstance(value, ast.BoolOp):
        for part in value.values:
            yield from constants(part)
    elif words := constant(value):
        yield words
