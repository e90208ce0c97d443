"""The six lessons, what their slides show, and whether a visitor's recipe does what an exercise asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vision.catalogue import label_of
from vision.lessons.about_edges import EDGES
from vision.lessons.about_faces import FACES
from vision.lessons.about_lines import LINES
from vision.lessons.about_motion import MOTION
from vision.lessons.about_pictures import PICTURES
from vision.lessons.about_teaching import TEACHING
from vision.lessons.scenes import as_file, see
from vision.lessons.tutorial import Tutorial
from vision.recipe import Recipe
from vision.types import VisionError
from vision.words.renamed import ENGLISH
from vision.words.said import both, said

LESSONS: dict[str, Tutorial] = {lesson.name: lesson for lesson in (PICTURES, EDGES, FACES, MOTION, LINES, TEACHING)}


@dataclass(frozen=True, slots=True)
class SlidePictures:
    """Files as browsers show them: JPEG, or a GIF that moves; before: b"" where the scene itself is not shown.

    last: of what moves, the last frame alone, as JPEG; otherwise `after`.
    """

    before: bytes
    after: bytes
    last: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a recipe makes of an exercise's scene, and what is still amiss; "" when it is done.

    errors: label and message of each step that was passed over.
    """

    after: bytes
    last: bytes
    amiss: str
    errors: tuple[tuple[str, str], ...] = ()


def lesson(name: str) -> Tutorial:
    """Raises VisionError listing the known ones."""
    if name not in LESSONS:
        raise VisionError(
            said("There is no lesson called {name!r}; there are: {known}.", name=name, known=", ".join(LESSONS))
        )
    return LESSONS[name]


def pictures(name: str, number: int, names: Mapping[str, str] = ENGLISH) -> SlidePictures:
    """Of a lesson's slide, counted from 0. names: what is written into them, in the viewer's language."""
    slide = lesson(name).slides[number]
    seen = see(slide.scene, Recipe.parse(slide.recipe), names)
    compared = slide.compared and slide.recipe != "none"
    before = as_file(seen.before) if compared else b""
    return SlidePictures(before, as_file(seen.after), as_file(seen.after[-1:]))


def attempt(name: str, number: int, recipe: Recipe, names: Mapping[str, str] = ENGLISH) -> Attempt:
    """Run a recipe on an exercise's scenes and judge it; raises VisionError for a slide without an exercise.

    names: what is written into the picture, in the viewer's language.
    """
    exercise = lesson(name).slides[number].exercise
    if exercise is None:
        raise VisionError("There is nothing to try on this step.")
    shown = see(exercise.scenes[0], recipe, names)
    amiss = _amiss_before(exercise.forbidden(recipe), recipe) or exercise.judge(shown)
    for other in exercise.scenes[1:]:
        wrong = "" if amiss else exercise.judge(see(other, recipe))
        if wrong:
            amiss = said("Here it works, but not on the photograph of the {other}. {wrong}", other=other, wrong=wrong)
    errors = tuple((label_of(timing.name), timing.error) for timing in shown.errors)
    return Attempt(as_file(shown.after), as_file(shown.after[-1:]), amiss, errors)


def _amiss_before(forbidden: tuple[str, ...], recipe: Recipe) -> str:
    """What can be said without looking."""
    if not recipe.running:
        return said("Add a filter to begin.")
    if forbidden:
        if len(forbidden) == 1:
            return said("{filter} does not count here.", filter=said(forbidden[0]))
        return said("{filters} do not count here.", filters=both(map(said, forbidden)))
    return ""
