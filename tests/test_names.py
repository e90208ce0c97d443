"""One name, one thing: who searches for a class or a module finds one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSES = ("vision", "work", "live", "ui")
SURFACES = ("vision/processors", "vision/processors/learned", "vision/commands")  # their modules bear visitors' words
SAME_TYPE: set[str] = set()
SAME_MODULE = {"__init__", "__main__", "types"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for house in HOUSES:
        for path in sorted((ROOT / house).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def types_in(tree: ast.Module) -> set[str]:
    """Public classes and type aliases; a name in capitals is a constant."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if name[0].isupper() and not name.isupper()}


def shows_its_namesake(path: Path, tree: ast.Module) -> bool:
    """Whether a page's part imports the module below it that has its name."""
    if path.parts[0] != "ui":
        return False
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names = {f"{node.module}.{alias.name}" for node in imports for alias in node.names} | {n.module for n in imports}
    return any(str(n).endswith(f".{path.stem}") and not str(n).startswith("ui.") for n in names)


def doubled(places: Iterable[tuple[str, Path]], same: set[str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for name, path in places:
        found[name].append(str(path))
    return {name: where for name, where in found.items() if len(where) > 1 and name not in same}


def test_a_type_has_a_name_of_its_own() -> None:
    assert not doubled(((name, path) for path, tree in modules() for name in types_in(tree)), SAME_TYPE)


def test_a_module_has_a_name_of_its_own_unless_it_shows_the_other() -> None:
    own = ((p.stem, p) for p, t in modules() if str(p.parent) not in SURFACES and not shows_its_namesake(p, t))
    assert not doubled(own, SAME_MODULE)
