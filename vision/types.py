"""The values that everything in `vision` speaks: a picture, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

Image = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""(H, W, 3) RGB, read-only by contract."""

Gray = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""(H, W), 0 is black."""

Numbers = tuple[float, ...]
"""A list of numbers that is one value, as the grid of a kernel is."""


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


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a kind of key points means: its name, each point's name in order, and which points are joined."""

    name: str
    points: tuple[str, ...]
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class KeyPoints:
    """The places that a skeleton names, K of them.

    xy: (K, 2) float32 pixels. seen: (K,) float32 in [0, 1], how sure it is that the point is in sight.
    Raises ValueError when they do not agree with the skeleton.
    """

    xy: NDArray[np.float32]
    seen: NDArray[np.float32]
    skeleton: Skeleton

    def __post_init__(self) -> None:
        k = len(self.skeleton.points)
        if self.xy.shape != (k, 2) or self.seen.shape != (k,):
            raise ValueError(f"{self.skeleton.name} has {k} points, not {self.xy.shape}, {self.seen.shape}")

    def moved(self, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> KeyPoints:
        """Points times `scale`, then shifted by (dx, dy) pixels."""
        xy = (self.xy * np.float32(scale) + np.array([dx, dy], np.float32)).astype(np.float32)
        return KeyPoints(xy, self.seen, self.skeleton)


Silhouette = NDArray[np.bool_]
"""(h, w): the picture's part inside a finding's box, at any resolution, true where the thing is."""


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """What a finder found.

    xyxy: (N, 4) float32, pixels: left, top, right, bottom. score: (N,) float32 in [0, 1]. label: N strings.
    class_id, track_id: N numbers, of the kind among its network's kinds, and of the one thing while it is followed.
    points, mask: N of each. All four hold None where nothing is known, and may be left out.
    Raises ValueError when they do not agree on N.
    """

    xyxy: NDArray[np.float32]
    score: NDArray[np.float32]
    label: tuple[str, ...]
    class_id: tuple[int | None, ...] = ()
    track_id: tuple[int | None, ...] = ()
    points: tuple[KeyPoints | None, ...] = ()
    mask: tuple[Silhouette | None, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.label)
        for name in _OPTIONAL:
            if not getattr(self, name):
                object.__setattr__(self, name, (None,) * n)
        more = [len(getattr(self, name)) for name in _OPTIONAL]
        if self.xyxy.shape != (n, 4) or self.score.shape != (n,) or any(m != n for m in more):
            raise ValueError(
                f"{n} labels need xyxy ({n}, 4) and score ({n},), not {self.xyxy.shape}, {self.score.shape}, {more}"
            )

    @classmethod
    def of(cls, xyxy: ArrayLike, label: str | Sequence[str], score: ArrayLike = 1.0, **more: Any) -> Detections:
        """Detections from any sequence of boxes; one label or score serves all."""
        boxes = np.asarray(xyxy, np.float32).reshape(-1, 4)
        n = len(boxes)
        labels = (label,) * n if isinstance(label, str) else tuple(label)
        return cls(boxes, np.broadcast_to(np.asarray(score, np.float32), (n,)).copy(), labels, **more)

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
            **{name: getattr(self, name) + getattr(other, name) for name in _OPTIONAL},
        )

    def pick(self, indices: ArrayLike) -> Detections:
        """Those at `indices` (integers or a boolean mask), in that order."""
        at = np.asarray(indices)
        chosen = np.arange(len(self))[at if at.size else at.astype(np.intp)].reshape(-1)
        more = {name: tuple(getattr(self, name)[i] for i in chosen) for name in _OPTIONAL}
        return Detections(self.xyxy[chosen], self.score[chosen], tuple(self.label[i] for i in chosen), **more)

    def moved(self, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> Detections:
        """Boxes and points times `scale`, then shifted by (dx, dy) pixels."""
        shift = np.array([dx, dy, dx, dy], np.float32)
        points = tuple(p.moved(scale, dx, dy) if p is not None else None for p in self.points)
        return replace(self, xyxy=(self.xyxy * np.float32(scale) + shift).astype(np.float32), points=points)

    def clipped(self, width: int, height: int) -> Detections:
        """Boxes, and masks with them, cut at the picture's border; those wholly outside are dropped, points stay."""
        xyxy = np.clip(self.xyxy, 0, np.array([width, height, width, height], np.float32)).astype(np.float32)
        inside = (xyxy[:, 2] > xyxy[:, 0]) & (xyxy[:, 3] > xyxy[:, 1])
        masks = tuple(
            _cut(m, old, new) if m is not None and kept else m
            for m, old, new, kept in zip(self.mask, self.xyxy, xyxy, inside, strict=True)
        )
        return replace(self, xyxy=xyxy, mask=masks).pick(inside)


_OPTIONAL = ("class_id", "track_id", "points", "mask")


def _cut(mask: Silhouette, old: NDArray[np.float32], new: NDArray[np.float32]) -> Silhouette:
    """The part of a mask of the box `old` that lies in the smaller box `new`; never empty."""
    size = np.array(mask.shape[::-1], np.float32)
    part = np.concatenate([(new[:2] - old[:2]), (new[2:] - old[:2])]) / np.tile(old[2:] - old[:2], 2)
    left, top = np.minimum(np.floor(part[:2] * size), size - 1).astype(int)
    right, bottom = np.maximum(np.ceil(part[2:] * size), [left + 1, top + 1]).astype(int)
    return mask[top:bottom, left:right]
