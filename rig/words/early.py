"""Reads the source: what is said before a visitor is there, or once for all; errors and scripts that say too little."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from rig.words.letters import Found, has_words
from rig.words.sources import AT_ONCE, TOP, error_names
from rig.words.tracing import name_of, parts

_KEPT = frozenset({"cache_data", "cache_resource", "lru_cache", "cache"})
_SPOKEN = re.compile(
    r"""(?:textContent|innerText|ariaLabel|title|placeholder|alt)\s*=\s*(["'`])([^"'`]*[A-Za-z]{3}[^"'`]*)\1"""
)
_MARKED = re.compile(r"(?:aria-label|title|alt|placeholder)=\"([^\"{]+)\"")


def errors(sources: Iterable[tuple[str, ast.Module]]) -> list[Found]:
    """Errors for visitors whose sentence forgets what it was put together from."""
    read = list(sources)
    names = error_names(tree for _, tree in read)
    calls = ((place, n) for place, tree in read for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args)
    return [
        Found(place, call.lineno, f"{name_of(call)}({ast.unparse(call.args[0])})")
        for place, call in calls
        if name_of(call) in names and any(isinstance(piece, ast.JoinedStr) for piece in _pieces(call.args[0]))
    ]


def _pieces(value: ast.expr) -> Iterator[ast.expr]:
    yield value
    if not isinstance(value, ast.Call):
        for part in parts(value) or ():
            yield from _pieces(part)


def too_early(sources: Iterable[tuple[str, ast.Module]]) -> list[Found]:
    """What is said when a module is imported, or once for all visitors: in whose language?"""
    found = []
    for place, tree in sources:
        if not place.startswith(("app.py", "pages/")):  # those run anew for each visitor
            at_import = [(call, "is said at import") for call in _said_at_import(tree.body)]
            for_all = [(call, "is kept for all visitors") for call in _said_for_all(tree)]
            found += [Found(place, call.lineno, f"{ast.unparse(call)} {why}") for call, why in at_import + for_all]
    return found


def _said_at_import(body: list[ast.stmt]) -> Iterator[ast.Call]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _said_at_import(node.body)
        elif isinstance(node, ast.FunctionDef):
            for early in [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]:
                yield from _said_in(early)
        else:
            yield from _said_in(node)


def _said_for_all(tree: ast.Module) -> Iterator[ast.Call]:
    """What is kept; a function that is told a language's `code` keeps one of each."""
    for node in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        if "code" in {arg.arg for arg in node.args.args}:
            continue
        decorators = {ast.unparse(d).split("(")[0].rsplit(".", 1)[-1] for d in node.decorator_list}
        if decorators & _KEPT:
            for part in node.body:
                yield from _said_in(part)


def _said_in(node: ast.AST) -> Iterator[ast.Call]:
    """What runs at once; what stands in a lambda does not."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AT_ONCE:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _said_in(child)


def scripts() -> list[Found]:
    """Words that a component's script or its marks say by themselves."""
    found = []
    for path in sorted((TOP / "ui").rglob("*.js")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            said = (match.group(2) for match in _SPOKEN.finditer(line))
            found += [Found(str(path.relative_to(TOP)), number, words) for words in said if has_words(words)]
    return found


def marks(sources: Iterable[tuple[str, ast.Module]]) -> list[Found]:
    """Names for screen readers that stand in a component's marks."""
    return [
        Found(place, node.lineno, words)
        for place, tree in sources
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for words in _MARKED.findall(node.value)
        if has_words(words)
    ]
