"""The library's reference, from its docstrings, and the commands', from their own help."""

from __future__ import annotations

import argparse
from functools import partial
from importlib import import_module

from live.watching import command as watch
from rig.site.words import as_markdown
from vision.__main__ import COMMANDS

PARTS = {
    "Pictures and findings": ("types", "draw", "imageio", "photographs", "pdf", "detect.annotations", "detect.score"),
    "Filters and recipes": ("processor", "params", "catalogue", "recipe", "pipeline", "presets", "explain", "export"),
    "Faces": ("faces", "faces.privacy", "faces.export", "faces.tradeoff"),
    "Pages of text": ("layout", "read"),
    "Teaching": ("teach.lesson", "teach.training", "teach.answering", "teach.saved"),
    "Still and moving pictures": ("stills.still", "stills.lab", "stills.animation", "motion.events", "motion.settings"),
    "Learned models": ("models.record", "models.shelf", "models.files"),
}
"""What others may build on, below `vision`."""

_WIDE = 100


def pages() -> dict[str, str]:
    """reStructuredText and Markdown by its path below `library/`."""
    names = [name for part in PARTS.values() for name in part]
    written = {f"{name}.rst": _module(f"vision.{name}") for name in names}
    return {"index.md": _index(), "commands.md": _commands(), **written}


def _index() -> str:
    parts = [
        "# The library",
        "`vision` is plain Python over NumPy, OpenCV and scikit-image: pictures are arrays, recipes are values, and "
        "nothing knows of a browser. `pip install .` brings it; from a checkout it is there.",
    ]
    for title, names in PARTS.items():
        rows = (f"- [`vision.{name}`]({name}.rst): {_first_sentence(f'vision.{name}')}" for name in names)
        parts += [f"## {title}", "\n".join(rows)]
    parts += ["## Without Python", "- [The commands](commands.md), each with its options"]
    every = [name for part in PARTS.values() for name in part]
    return "\n\n".join([*parts, "\n".join(["```{toctree}", ":hidden:", "", *every, "commands", "```", ""])])


def _first_sentence(module: str) -> str:
    return as_markdown(" ".join((import_module(module).__doc__ or "").split("\n\n")[0].split()))


def _module(name: str) -> str:
    return f"{name}\n{'=' * len(name)}\n\n.. automodule:: {name}\n   :members:\n"


def _commands() -> str:
    parts = ["# The commands", "`booth COMMAND`, or `python -m vision COMMAND` from a checkout."]
    for name, parser in parsers().items():
        parts += [f"## booth {name}", f"```text\n{parser.format_help()}\n```"]
    return "\n\n".join(parts)


def parsers() -> dict[str, argparse.ArgumentParser]:
    """What reads each command's words, by the command's name."""
    declared = argparse.ArgumentParser(prog="booth").add_subparsers()
    for command in (*COMMANDS, watch):
        command.add_parser(declared)
    for parser in declared.choices.values():
        parser.formatter_class = partial(argparse.HelpFormatter, width=_WIDE)
    return dict(declared.choices)
