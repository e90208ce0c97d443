"""Lines of text are sure, ornaments are not."""

from __future__ import annotations

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page
from vision.layout.reading.certainty import IN_PICTURE, certainties
from vision.layout.reading.edits import merge


def test_text_is_sure_and_stars_and_flourishes_between_paragraphs_are_not() -> None:
    sheet = PIL.Image.fromarray(draw_page(PageSpec(700, 900, (9,), letter=22, pitch=44)).image)
    pen = PIL.ImageDraw.Draw(sheet)
    star = PIL.ImageFont.load_default(22)
    for x, y in ((300, 520), (340, 530), (380, 520)):
        pen.text((x, y), "*", 20, star)
    pen.arc((250, 600, 330, 660), 180, 340, 20, 4)
    pen.arc((330, 620, 420, 690), 0, 200, 20, 4)
    lines = segment(np.asarray(sheet, np.uint8)).lines
    text = [line.certainty for line in lines if line.box[1] < 480]
    others = [line.certainty for line in lines if line.box[1] >= 480]
    assert len(text) == 9 and min(text) > 0.9
    assert others and max(others) < 0.5


def test_more_marks_say_more_and_a_picture_takes_from_them() -> None:
    rows = np.array([[np.log1p(count), np.log1p(count), 0.1] for count in (1, 4, 20)])
    few, some, many = certainties(rows, np.zeros(3, bool))
    assert 0 < few < some < many < 1
    assert np.allclose(certainties(rows, np.ones(3, bool)), [IN_PICTURE * v for v in (few, some, many)])


def test_a_line_that_a_person_put_together_is_sure() -> None:
    layout = segment(draw_page(PageSpec(700, 520, (9,), letter=22, pitch=44)).image)
    assert merge(layout, 0, 1).lines[0].certainty == 1
