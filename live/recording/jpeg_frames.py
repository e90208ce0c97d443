"""A picture in a tenth of its memory, for the many that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image, as_uint8


@dataclass(frozen=True, slots=True, eq=False)
class JpegFrame:
    """A picture kept as JPEG, a tenth or less of its size in memory."""

    jpeg: NDArray[np.uint8]
    shape: tuple[int, ...]

    @classmethod
    def of(cls, image: Image, quality: int = 92) -> JpegFrame:
        bgr = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
        return cls(as_uint8(cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]), image.shape)

    def image(self) -> Image:
        bgr: NDArray[Any] = cv2.imdecode(self.jpeg, cv2.IMREAD_COLOR)  # type: ignore[assignment]
        return as_image(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))

    @property
    def nbytes(self) -> int:
        return int(self.jpeg.nbytes)


FrameOrJpeg = Image | JpegFrame
