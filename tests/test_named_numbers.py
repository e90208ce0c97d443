"""A threshold has a name and a comment: no bare number inside a function of the rooms that are made of thresholds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("vision/layout", "vision/faces", "vision/read")
DRAWN = {"generate.py", "samples.py"}
"""Pages drawn to order: their numbers are the picture."""

PLAIN = {-1, 0, 1, 2, 0.5, 100, 1000, 255, 256}
"""Numbers that explain themselves: nothing, one, a pair, a half, percent and thousandths, the range of a byte."""

SHAPING = {"reshape", "zeros", "ones", "full", "eye", "empty", "tile"}
"""Calls whose numbers are shapes."""


def unnamed(source: str) -> Iterator[tuple[int, float]]:
    """(line, number) of each bare number in a function; places in an array and default values have their names."""
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    seen = set()
    for function in functions:
        for statement in function.body:
            for node in walk(statement):
                if node.value not in PLAIN and (node.lineno, node.col_offset) not in seen:
                    seen.add((node.lineno, node.col_offset))
                    yield node.lineno, node.value  # type: ignore[misc]


def walk(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node
        return
    if isinstance(node, ast.Subscript):
        yield from walk(node.value)
        return
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        yield from walk(node.value)
        return
    if isinstance(node, ast.Call) and called(node) in SHAPING:
        return
    if isinstance(node, ast.Call) and called(node) == "round":  # its second argument is decimal places
        yield from walk(node.args[0])
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.arguments):
            yield from walk(child)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("room", ROOMS)
def test_every_number_has_a_name(room: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {number:g}"
        for file in sorted((ROOT / room).rglob("*.py"))
        if file.name not in DRAWN
        for line, number in unnamed(file.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(["Name these numbers and say what they are relative to:", *found])


def test_a_bare_number_is_noticed() -> None:
    source = "def f(x, wide=7):\n    y = x[3] if x > 2 else reshape(4)\n    return y < 0.35 * wide\n"
    assert list(unnamed(source)) == [(3, 0.35)]
