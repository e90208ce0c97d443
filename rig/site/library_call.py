"""A processor's call as a library, as lines that run."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from vision.draw import draw_detections
from vision.photographs import photograph
from vision.presets import photo_for
from vision.processor import Moment
from vision.recipe import Step

TAUGHT = "taught"
"""The group of those that go by what somebody taught."""


def library_call(step: Step) -> str:
    """Lines that apply the step to a packaged photograph; pixels in them are true pixels."""
    entry, words = step.processor, ["image"]
    needed: list[Any] = [photograph, entry.function]
    if entry.state is not None:
        needed.append(entry.state)
        words.append(f"{entry.state.__name__}()")
    if entry.wants_moment:
        needed.append(Moment)
        words.append("Moment(time_s=0.0)")
    words += [f"{name}={value!r}" for name, value in step.values]
    answer = "found" if entry.kind == "finder" else "result"
    given = f"{answer}, state" if entry.state is not None else answer
    lines = [
        f'image = photograph("{photo_for(entry.name)}")  # or load_image("photo.jpg") of vision.imageio',
        *_call(f"{given} = {entry.function.__name__}(", words),
    ]
    if entry.state is not None:
        lines[-1] += "  # the next picture takes this state"
    if entry.kind == "finder":
        needed.append(draw_detections)
        lines.append("result = draw_detections(image, found)")
    return "\n".join([*_imports(needed), "", *lines])


def command_line(step: Step) -> str:
    """The command that does the same to a file, as the pages show it."""
    more = "--taught taught.json " if step.processor.group == TAUGHT else ""
    return f"booth apply --like-width 640 {more}photo.jpg result.png -- {step}"


def _imports(needed: list[Any]) -> list[str]:
    by_module = defaultdict[str, list[str]](list)
    for thing in needed:
        by_module[thing.__module__].append(thing.__name__)
    return [f"from {module} import {', '.join(sorted(by_module[module]))}" for module in sorted(by_module)]


def _call(begin: str, words: list[str], longest: int = 88) -> list[str]:
    """On one line, or one word on each where that is too long to read."""
    line = f"{begin}{', '.join(words)})"
    return [line] if len(line) <= longest else [begin, *(f"    {word}," for word in words), ")"]
