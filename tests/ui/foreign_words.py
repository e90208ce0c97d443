"""Reads the pages' source: which words reach Streamlit's Markdown that are neither ours nor escaped.

Ours are constants, numbers with a format, what the test names, what `plain` and its like return, and whatever is built
of such. A function that hands its own parameter to Streamlit is held to what its callers give it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from rig.words.tracing import Function, assigned, imported, name_of, own_nodes, parts

ROOT = Path(__file__).parents[2]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST = words(
    """write markdown caption warning error info success title header subheader badge toast expander popover button
    download_button form_submit_button link_button page_link toggle checkbox selectbox multiselect pills radio
    segmented_control slider select_slider text_input text_area number_input file_uploader camera_input metric
    status spinner tabs html"""
)
SECOND = words("progress image metric pills radio segmented_control")
NAMED = words("label help title text caption body options format_func words")
SAFE = words(
    """plain file_word figure day length size len round int float bool min max sum range index count at quote label_of
    readable"""
)
THROUGH = words("str list sorted tuple set dict zip enumerate reversed iter next partial get_args filter map")
SAYS = words("_ ngettext pgettext told N_ said said_as said_of")
METHODS = words("join capitalize lower upper strip replace format items keys values get split __getitem__")
NUMBER_FIELDS = words("shape width height turned")
NUMBERS = words("int float bool Value Image None Sequence")
_NUMBER_FORMATS = tuple("dfgeE%n")


@dataclass(slots=True)
class Reader:
    """All functions by name, all calls, and by place the parameters that reach Streamlit as they are."""

    ours: frozenset[str]
    functions: dict[str, list[Function]] = field(default_factory=dict)
    calls: list[tuple[Function, ast.Call]] = field(default_factory=list)
    sinks: set[tuple[str, str, str]] = field(default_factory=set)
    busy: set[tuple[int, str]] = field(default_factory=set)

    def read(self, source: str, module: str) -> None:
        tree = ast.parse(source)
        nobody = ast.arguments([], [], None, [], [], None, [])
        top = ast.FunctionDef("<module>", nobody, tree.body, [])
        shared = assigned(n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.ClassDef))
        others = imported(tree) - {"st"}
        for node in (top, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))):
            own = assigned(node.body) if node is not top else {}
            function = Function(module, node, {**shared, **own})
            self.functions.setdefault(node.name, []).append(function)
            calls = (n for n in own_nodes(node) if isinstance(n, ast.Call))
            self.calls += [(function, call) for call in calls if not _is_of(call, others)]

    def foreign(self) -> list[str]:
        """Where words go to Streamlit that are not known to be ours."""
        while True:
            before, found = len(self.sinks), set()
            for function, call in self.calls:
                for value in self._shown(call, function.module):
                    self.busy.clear()
                    if not self._is_ours(value, function):
                        found.add(f"{function.module}:{value.lineno}: {ast.unparse(value)}")
            if len(self.sinks) == before:
                return sorted(found)

    def _shown(self, call: ast.Call, place: str) -> Iterator[ast.expr]:
        """What of a call's arguments is rendered, here or in what it calls."""
        name = name_of(call)
        if isinstance(call.func, ast.Attribute) and name in FIRST | SECOND:
            named = {k.arg: k.value for k in call.keywords if k.arg in NAMED}
            yield from call.args[: name in FIRST]
            formatted = "format_func" in named and ast.unparse(named["format_func"]) not in SAYS
            yield from call.args[1 : 1 + (name in SECOND and not formatted)]
            yield from (value for key, value in named.items() if key != "options" or not formatted)
            return
        for function in self._called(call, name, place):
            named = {k.arg: k.value for k in call.keywords if k.arg}
            given = dict(zip((a.arg for a in function.node.args.args), call.args, strict=False)) | named
            yield from (value for p, value in given.items() if (function.module, name, p) in self.sinks)

    def _called(self, call: ast.Call, name: str, place: str) -> list[Function]:
        """The functions that a call may mean: of the module that it names, else of its own, else of any."""
        known = self.functions.get(name, [])
        if isinstance(call.func, ast.Attribute):
            return [g for g in known if Path(g.module).stem == ast.unparse(call.func.value)]
        return [g for g in known if g.module == place] or known

    def _is_ours(self, e: ast.expr, f: Function) -> bool:
        if ast.unparse(e) in self.ours:
            return True
        match e:
            case ast.Name():
                return self._name_is_ours(e.id, f)
            case ast.Call():
                return self._call_is_ours(e, f)
            case ast.Attribute():
                return e.attr.isupper() or e.attr in NUMBER_FIELDS or self._is_ours(e.value, f)
            case ast.FormattedValue():
                return _is_number_format(e.format_spec) or self._is_ours(e.value, f)
            case ast.Lambda():
                return self._is_ours(e.body, f)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
                f = f.with_names(assigned(ast.For(g.target, g.iter, [], []) for g in e.generators))
        inside = parts(e)
        return inside is not None and all(self._is_ours(part, f) for part in inside)

    def _name_is_ours(self, name: str, f: Function) -> bool:
        place = id(f.node), name
        if name.lstrip("_").isupper() or name in SAFE | SAYS or place in self.busy:
            return True
        self.busy.add(place)
        if name in f.names:
            return all(self._is_ours(value, f) for value in f.names[name])
        annotation = f.parameters().get(name)
        if annotation is None:
            return name in self.functions and all(self._returns_ours(g) for g in self.functions[name])
        if "str" in annotation or not annotation:
            self.sinks.add((f.module, f.node.name, name))
            return True
        return set(re.findall(r"\w+", annotation)) <= NUMBERS

    def _call_is_ours(self, e: ast.Call, f: Function) -> bool:
        name = name_of(e)
        if name in SAFE or ast.unparse(e.func) in self.ours:
            return True
        if ast.unparse(e.func) == "bench.run":
            return self._is_ours(e.args[0], f)
        if name in SAYS:
            put_in = [k.value for k in e.keywords if k.arg not in _numbers_in(e.args[:2])]
            return all(self._is_ours(a, f) for a in [*e.args[:2], *put_in])
        if name in THROUGH:
            return all(self._is_ours(a, f) for a in e.args)
        if name in METHODS and isinstance(e.func, ast.Attribute):
            return self._is_ours(e.func.value, f) and all(self._is_ours(a, f) for a in e.args)
        called = self._called(e, name, f.module)
        return bool(called) and all(self._returns_ours(g) for g in called)

    def _returns_ours(self, f: Function) -> bool:
        place = id(f.node), "return"
        if place in self.busy:
            return True
        self.busy.add(place)
        returned = [n.value for n in own_nodes(f.node) if isinstance(n, ast.Return) and n.value is not None]
        return bool(returned) and all(self._is_ours(value, f) for value in returned)


def foreign(sources: Iterable[tuple[str, str]], ours: frozenset[str]) -> list[str]:
    """Of sources, (text, place), where words go to Streamlit that are neither escaped nor in `ours`."""
    reader = Reader(ours)
    for source, place in sources:
        reader.read(source, place)
    return reader.foreign()


def pages() -> Iterator[tuple[str, str]]:
    """All that speaks to Streamlit."""
    for path in [ROOT / "app.py", *sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]:
        yield path.read_text(), str(path.relative_to(ROOT))


def _is_of(call: ast.Call, modules: set[str]) -> bool:
    """Whether it calls a module's function that only has the name of one of Streamlit's."""
    base = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(base, ast.Name) and base.id in modules and name_of(call) in FIRST | SECOND


def _numbers_in(templates: Iterable[ast.expr]) -> set[str]:
    """The names whose places in the templates take nothing but a number."""
    texts = [t.value for t in templates if isinstance(t, ast.Constant) and isinstance(t.value, str)]
    places = [(name, str(spec)) for text in texts for _, name, spec, _ in Formatter().parse(text) if name]
    others = {name for name, spec in places if not spec.endswith(_NUMBER_FORMATS)}
    return {name for name, _ in places} - others


def _is_number_format(spec: ast.expr | None) -> bool:
    return isinstance(spec, ast.JoinedStr) and ast.unparse(spec)[-2:-1] in _NUMBER_FORMATS
