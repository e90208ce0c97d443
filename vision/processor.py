"""The @processor decorator and the registry: a small function becomes a filter or a finder."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from vision.models.record import Model
from vision.params import Param, Value, param_of
from vision.types import Detections, Gray, Image, VisionError
from vision.words.quote import quoted
from vision.words.said import said
from vision.working_size import Enlarge

Submit = Callable[..., "Future[Any]"]
NOTHING: Mapping[str, Any] = MappingProxyType({})
F = TypeVar("F", bound=Callable[..., Any])


def run_now(work: Callable[..., Any], *args: Any) -> Future[Any]:
    """Run `work(*args)` here and return its finished Future: what `Moment.submit` is for stills and tests."""
    future: Future[Any] = Future()
    try:
        future.set_result(work(*args))
    except Exception as error:
        future.set_exception(error)
    return future


@dataclass(frozen=True, slots=True)
class Moment:
    """When a frame was taken (seconds, any origin, never backwards), and where slow work may run.

    own: what this viewer alone brought along, by its name; it stands in no recipe, link or file.
    """

    time_s: float = 0.0
    submit: Submit = run_now
    own: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Processor:
    """A registered function and what its signature says; `help` is the docstring's first paragraph on one line."""

    name: str
    label: str
    group: str
    help: str
    kind: Literal["filter", "finder"]
    params: tuple[Param, ...]
    function: Callable[..., Any]
    state: type | None = None
    wants_moment: bool = False
    moves_pixels: bool = False
    hides: bool = False
    enlarge: Enlarge = ""
    needs: tuple[Model, ...] = ()
    _by_name: Mapping[str, Param] = field(default_factory=dict, repr=False, compare=False)

    def param(self, name: str) -> Param:
        """The parameter called `name`; raises VisionError listing the known ones."""
        if name not in self._by_name:
            known = ", ".join(self._by_name) or said("none")
            raise VisionError(
                said(
                    "{filter} has no parameter {name}; it has: {known}.",
                    filter=self.name,
                    name=quoted(name),
                    known=known,
                )
            )
        return self._by_name[name]

    def complete(self, values: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter's value: those given, checked, and the defaults; raises VisionError."""
        given = {name: self.param(name).check(value) for name, value in values.items()}
        return {p.name: given.get(p.name, p.default) for p in self.params}

    def __call__(self, image: Image, state: Any, moment: Moment, values: Mapping[str, Value]) -> tuple[Any, Any]:
        """(Image or Detections, next state); the state of one that remembers nothing is None."""
        args: list[Any] = [image]
        if self.state is not None:
            args.append(state if state is not None else self.state())
        if self.wants_moment:
            args.append(moment)
        answer = self.function(*args, **values)
        return answer if self.state is not None else (answer, None)


_registry: dict[str, Processor] = {}


def processor(
    label: str,
    *,
    moves_pixels: bool = False,
    hides: bool = False,
    enlarge: Enlarge = "",
    needs: tuple[Model, ...] = (),
) -> Callable[[F], F]:
    """Register a function under its own name; it is returned unchanged.

    Positional parameters: `image`, then `state` for one that remembers, then `moment` for one that needs
    time or a worker. All others are keyword-only with a default; a number has a Range. It returns Image (a
    filter) or Detections (a finder), or a tuple of that and the next state. `moves_pixels` says that what is
    seen changes place, so that findings are drawn before it. `hides` says that it makes somebody unrecognisable:
    while it is on, a failure anywhere shows less, never more. `enlarge` says that one sees its single pixels: a large
    still is worked at working size and enlarged, smoothly or with sharp dots. `needs` names the learned models without
    whose files it raises NotThereError. Raises TypeError naming function and parameter.
    """

    def register(function: F) -> F:
        name = function.__name__
        try:
            says = {"moves_pixels": moves_pixels, "hides": hides, "enlarge": enlarge, "needs": needs}
            entry = _read(function, label, **says)
        except TypeError as error:
            raise TypeError(f"processor {name} in {function.__module__}: {error}") from None
        _registry[name] = entry
        return function

    return register


def _read(function: Callable[..., Any], label: str, **says: Any) -> Processor:
    name = function.__name__
    if name in _registry and _registry[name].function.__module__ != function.__module__:
        raise TypeError(f"the name is taken by {_registry[name].function.__module__}")
    if name in _registry or name == "none":
        raise TypeError("the name is taken")
    hints = get_type_hints(function, include_extras=True)
    positional, params = [], []
    for p in inspect.signature(function).parameters.values():
        if p.kind is p.POSITIONAL_OR_KEYWORD and p.default is p.empty:
            positional.append(p.name)
        else:
            params.append(_read_param(p, hints))
    if hints.get("image", Image) != Image:
        raise TypeError("its first parameter, image, is an Image")
    kind, state = _read_return(hints.get("return"))
    if says["hides"] and kind != "filter":
        raise TypeError("what hides returns Image: boxes hide nothing")
    if says["enlarge"] and kind != "filter":
        raise TypeError("what is enlarged returns Image: boxes have no pixels")
    wants_moment = "moment" in positional
    expected = ["image"] + ["state"] * (state is not None) + ["moment"] * wants_moment
    if positional != expected:
        raise TypeError(f"positional parameters are {positional}, expected {expected}")
    doc = inspect.getdoc(function)
    if not doc:
        raise TypeError("a docstring is its help in the sidebar; it has none")
    group = function.__module__.rsplit(".", 1)[-1]
    help_ = " ".join(doc.split("\n\n")[0].split())
    by_name = {p.name: p for p in params}
    return Processor(
        name, label, group, help_, kind, tuple(params), function, state, wants_moment, _by_name=by_name, **says
    )


def _read_param(p: inspect.Parameter, hints: Mapping[str, Any]) -> Param:
    if p.kind is not p.KEYWORD_ONLY:
        raise TypeError(f"parameter {p.name} is not keyword-only")
    if p.default is p.empty:
        raise TypeError(f"parameter {p.name} has no default")
    try:
        return param_of(p.name, hints.get(p.name), p.default)
    except TypeError as error:
        raise TypeError(f"parameter {p.name}: {error}") from None


def _read_return(hint: Any) -> tuple[Literal["filter", "finder"], type | None]:
    state = None
    if get_origin(hint) is tuple:
        hint, state = get_args(hint)
        if not isinstance(state, type):
            raise TypeError("the state is a class that can be made with no arguments")
        state()
    if hint is Detections:
        return "finder", state
    if hint == Image:
        return "filter", state
    if hint == Gray:
        raise TypeError("it returns Gray; a filter returns Image, which to_rgb makes of it")
    raise TypeError("it returns Image or Detections, or a tuple of that and its state")


def registered() -> dict[str, Processor]:
    """What has registered so far, by name; `vision.catalogue` knows when that is all."""
    return dict(_registry)
