"""What the names of a module's functions are made of, read off its source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KEEPS = frozenset({"append", "insert"})


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the pages and what its names are made of: its own, then its module's."""

    module: str
    node: ast.FunctionDef
    names: dict[str, list[ast.expr]]

    def with_names(self, names: dict[str, list[ast.expr]]) -> Function:
        return Function(self.module, self.node, {**self.names, **names})

    def parameters(self) -> dict[str, str]:
        """Each with its annotation."""
        given = self.node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        return {a.arg: ast.unparse(a.annotation) if a.annotation else "" for a in every}


def parts(e: ast.expr) -> list[ast.expr] | None:
    """What an expression is made of, as far as its words go; None for one that this reader does not know."""
    match e:
        case ast.Constant() | ast.Compare() | ast.UnaryOp():
            return []
        case ast.JoinedStr() | ast.BoolOp():
            return e.values
        case ast.BinOp():
            return [e.left, e.right] if isinstance(e.op, ast.Add | ast.Mod | ast.Mult) else []
        case ast.IfExp():
            return [e.body, e.orelse]
        case ast.NamedExpr() | ast.Starred() | ast.Subscript():
            return [e.value]
        case ast.List() | ast.Tuple() | ast.Set():
            return e.elts
        case ast.Dict():
            return [*filter(None, e.keys), *e.values]
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return [e.elt]
        case ast.DictComp():
            return [e.key, e.value]
    return None


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What belongs to a function and not to one inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child
            yield from own_nodes(child)


def imported(tree: ast.Module) -> set[str]:
    """The names that a module takes from others."""
    lines = (n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))
    return {name.asname or name.name.split(".")[0] for line in lines for name in line.names}


def name_of(call: ast.Call) -> str:
    """What is called, without what it belongs to."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def assigned(body: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """Each name, and all that it is ever made of."""
    names: dict[str, list[ast.expr]] = {}
    for node in (n for top in body for n in (top, *own_nodes(top))):
        for target, value in _bindings(node):
            names.setdefault(target, []).append(value)
    return names


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign():
            for target in node.targets:
                yield from _bound(target, node.value)
        case ast.AnnAssign(value=ast.expr() as value) | ast.NamedExpr(value=value) | ast.AugAssign(value=value):
            yield from _bound(node.target, value)
        case ast.For():
            yield from _bound(node.target, _each(node.iter))
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method), args=[*_, last]) if method in _KEEPS:
            yield name, last


def _bound(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List):
        for place, part in enumerate(target.elts):
            yield from _bound(part, _item(value, place, len(target.elts)))


def _item(value: ast.expr, place: int, count: int) -> ast.expr:
    """What the name at a place gets of a value that is taken apart: all of it, where that is not known."""
    if isinstance(value, ast.Tuple) and len(value.elts) == count:
        return value.elts[place]
    if isinstance(value, ast.Call) and name_of(value) == "enumerate":
        return _each(value.args[0]) if place else ast.Constant(0)
    if isinstance(value, ast.Call) and name_of(value) == "zip":
        return value.args[place]
    return value


def _each(value: ast.expr) -> ast.expr:
    """One of what a name stands for: of a table that is a name."""
    return ast.Call(ast.Name("iter"), [value], []) if isinstance(value, ast.Name) else value
