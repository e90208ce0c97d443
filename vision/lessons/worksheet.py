"""A lesson on paper: its pictures and questions with lines to write on, and the answers on a last sheet."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping

from vision.lessons.all_lessons import lesson, pictures
from vision.lessons.paper import Paper
from vision.lessons.pens import can_be_written
from vision.lessons.scenes import as_file, scene
from vision.lessons.tutorial import Exercise, Slide, Tutorial
from vision.words.renamed import ENGLISH
from vision.words.said import N_

_HIGH = 168  # points of a picture
_TOGETHER = 330  # points that a step's picture, question and lines take, so that a sheet does not part them
_TITLE, _HEAD, _SMALL = 20, 14, 9

_WHO = N_("Name: ______________________________        Date: ________________")
_WHICH = N_("Which filters did you use? What did you try that did not work, and why not?")
_TEACHER = N_("For the teacher: {lesson}")
_WHERE = N_("In the booth this lesson is {address}")
_WAYS = N_("Many recipes do it, among them, as the booth writes them: {recipes}.")

_ALWAYS = (string.printable, "·—–")
"""Recipes, addresses and numbers."""

Sayer = Callable[[str], str]


def texts(name: str) -> tuple[str, ...]:
    """All that a worksheet says, to be translated; raises VisionError for an unknown lesson."""
    topic = lesson(name)
    questions = [slide.question for slide in topic.slides if slide.question is not None]
    asked = (words for question in questions for words in (question.words, question.answer))
    tried = (slide.exercise.words for slide in topic.slides if slide.exercise is not None)
    fixed = (_WHO, _WHICH, _TEACHER, _WHERE, _WAYS)
    return (*fixed, topic.title, *(slide.title for slide in topic.slides), *asked, *tried)


def worksheet(name: str, translated: Mapping[str, str] | None = None, names: Mapping[str, str] = ENGLISH) -> bytes:
    """A PDF of A4 for the lesson of this name; raises VisionError for an unknown one.

    translated: each of `texts` in another language. Letters that not every reader of PDF has, as those of Chinese, are
    drawn by this computer's fonts; where none has them the sheet is in English. names: what its pictures say.
    """
    known = translated or {}
    say = known.__getitem__ if known and all(map(can_be_written, known.values())) else str
    topic, paper = lesson(name), Paper([*map(say, texts(name)), *_ALWAYS])
    paper.sheet()
    paper.text(say(topic.title), _TITLE, bold=True)
    paper.space(8)
    paper.text(say(_WHO))
    for number, slide in enumerate(topic.slides):
        _step(paper, topic, number, slide, say, names if say is not str else ENGLISH)
    _answers(paper, topic, say)
    return paper.data()


def _step(paper: Paper, topic: Tutorial, number: int, slide: Slide, say: Sayer, names: Mapping[str, str]) -> None:
    paper.space(16)
    paper.keep(_TOGETHER)
    paper.text(f"{number + 1}. {say(slide.title)}", _HEAD, bold=True)
    paper.space(6)
    paper.pictures(_shown(topic, number, slide, names), _HIGH)
    paper.space(8)
    if slide.question is not None:
        paper.text(bare(say(slide.question.words)))
        paper.rules(3)
    if slide.exercise is not None:
        paper.text(bare(say(slide.exercise.words)))
        paper.text(say(_WHICH))
        paper.rules(4)


def _shown(topic: Tutorial, number: int, slide: Slide, names: Mapping[str, str]) -> list[bytes]:
    """Before and after, side by side, of what moves the last frame."""
    made = pictures(topic.name, number, names)
    before = [as_file(scene(slide.scene)[-1:])] if made.before else []
    return [*before, made.last]


def _answers(paper: Paper, topic: Tutorial, say: Sayer) -> None:
    paper.sheet()
    paper.text(say(_TEACHER).format(lesson=say(topic.title)), _TITLE, bold=True)
    paper.space(4)
    paper.text(say(_WHERE).format(address=f"/lessons?lesson={topic.name}"), _SMALL)
    for number, slide in enumerate(topic.slides):
        paper.space(10)
        paper.text(f"{number + 1}. {say(slide.title)}", bold=True)
        if slide.question is not None:
            paper.text(bare(say(slide.question.answer)))
        if slide.exercise is not None:
            paper.text(_ways(slide.exercise, say))


def _ways(exercise: Exercise, say: Sayer) -> str:
    return say(_WAYS).format(recipes="; ".join(exercise.answers))


def bare(words: str) -> str:
    """Without Markdown's stars."""
    return words.replace("*", "")
