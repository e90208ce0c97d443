"""What a processor does in plain words, its formula and its code, all read off the function itself.

The docstring is the one declaration. After its first sentence, lines that start with one of `SAYS` go on until
the next of them or a blank line; every other paragraph is a note for engineers.
"""

from __future__ import annotations

import inspect
import textwrap
from dataclasses import dataclass

from vision.processor import Processor

SAYS = {"words": "In words:", "used_for": "Used for:", "formula": "Formula:"}


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


def explain(processor: Processor) -> Explanation:
    """The explanation in the processor's docstring; `words` falls back to the first sentence."""
    said = dict.fromkeys(SAYS, "")
    notes: list[str] = []
    for paragraph in inspect.cleandoc(processor.function.__doc__ or "").split("\n\n")[1:]:
        notes += _read(paragraph, said)
    said["words"] = said["words"] or processor.help
    source = textwrap.dedent(inspect.getsource(processor.function))
    return Explanation(processor.help, **said, notes="\n\n".join(notes), source=source)


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
