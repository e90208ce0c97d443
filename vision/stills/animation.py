"""Animated pictures: every frame in full colour, and back to a GIF whose palette holds what was drawn."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import PIL.Image
from PIL import ImageSequence
from PIL.Image import DecompressionBombWarning

from vision.imageio.colour import meaning_of
from vision.imageio.opening import MOST_MEGAPIXELS, open_picture
from vision.imageio.rendering import on_white
from vision.types import Image, VisionError
from vision.words.said import said, said_of

_DEFAULT_MS = 100
_LEAST_MS = 20  # browsers slow down what claims to be faster
_MOST_PIXELS = 2 * MOST_MEGAPIXELS * 1_000_000

_Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Animation:
    """frames: (H, W, 3) RGB of one size, transparency on white. durations_ms: how long each is shown.

    note: a sentence when some frames could not be read, or "".
    """

    frames: tuple[Image, ...]
    durations_ms: tuple[int, ...]
    note: str = ""

    def map(self, change: Callable[[Image], Image]) -> Animation:
        """Each frame through `change`, in order."""
        return replace(self, frames=tuple(change(frame) for frame in self.frames))


def load_animation(data: bytes) -> Animation:
    """All frames of a GIF, WebP, PNG or AVIF, up to the first that is damaged; a still picture has one.

    Raises VisionError when none can be read, and when together they are too large.
    """
    frames: list[Image] = []
    durations: list[int] = []
    note = ""
    with warnings.catch_warnings(), open_picture(data) as opened:
        warnings.simplefilter("error", DecompressionBombWarning)  # a later frame may claim to be huge
        try:
            for frame, shown_ms in _frames(opened, data):
                frames.append(_of_size(frame, frames[0] if frames else None))
                durations.append(shown_ms)
                if len(frames) * frames[0][..., 0].size > _MOST_PIXELS:
                    raise VisionError(
                        said(
                            "The animation is too large (over {number} frames); please shorten it.", number=len(frames)
                        )
                    )
        except VisionError:
            raise
        except MemoryError:
            raise VisionError("The animation needs more memory than there is; please shorten it.") from None
        except Exception:  # whatever a decoder says to bytes that make no sense
            note = said_of(
                "It is damaged after {number} frame; what comes before is shown.",
                "It is damaged after {number} frames; what comes before is shown.",
                len(frames),
            )
    if not frames:
        raise VisionError("The animation is cut short or damaged; please save or send it again.")
    return Animation(tuple(frames), tuple(durations), note)


def _frames(opened: PIL.Image.Image, data: bytes) -> Iterator[tuple[Image, int]]:
    """Each frame in sRGB, and for how many milliseconds it is shown."""
    meaning = meaning_of(opened, data)
    for frame in ImageSequence.Iterator(opened):
        yield on_white(frame, meaning), max(_LEAST_MS, int(frame.info.get("duration") or _DEFAULT_MS))


def _of_size(frame: Image, first: Image | None) -> Image:
    """The frame on the first one's canvas, as browsers have it: cut where it is larger, white where smaller."""
    if first is None or frame.shape == first.shape:
        return frame
    canvas = np.full_like(first, 255)
    height, width = (min(a, b) for a, b in zip(frame.shape[:2], first.shape[:2], strict=True))
    canvas[:height, :width] = frame[:height, :width]
    return canvas


def save_gif(animation: Animation, keep: Sequence[_Colour] = ()) -> bytes:
    """The animation as GIF with one palette for all frames, in which the colours in `keep` are exact.

    Without `keep`, the thin lines of a box would get whatever colour of the picture is nearest. Raises VisionError for
    a picture that stands still longer than a GIF can say, 655 seconds.
    """
    palette = _palette(animation.frames, keep)
    pictures = [_with_palette(frame, palette, keep) for frame in animation.frames]
    buffer = io.BytesIO()
    durations = list(animation.durations_ms)
    try:
        pictures[0].save(buffer, "GIF", save_all=True, append_images=pictures[1:], duration=durations, loop=0)
    except (OverflowError, struct.error):  # Pillow makes equal frames one; older ones say it so
        raise VisionError("One picture of this animation stands for over ten minutes; please shorten it.") from None
    return buffer.getvalue()


def _palette(frames: Sequence[Image], keep: Sequence[_Colour]) -> PIL.Image.Image:
    """Up to 256 colours: those in `keep`, and the best for a sample of all frames' pixels."""
    sample = np.concatenate(
        [f.reshape(-1, 3)[:: max(1, len(frames) * f.shape[0] * f.shape[1] // 500_000)] for f in frames]
    )
    common = PIL.Image.fromarray(sample[None]).quantize(256 - len(keep))
    best = (common.getpalette() or [])[: 3 * (256 - len(keep))]
    holder = PIL.Image.new("P", (1, 1))
    holder.putpalette([level for colour in keep for level in colour] + best)
    return holder


def _with_palette(frame: Image, palette: PIL.Image.Image, keep: Sequence[_Colour]) -> PIL.Image.Image:
    near = PIL.Image.fromarray(frame).quantize(palette=palette, dither=PIL.Image.Dither.NONE)
    numbers = np.array(near)
    for i, colour in enumerate(keep):  # Pillow's search is quick and a little off
        numbers[(frame == colour).all(axis=2)] = i
    exact = PIL.Image.fromarray(numbers)
    exact.putpalette(palette.getpalette() or [])
    return exact
