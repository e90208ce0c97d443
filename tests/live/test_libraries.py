"""Each change inside a library is in one list, is where the library looks for it, and is made by one function."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live import libraries
from live.libraries import PATCHES, LibraryPatch, found, replace

TOP = Path(__file__).resolve().parents[2]
OURS = {"vision", "work", "live", "ui", "pages", "booth"}


def named(place: str) -> Any:
    module, _, path = place.partition(":")
    thing: Any = importlib.import_module(module)
    for part in filter(None, path.split(".")):
        thing = getattr(thing, part)
    return thing


@pytest.mark.parametrize("change", PATCHES, ids=lambda change: change.place)
def test_a_change_is_where_its_reader_looks(change: LibraryPatch) -> None:
    holder, _, name = change.place.rpartition(":")[2].rpartition(".")
    if "-" not in name:  # one with dashes is put there by another library's code alone
        named(change.place)
    assert change.words in inspect.getsource(named(change.reader)), change.why
    assert holder == "" or inspect.isclass(named(f"{change.place.partition(':')[0]}:{holder}"))


def test_only_what_is_listed_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LookupError, match="RtpPacket is not in the list"):
        replace("aiortc.rtp:RtpPacket", None)
    with pytest.raises(LookupError):
        found("aiortc.rtp:RtpPacket")
    moved = LibraryPatch("aiortc.rtp:NoSuchName", "", "aiortc.rtp", "")
    monkeypatch.setattr(libraries, "PATCHES", (*PATCHES, moved))
    with pytest.raises(AttributeError):
        replace(moved.place, None)


def foreign(tree: ast.Module) -> set[str]:
    """The names under which a module knows what others wrote, also through a variable."""
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {(a.asname or a.name).split(".")[0] for a in node.names if a.name.split(".")[0] not in OURS}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in OURS:
            names |= {a.asname or a.name for a in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if root(node.value) in names:
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def root(node: ast.expr, *, through_calls: bool = True) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript) or (through_calls and isinstance(node, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def assigned(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of each assignment, deletion or setattr that reaches into what others wrote."""
    names = foreign(tree) - {"st", "dict", "list"}
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            targets = [
                t for target in node.targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])
            ]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("setattr", "delattr"):
            targets = [ast.Attribute(node.args[0], "", lineno=node.lineno)]
        for target in targets:
            if isinstance(target, ast.Attribute) and root(target, through_calls=isinstance(node, ast.Call)) in names:
                yield target.lineno, ast.unparse(node)


def test_no_other_place_changes_a_library() -> None:
    everywhere = {
        f"{path.relative_to(TOP)}:{line}": text
        for package in sorted(OURS)
        for path in sorted((TOP / package).rglob("*.py"))
        for line, text in assigned(ast.parse(path.read_text()))
        if path != TOP / "live" / "libraries.py"
    }
    assert everywhere == {}


@pytest.mark.parametrize(
    "code",
    [
        "import aiortc.codecs\naiortc.codecs.Vp8Encoder = 1",
        "import aiortc.codecs\nfrom typing import Any\ncodecs: Any = aiortc.codecs\ncodecs.Vp8Encoder = 1",
        "from aioice import ice\nice.A, ice.B = 1, 2",
        "from streamlit.runtime.runtime import Runtime\nsetattr(Runtime.instance(), 'relay', 1)",
        "import streamlit_webrtc.config as c\nc.X += 1",
    ],
)
def test_a_change_that_is_not_listed_would_be_found(code: str) -> None:
    assert list(assigned(ast.parse(code)))
