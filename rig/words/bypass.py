"""Reads the source: which words go to a visitor around the catalogue, and which are said too early or for too long.

Followed from each call of Streamlit and each component's data back through names, functions and their callers to the
constants they are made of; what `_` and its like were given is said. A registry's fields (`entry.label`) are English
until `_` said them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rig.words import early
from rig.words.letters import Found, has_words, is_prose
from rig.words.shown import names_of, shown
from rig.words.sources import AT_ONCE, modules
from rig.words.tracing import Function, assigned, name_of, own_nodes, parts

PAGES = ("app.py", "pages", "ui")


_NUMBERS = names_of("len round int float bool min max sum range index count at length size figure day")
_THROUGH = names_of(
    "str list sorted tuple set dict zip enumerate reversed iter next partial filter map plain linked N_"
)
_METHODS = names_of(
    "join capitalize lower upper strip replace format items keys values get split title removesuffix __getitem__"
)
_REGISTRY = names_of("label help group about offer use used_for notes missing choice_labels")
"""Fields of what declares itself in English."""
_ENGLISH = names_of("label_of")
_BY_NAME = names_of("get __getitem__")
_CODE = ("<script", "<style")
EXCEPTIONS = {"f'{} grid'": "the key of a container, which the script beside it looks for"}
"""What is no words, and why."""


@dataclass(slots=True)
class Reader:
    """All functions and shared names, all calls, and by place the parameters that a visitor reads.

    as_data: whether what is followed just now goes to a component, among names.
    """

    functions: dict[str, list[Function]] = field(default_factory=dict)
    shared: dict[str, dict[str, list[ast.expr]]] = field(default_factory=dict)
    calls: list[tuple[Function, ast.Call]] = field(default_factory=list)
    sinks: set[tuple[str, str, str, bool]] = field(default_factory=set)
    as_data: bool = False
    busy: set[tuple[int, str]] = field(default_factory=set)

    def read(self, place: str, tree: ast.Module) -> None:
        """Take in a module."""
        nobody = ast.arguments([], [], None, [], [], None, [])
        top = ast.FunctionDef("<module>", nobody, tree.body, [])
        names = assigned(n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.ClassDef))
        self.shared[place] = names
        for node in (top, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))):
            function = Function(place, node, {**names, **(assigned(node.body) if node is not top else {})})
            self.functions.setdefault(node.name, []).append(function)
            self.calls += [(function, call) for call in own_nodes(node) if isinstance(call, ast.Call)]

    def found(self) -> list[Found]:
        """All words that bypass the catalogue."""
        while True:
            before, found = len(self.sinks), set[Found]()
            for function, call in self.calls:
                for value, as_data in self._shown(call, function):
                    self.as_data = as_data
                    self.busy.clear()
                    raw = self._raw(value, function)
                    found |= {word for word in raw if not as_data or is_prose(word.words.strip("f'\""))}
            if len(self.sinks) == before:
                return sorted(found)

    def _shown(self, call: ast.Call, f: Function) -> Iterator[tuple[ast.expr, bool]]:
        """What of a call's arguments a visitor reads, and whether it goes to a component, among names."""
        name, named = name_of(call), {k.arg: k.value for k in call.keywords if k.arg}
        direct = shown(call)
        if direct is not None:
            yield from ((value, False) for value in direct)
            return
        if name.startswith("_") and "data" in named and "key" in named:
            yield named["data"], True
        for g in self._called(call, name, f.module):
            given = dict(zip((a.arg for a in g.node.args.args), call.args, strict=False)) | named
            for as_data in (False, True):
                yield from ((v, as_data) for p, v in given.items() if (g.module, name, p, as_data) in self.sinks)

    def _called(self, call: ast.Call, name: str, place: str) -> list[Function]:
        """The functions that a call may mean: of the module that it names, else of its own, else of any."""
        known = self.functions.get(name, [])
        if isinstance(call.func, ast.Attribute):
            stem = ast.unparse(call.func.value)
            return [g for g in known if stem in (Path(g.module).stem, Path(g.module).parent.name)]
        return [g for g in known if g.module == place] or known

    def _raw(self, e: ast.expr, f: Function) -> Iterator[Found]:
        """The words of an expression that nobody has said yet."""
        match e:
            case ast.Constant(value=str() as text):
                if has_words(text):
                    yield Found(f.module, e.lineno, repr(text))
            case ast.JoinedStr():
                yield from self._raw_joined(e, f)
            case ast.Name():
                yield from self._raw_name(e, f)
            case ast.Attribute():
                yield from self._raw_field(e, f)
            case ast.Call():
                yield from self._raw_call(e, f)
            case ast.Subscript():
                yield from self._raw_looked_up(e.value, f)
            case ast.Dict():  # what is looked up has a name
                names = [key for key in e.keys if _is_a_name(key)]
                for part in [*(key for key in e.keys if key is not None and key not in names), *e.values]:
                    yield from self._raw(part, f)
            case _:
                yield from self._raw_parts(e, f)

    def _raw_parts(self, e: ast.expr, f: Function) -> Iterator[Found]:
        if isinstance(e, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
            f = f.with_names(assigned(ast.For(g.target, g.iter, [], []) for g in e.generators))
        for part in [e.body] if isinstance(e, ast.Lambda) else parts(e) or ():
            yield from self._raw(part, f)

    def _names_alone(self, e: ast.Call, f: Function) -> bool:
        """Whether what is gone through is a table, of which that gives the names."""
        known = [v for a in e.args if isinstance(a, ast.Name) for v in f.names.get(a.id, [])]
        return bool(known) and all(isinstance(each, ast.Dict) for each in known)

    def _raw_names(self, e: ast.expr, f: Function) -> Iterator[Found]:
        known = f.names[e.id] if isinstance(e, ast.Name) else []
        for name in (key for each in known if isinstance(each, ast.Dict) for key in each.keys if key is not None):
            if not isinstance(name, ast.Constant) or is_prose(str(name.value)):
                yield from self._raw(name, f)

    def _raw_looked_up(self, e: ast.expr, f: Function) -> Iterator[Found]:
        """What may be found in it, not by which names."""
        known = f.names.get(e.id, []) if isinstance(e, ast.Name) else [e]
        if known and all(isinstance(each, ast.Dict) for each in known):
            for value in (value for each in known if isinstance(each, ast.Dict) for value in each.values):
                yield from self._raw(value, f)
        else:
            yield from self._raw(e, f)

    def _raw_joined(self, e: ast.JoinedStr, f: Function) -> Iterator[Found]:
        text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in e.values)
        if text.lstrip().startswith(_CODE):
            return
        if has_words(text):
            yield Found(f.module, e.lineno, f"f{text!r}")
            return
        for before, value in zip([None, *e.values], e.values, strict=False):
            icon = isinstance(before, ast.Constant) and str(before.value).endswith(":material/")
            if isinstance(value, ast.FormattedValue) and not icon:
                yield from self._raw(value.value, f)

    def _raw_name(self, e: ast.Name, f: Function) -> Iterator[Found]:
        name, place = e.id, (id(f.node), e.id)
        if place in self.busy:
            return
        self.busy.add(place)
        annotation = f.parameters().get(name)
        if annotation is not None and ("str" in annotation or not annotation):
            self.sinks.add((f.module, f.node.name, name, self.as_data))
        if name in f.names:
            for value in f.names[name]:
                yield from self._raw(value, f)
        elif annotation is None and name in self.functions:
            for g in [g for g in self.functions[name] if g.module == f.module] or self.functions[name]:
                yield from self._raw_returns(g)
        elif annotation is None and name.isupper():
            yield from self._raw_shared(name)

    def _raw_shared(self, name: str) -> Iterator[Found]:
        """A constant of another module."""
        if (0, name) in self.busy:
            return
        self.busy.add((0, name))
        for module, names in self.shared.items():
            top = self._top(module)
            for value in names.get(name, ()):
                yield from self._raw(value, top)

    def _top(self, module: str) -> Function:
        return next(f for f in self.functions["<module>"] if f.module == module)

    def _raw_field(self, e: ast.Attribute, f: Function) -> Iterator[Found]:
        if e.attr in _REGISTRY and not (isinstance(e.value, ast.Name) and e.value.id in ("st", "self")):
            yield Found(f.module, e.lineno, f"{ast.unparse(e)} in English")
        elif e.attr.isupper():
            yield from self._raw_shared(e.attr)
        elif e.attr in _METHODS:
            yield from self._raw_looked_up(e.value, f) if e.attr in _BY_NAME else self._raw(e.value, f)

    def _raw_call(self, e: ast.Call, f: Function) -> Iterator[Found]:
        name = name_of(e)
        if name in _ENGLISH:
            yield Found(f.module, e.lineno, f"{ast.unparse(e)} in English")
        elif name in ("iter", "list") and self._names_alone(e, f):
            yield from self._raw_names(e.args[0], f)
        elif name in AT_ONCE | _THROUGH:
            for value in [keyword.value for keyword in e.keywords] if name in AT_ONCE else e.args:
                yield from self._raw(value, f)
        elif name in _METHODS and isinstance(e.func, ast.Attribute):
            yield from self._raw_looked_up(e.func.value, f) if name in _BY_NAME else self._raw(e.func.value, f)
            for arg in e.args[name in _BY_NAME :]:
                yield from self._raw(arg, f)
        elif name not in _NUMBERS:
            for g in self._called(e, name, f.module):
                yield from self._raw_returns(g)

    def _raw_returns(self, g: Function) -> Iterator[Found]:
        place = id(g.node), "return"
        if place in self.busy:
            return
        self.busy.add(place)
        for node in own_nodes(g.node):
            if isinstance(node, ast.Return) and node.value is not None:
                yield from self._raw(node.value, g)


def around(places: Iterable[str] = ()) -> list[Found]:
    """All that bypasses the catalogue in files below the places; everywhere for none."""
    reader, pages = Reader(), list(modules(*PAGES))
    for place, tree in pages:
        reader.read(place, tree)
    found = reader.found() + early.too_early(pages) + early.marks(pages) + early.scripts() + early.errors(modules())
    wanted = tuple(places)
    return sorted({f for f in found if f.words not in EXCEPTIONS and (not wanted or f.place.startswith(wanted))})


def _is_a_name(key: ast.expr | None) -> bool:
    """Whether a dictionary's key only names what is found under it."""
    return isinstance(key, ast.Name) or (isinstance(key, ast.Constant) and not is_prose(str(key.value)))
