"""The values that everything in `vision` speaks: a picture, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

Image = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""(H, W, 3) RGB, read-only by contract."""

Gray = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""(H, W), 0 is black."""


def as_image(array: NDArray[Any]) -> Image:
    """The same array as an Image, where a library's stubs only say that some number comes back.

    Raises TypeError when it is not (H, W, 3) uint8.
    """
    if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8:
        raise TypeError(f"an Image is (H, W, 3) uint8, not {array.shape} {array.dtype}")
    return cast(Image, array)


def as_gray(array: NDArray[Any]) -> Gray:
    """The same array as a Gray; raises TypeError when it is not (H, W) uint8."""
    if array.ndim != 2 or array.dtype != np.uint8:
        raise TypeError(f"a Gray is (H, W) uint8, not {array.shape} {array.dtype}")
    return cast(Gray, array)


def as_uint8(array: NDArray[Any]) -> NDArray[np.uint8]:
    """The same array as bytes of any shape; raises TypeError when it holds other numbers."""
    if array.dtype != np.uint8:
        raise TypeError(f"bytes are uint8, not {array.dtype}")
    return cast("NDArray[np.uint8]", array)


class VisionError(ValueError):
    """Bad input, said in one sentence that a visitor can read and act on; its children say why else it cannot be."""


class NotAllowedError(VisionError):
    """Who asks may not."""


class NotThereError(VisionError):
    """What is asked for does not exist, or no longer."""


class BusyError(VisionError):
    """It would go at another time: all places are taken, or it was too much at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """What a finder found.

    xyxy: (N, 4) float32, pixels: left, top, right, bottom. score: (N,) float32 in [0, 1]. label: N strings.
    Raises ValueError when the three do not agree on N.
    """

    xyxy: NDArray[np.float32]
    score: NDArray[np.float32]
    label: tuple[str, ...]

    def __post_init__(self) -> None:
        n = len(self.label)
        if self.xyxy.shape != (n, 4) or self.score.shape != (n,):
            raise ValueError(
                f"{n} labels need xyxy ({n}, 4) and score ({n},), not {self.xyxy.shape}, {self.score.shape}"
            )

    @classmethod
    def of(cls, xyxy: ArrayLike, label: str | Sequence[str], score: ArrayLike = 1.0) -> Detections:
        """Detections from any sequence of boxes; one label or score serves all."""
        boxes = np.asarray(xyxy, np.float32).reshape(-1, 4)
        n = len(boxes)
        labels = (label,) * n if isinstance(label, str) else tuple(label)
        return cls(boxes, np.broadcast_to(np.asarray(score, np.float32), (n,)).copy(), labels)

    @classmethod
    def none(cls) -> Detections:
        return cls.of((), ())

    def __len__(self) -> int:
        return len(self.label)

    def __add__(self, other: Detections) -> Detections:
        return Detections(
            np.concatenate([self.xyxy, other.xyxy]),
            np.concatenate([self.score, other.score]),
            self.label + other.label,
        )

    def pick(self, indices: ArrayLike) -> Detections:
        """Those at `indices` (integers or a boolean mask), in that order."""
        chosen = np.arange(len(self))[np.asarray(indices)].reshape(-1)
        return Detections(self.xyxy[chosen], self.score[chosen], tuple(self.label[i] for i in chosen))

    def moved(self, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> Detections:
        """Boxes times `scale`, then shifted by (dx, dy) pixels."""
        shift = np.array([dx, dy, dx, dy], np.float32)
        return Detections((self.xyxy * np.float32(scale) + shift).astype(np.float32), self.score, self.label)

    def clipped(self, width: int, height: int) -> Detections:
        """Boxes cut at the picture's border; those wholly outside are dropped."""
        xyxy = np.clip(self.xyxy, 0, np.array([width, height, width, height], np.float32)).astype(np.float32)
        inside = (xyxy[:, 2] > xyxy[:, 0]) & (xyxy[:, 3] > xyxy[:, 1])
        return Detections(xyxy, self.score, self.label).pick(inside)
