"""Messages that a registry holds: what filters, looks, options, sources and lessons declare about themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import live.video.bird_house  # noqa: F401  registers its source
from live.sound.heard_picture import SOUND
from live.video.sources import programs
from rig.words.message import Message
from rig.words.sources import TOP
from ui.common.language import streamlits_own
from ui.common.recipe import same_meaning
from vision.catalogue import catalogue
from vision.explain import explain
from vision.layout.options import layout_options
from vision.layout.samples import SAMPLES
from vision.learned.kinds import KINDS
from vision.lessons.all_lessons import LESSONS
from vision.lessons.tutorial import Slide, Tutorial
from vision.models.shelf import SHELF
from vision.motion.settings import motion_params
from vision.params import SETTING, Param
from vision.photographs import PHOTOGRAPHS
from vision.presets import PRESETS
from vision.processor import Processor
from vision.sound.described import SoundFunction
from vision.sound.effects import effects
from vision.teach.features import KINDS as FEATURES


def messages() -> Iterator[Message]:
    """All of them, whether or not a page shows them today."""
    for entry in catalogue().values():
        yield from _processor(entry)
    for preset in PRESETS:
        yield Message(preset.name, "", "vision/presets.py", "name of a look")
        yield Message(preset.help, "", "vision/presets.py", f"about the look {preset.name}")
    for program in programs().values():
        yield from _all((program.label, program.help), _place(program.function), "a source")
    for sound in (SOUND, *effects().values()):
        yield from _function(sound)
    for option in layout_options():
        yield from _param(option.param, "vision/layout/options.py", "page segmentation")
    for param in motion_params():
        yield from _param(param, "vision/motion/settings.py", "the recorder")
    for lesson in LESSONS.values():
        yield from _lesson(lesson)
    yield from _all((m.use for m in SHELF), "vision/models/shelf.py", "what a learned model is for")
    yield from _all((text for s in SAMPLES for text in (s.label, s.help)), "vision/layout/samples.py", "a drawn page")
    yield from _all(PHOTOGRAPHS, "vision/photographs.py", "a photograph")
    yield from _all(KINDS, "vision/learned/kinds.py", "a thing that is found")
    for words in streamlits_own.OWN:
        yield Message(words, "", "ui/common/language/streamlits_own.py", "Streamlit's own", streamlits_own.CONTEXT)
    for word in same_meaning.ALSO:
        yield Message(word, "", "ui/common/recipe/same_meaning.py", "one or several words", same_meaning.SEARCHED)
    yield from _all((kind.missing for kind in FEATURES.values()), "vision/teach/features.py", "Teach")


def _processor(entry: Processor) -> Iterator[Message]:
    yield Message(entry.group, "", _place(entry.function), "a group of filters")
    yield from _function(entry)


def _function(entry: Processor | SoundFunction) -> Iterator[Message]:
    place, told = _place(entry.function), explain(entry)
    yield Message(entry.label, "", place, "name of a filter")
    yield Message(entry.help, "", place, f"{entry.label}: first sentence")
    yield Message(told.words, "", place, f"{entry.label}: in words, for a child")
    yield Message(told.used_for, "", place, f"{entry.label}: where it is used")
    yield Message(told.notes, "", place, f"{entry.label}: for engineers")
    for param in entry.params:
        yield from _param(param, place, entry.label)


def _param(param: Param, place: str, of: str) -> Iterator[Message]:
    yield Message(param.label, "", place, f"{of}: a setting", SETTING)
    yield Message(param.help, "", place, f"{of}: {param.label}")
    if param.range is not None:
        yield Message(param.range.unit, "", place, "a unit")
    yield from _all(param.choice_labels, place, f"{of}: {param.label}")


def _lesson(lesson: Tutorial) -> Iterator[Message]:
    place = f"vision/lessons/about_{lesson.name}.py"
    place = place if (TOP / place).is_file() else "vision/lessons/all_lessons.py"
    yield from _all((lesson.title, lesson.about, lesson.offer), place, "a lesson")
    for slide in lesson.slides:
        yield from _all(_slide(slide), place, f"lesson {lesson.title}: {slide.title}")


def _slide(slide: Slide) -> Iterator[str]:
    yield from (slide.title, slide.words, slide.alt)
    if slide.question is not None:
        yield from (slide.question.words, slide.question.answer)
    if slide.exercise is not None:
        yield slide.exercise.words


def _all(texts: Iterable[str], place: str, note: str) -> Iterator[Message]:
    return (Message(words, "", place, note) for words in texts)


def _place(function: object) -> str:
    file = inspect.getsourcefile(inspect.unwrap(function))  # type: ignore[arg-type]
    return str(Path(file or "").relative_to(TOP))
