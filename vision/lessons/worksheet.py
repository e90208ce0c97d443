"""A lesson on paper: its pictures and questions with lines to write on, and the answers on a last sheet."""

from __future__ import annotations

from vision.lessons.all_lessons import lesson, pictures
from vision.lessons.paper import Paper
from vision.lessons.scenes import as_file, scene
from vision.lessons.tutorial import Exercise, Slide, Tutorial

_HIGH = 168  # points of a picture
_TOGETHER = 330  # points that a step's picture, question and lines take, so that a sheet does not part them
_TITLE, _HEAD, _SMALL = 20, 14, 9


def worksheet(name: str) -> bytes:
    """A PDF of A4 for the lesson of this name; raises VisionError for an unknown one."""
    topic, paper = lesson(name), Paper()
    paper.sheet()
    paper.text(topic.title, _TITLE, bold=True)
    paper.space(8)
    paper.text("Name: ______________________________        Date: ________________")
    for number, slide in enumerate(topic.slides):
        _step(paper, topic, number, slide)
    _answers(paper, topic)
    return paper.data()


def _step(paper: Paper, topic: Tutorial, number: int, slide: Slide) -> None:
    paper.space(16)
    paper.keep(_TOGETHER)
    paper.text(f"{number + 1}. {slide.title}", _HEAD, bold=True)
    paper.space(6)
    paper.pictures(_shown(topic, number, slide), _HIGH)
    paper.space(8)
    if slide.question is not None:
        paper.text(bare(slide.question.words))
        paper.rules(3)
    if slide.exercise is not None:
        paper.text(bare(slide.exercise.words))
        paper.text("Which filters did you use? What did you try that did not work, and why not?")
        paper.rules(4)


def _shown(topic: Tutorial, number: int, slide: Slide) -> list[bytes]:
    """Before and after, side by side, of what moves the last frame."""
    made = pictures(topic.name, number)
    before = [as_file(scene(slide.scene)[-1:])] if made.before else []
    return [*before, made.last]


def _answers(paper: Paper, topic: Tutorial) -> None:
    paper.sheet()
    paper.text(f"For the teacher: {topic.title}", _TITLE, bold=True)
    paper.space(4)
    paper.text(f"In the booth this lesson is /lessons?lesson={topic.name}", _SMALL)
    for number, slide in enumerate(topic.slides):
        paper.space(10)
        paper.text(f"{number + 1}. {slide.title}", bold=True)
        if slide.question is not None:
            paper.text(bare(slide.question.answer))
        if slide.exercise is not None:
            paper.text(_ways(slide.exercise))


def _ways(exercise: Exercise) -> str:
    ways = "; or ".join(exercise.answers)
    return f"Many recipes do it, among them, as the booth writes them: {ways}."


def bare(words: str) -> str:
    """Without Markdown's stars."""
    return words.replace("*", "")
