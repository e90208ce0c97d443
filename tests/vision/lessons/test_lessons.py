"""The lessons say what is so: their pictures are there, and numbers in their words are those of the pictures."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
import pytest

from vision.lessons import cats_and_cups
from vision.lessons.all_lessons import LESSONS, lesson, pictures
from vision.lessons.scenes import FRAME_S, scene, see
from vision.letters.stamp import Stamp, stamp
from vision.photographs import photograph
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.types import VisionError

STEPS = [(each.name, number) for each in LESSONS.values() for number in range(len(each.slides))]


def slide_words(name: str, number: int) -> str:
    slide = lesson(name).slides[number]
    return f"{slide.words} {slide.question.answer if slide.question else ''}"


def test_there_are_six_of_five_to_seven_steps_that_end_with_a_task() -> None:
    assert len(LESSONS) == 6
    for each in LESSONS.values():
        *asked, last = each.slides
        assert 5 <= len(each.slides) <= 7 and last.exercise is not None
        assert all(slide.question is not None and slide.exercise is None for slide in asked)


@pytest.mark.parametrize(("name", "number"), STEPS)
def test_each_step_shows_what_its_recipe_does(name: str, number: int) -> None:
    slide, made = lesson(name).slides[number], pictures(name, number)
    seen = see(slide.scene, Recipe.parse(slide.recipe))
    assert not seen.errors and slide.alt
    with PIL.Image.open(io.BytesIO(made.after)) as opened:
        assert opened.format == ("GIF" if len(seen.after) > 1 else "JPEG")
        assert opened.size == seen.after[-1].shape[1::-1]
    assert (made.last == made.after) == (len(seen.after) == 1)
    changes = any((a != b).any() for a, b in zip(seen.before, seen.after, strict=True))
    assert changes == (slide.recipe != "none")


def test_an_unknown_lesson_or_scene_is_said_with_the_known_ones() -> None:
    with pytest.raises(VisionError, match="no lesson called 'cooking'; there are: pictures, edges"):
        lesson("cooking")
    with pytest.raises(VisionError, match="no scene called 'kitchen'; there are: astronaut"):
        scene("kitchen")


def test_a_scene_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        scene("walk")[0][0, 0] = 0


def test_numbers_of_the_first_lesson() -> None:
    assert photograph("astronaut").shape == (512, 512, 3) and "262 144" in slide_words("pictures", 0)
    assert 512 * 512 == 262144 and 256**3 == 16_777_216
    red, green, blue = photograph("astronaut")[340:440, 130:200].mean(axis=(0, 1))
    assert red > green and red > blue and "Brightest in red" in slide_words("pictures", 1)
    for colour, level in (((0, 0, 255), 28), ((0, 255, 0), 150)):
        patch = np.full((4, 4, 3), colour, np.uint8)
        assert abs(int(filtered(patch, Recipe.parse("grayscale")).image[0, 0, 0]) - level) <= 1
        assert str(level) in slide_words("pictures", 2)
    row = see("astronaut", Recipe.parse("pixelate size=24")).after[0][256].astype(int)
    assert np.count_nonzero(np.abs(np.diff(row, axis=0)).max(axis=1)) + 1 < 30
    levels = see("astronaut", Recipe.parse("posterise levels=2")).after[0].reshape(-1, 3)
    assert len(np.unique(levels, axis=0)) <= 8


def test_numbers_of_faces() -> None:
    def boxes(name: str, text: str) -> int:
        return len(filtered(scene(name)[0], Recipe.parse(text)).detections)

    assert boxes("eight ways", "faces sure=0.7") == 3 and "found 3 of 8 and missed 5" in slide_words("faces", 1)
    assert boxes("coins", "faces sure=0.1") == 4 > boxes("coins", "faces")
    assert boxes("eight ways", "faces sure=0.1") == 4 and "one more is found" in slide_words("faces", 3)


def test_a_horse_goes_by_five_times_a_second() -> None:
    frames = scene("walk")
    assert 1 / FRAME_S == 5 and "five still pictures a second" in slide_words("motion", 0)
    moved = [int((frame != frames[0]).any(axis=2).sum()) for frame in frames]
    assert moved[0] == 0 and all(count > 0 for count in moved[1:]) and moved[-1] > 5000
    faint = see("walk", Recipe.parse("long_exposure seconds=2")).after[-1].astype(int)
    assert np.abs(faint - frames[0]).max() < np.abs(frames[-1].astype(int) - frames[0]).max() / 2


def test_what_the_taught_machine_says() -> None:
    said = {name: cats_and_cups.said_of(filtered(photograph(p), Recipe.parse(t)).image).name for p, t, name in ASKED}
    assert said == {
        "the cat": "cat",
        "mirrored": "cat",
        "without colour": "none of these",
        "the cup": "cup",
        "coins": "none of these",
        "an astronaut": "none of these",
    }
    blue = filtered(photograph("cat"), Recipe.parse(lesson("teaching").slides[3].recipe)).image
    assert cats_and_cups.said_of(blue).name == "none of these" and "none of these" in slide_words("teaching", 3)


ASKED = cats_and_cups.ASKED


def test_what_is_written_into_a_scene_is_in_the_viewers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    written = set()

    def stamped(words: str, size: int, colour: tuple[int, int, int]) -> Stamp:
        written.add(words)
        return stamp(words, size, colour)

    monkeypatch.setattr(cats_and_cups, "stamp", stamped)
    names = {words: f"[{words}]" for words in cats_and_cups.WRITTEN}
    see("examples", Recipe(), names)
    see("answers", Recipe(), names)
    assert {"[“[cat]”]", "[“[none of these]”]", "[shown: [mirrored]]", "[shown: [an astronaut]]"} < written
    assert all(words.startswith("[") for words in written - {""})


@pytest.mark.parametrize(("name", "number"), [("faces", 2), ("teaching", 2)])
def test_what_is_found_on_a_slide_is_named_in_the_viewers_language(name: str, number: int) -> None:
    english = pictures(name, number)
    assert pictures(name, number, {"face": "rostro", "shown: {what}": "se ve: {what}"}) != english
    assert pictures(name, number, {"Cartoon": "dibujo"}) == english
