"""One frame's way: the look of a camera's frame does not hang on its size."""

from __future__ import annotations

import threading
from fractions import Fraction

import av
import numpy as np
import pytest
import skimage.data

from live.video import frames
from live.video.meter import Meter
from live.video.processing import FrameProcessor, Shot, Wanted
from vision import processor as processors
from vision.catalogue import catalogue
from vision.draw import draw_detections
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Detections, Image, as_image
from vision.words.renamed import OWN


def frame_of(image: Image, number: int = 0) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(frames.from_rgb(image), format="yuv420p")
    frame.pts, frame.time_base = 3000 * number, Fraction(1, 90_000)
    return frame


def shots_of(recipe: str, *images: Image) -> list[Shot]:
    """The moments of these frames, in turn, by one processor."""
    processor, seen = FrameProcessor(Meter()), list[Shot]()
    wanted = Wanted(Recipe.parse(recipe), False, False, None, (seen.append,))
    for number, image in enumerate(images):
        assert processor.finished(frame_of(image, number), wanted) is not None
    return seen


@pytest.mark.parametrize("width, height", [(320, 240), (640, 480), (1280, 720)])
@pytest.mark.parametrize("recipe", ["gaussian_blur radius=6", "roberts gain=4", "pixelate size=32"])
def test_pixels_are_those_of_a_picture_640_wide(recipe: str, width: int, height: int) -> None:
    photo = as_image(np.resize(skimage.data.astronaut(), (height, width, 3)))
    (shot,) = shots_of(recipe, photo)
    sized = Recipe.parse(recipe).at_width(width)
    assert np.array_equal(shot.filtered, Pipeline().run(shot.raw, sized).image)
    as_written = Pipeline().run(shot.raw, Recipe.parse(recipe)).image
    assert np.array_equal(shot.filtered, as_written) == (width == 640 or sized == Recipe.parse(recipe))


def test_the_size_is_worked_out_once_for_a_recipe_and_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    plain = Recipe.at_width

    def counted(recipe: Recipe, width: int) -> Recipe:
        asked.append(width)
        return plain(recipe, width)

    monkeypatch.setattr(Recipe, "at_width", counted)
    small, large = (np.zeros((h, w, 3), np.uint8) for h, w in ((240, 320), (720, 1280)))
    shots_of("gaussian_blur", small, small, small, large, large, small)
    assert asked == [320, 1280, 320]


def test_what_a_step_remembers_stays_from_frame_to_frame() -> None:
    black = np.zeros((720, 1280, 3), np.uint8)
    white = np.full_like(black, 255)
    first, second, alone = *shots_of("trails", white, black), *shots_of("trails", black)
    assert first.filtered.mean() > 250 and alone.filtered.mean() < 5
    assert second.filtered.mean() > 50


class Viewer(threading.Thread):
    """One who watches a face being found, and what was drawn for them."""

    def __init__(self, names: dict[str, str], together: threading.Barrier) -> None:
        super().__init__()
        self.drawn: list[Image] = []
        self._names, self._together = names, together

    def run(self) -> None:
        processor, own = FrameProcessor(Meter()), {OWN: self._names}
        wanted = Wanted(Recipe.parse("spot"), False, None, None, (lambda shot: self.drawn.append(shot.filtered),), own)
        for number in range(12):
            self._together.wait(10)
            processor.finished(frame_of(np.full((240, 320, 3), 90, np.uint8), number), wanted)


def test_each_viewer_reads_names_in_their_own_language_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processors, "_registry", catalogue())

    def spot(image: Image) -> Detections:
        """Always at the same place."""
        return Detections.of([[60, 60, 260, 200]], "cup")

    processors.processor("Spot")(spot)
    together, tongues = threading.Barrier(3), [{"cup": name} for name in ("Tasse", "taza", "cup")]
    viewers = [Viewer(names, together) for names in tongues]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join(20)

    ground = np.full((240, 320, 3), 90, np.uint8)
    for viewer, name in zip(viewers, ("Tasse", "taza", "cup"), strict=True):
        expected = draw_detections(ground, Detections.of([[60, 60, 260, 200]], "cup"), tags=[name])
        assert len(viewer.drawn) == 12
        assert all(np.abs(drawn.astype(int) - expected).mean() < 0.2 for drawn in viewer.drawn)
    assert np.abs(viewers[0].drawn[0].astype(int) - viewers[2].drawn[0]).max() > 50
