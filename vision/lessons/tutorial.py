"""A lesson as a value: slides, questions with their answers, and things to try that are judged by what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vision.lessons.scenes import Viewed
from vision.recipe import Recipe

Judge = Callable[[Viewed], str]
"""What is still amiss, in one sentence that helps; "" when all is well."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a class is asked, and what its teacher knows."""

    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to reach with filters.

    without: names and groups of filters that do not count. scenes: on each of them it has to work. answers: recipes
    that reach it, as text, for the teacher.
    """

    words: str
    judge: Judge
    scenes: tuple[str, ...]
    answers: tuple[str, ...]
    without: tuple[str, ...] = ()

    def forbidden(self, recipe: Recipe) -> tuple[str, ...]:
        """The labels of the filters in the recipe that do not count."""
        entries = [step.processor for step in recipe.running]
        return tuple(dict.fromkeys(e.label for e in entries if e.name in self.without or e.group in self.without))


@dataclass(frozen=True, slots=True)
class Slide:
    """One step of a lesson. words: Markdown. scene: of `scenes`, shown through the recipe; alt: what is seen then.

    compared: whether the scene itself stands beside it.
    """

    title: str
    words: str
    scene: str
    alt: str
    recipe: str = "none"
    compared: bool = True
    question: Question | None = None
    exercise: Exercise | None = None


@dataclass(frozen=True, slots=True)
class Tutorial:
    """A lesson of about ten minutes. name: as in links. icon: of Material Symbols.

    page, offer: where to go on in the booth, a page's name as in its address, and the words of the button.
    cover: the slide, from 0, whose picture stands for the lesson.
    """

    name: str
    title: str
    about: str
    icon: str
    slides: tuple[Slide, ...]
    page: str
    offer: str
    cover: int = 0
