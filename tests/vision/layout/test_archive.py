from __future__ import annotations

import io
import zipfile

import numpy as np

from tests.vision.layout.test_export import LAYOUT
from vision.imageio import load_image
from vision.layout.export.archive import lines_cut_out


def test_each_line_is_a_picture_of_its_box_and_they_sort_in_reading_order() -> None:
    image = np.random.default_rng(1).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    with zipfile.ZipFile(io.BytesIO(lines_cut_out(image, LAYOUT, "scan"))) as packed:
        names = packed.namelist()
        assert names == sorted(names) == [f"scan-000{n}.png" for n in (1, 2, 3, 4)]
        for name, line in zip(names, LAYOUT.lines, strict=True):
            x0, y0, x1, y1 = line.box
            assert np.array_equal(load_image(packed.read(name)), image[y0:y1, x0:x1])
