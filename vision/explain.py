"""What a function does in plain words, its formula and its code, all read off the function itself.

The docstring is the one declaration. After its first sentence, lines that start with one of `SAYS` go on until
the next of them or a blank line; every other paragraph is a note for engineers.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

SAYS = {"words": "In words:", "used_for": "Used for:", "formula": "Formula:"}


class Explained(Protocol):
    """A filter, or whatever else is declared by a function; `help` is the docstring's first sentence."""

    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def function(self) -> Callable[..., Any]: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """summary: one sentence. words: for a child. used_for: where it is met. formula: LaTeX, or "".

    notes: for engineers, or "". source: the function's own code.
    """

    summary: str
    words: str
    used_for: str
    formula: str
    notes: str
    source: str


def explain(entry: Explained) -> Explanation:
    """The explanation in the function's docstring; `words` falls back to the first sentence."""
    said = dict.fromkeys(SAYS, "")
    notes: list[str] = []
    for paragraph in inspect.cleandoc(entry.function.__doc__ or "").split("\n\n")[1:]:
        notes += _read(paragraph, said)
    said["words"] = said["words"] or entry.help
    source = textwrap.dedent(inspect.getsource(entry.function))
    return Explanation(entry.help, **said, notes="\n\n".join(notes), source=source)


def _read(paragraph: str, said: dict[str, str]) -> list[str]:
    """Add what the paragraph says under a leading word to `said`; answer it as a note when there is none."""
    key = None
    for line in paragraph.splitlines():
        for name, leading in SAYS.items():
            if line.startswith(leading):
                key, line = name, line.removeprefix(leading)
        if key is not None:
            said[key] = f"{said[key]} {line.strip()}".strip()
    return [] if key is not None else [" ".join(paragraph.split())]
