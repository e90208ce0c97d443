"""What a file's numbers mean as colours: found out, and turned into sRGB."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
from PIL import ImageCms

from vision.imageio import cicp
from vision.imageio.icc import SRGB, cmyk_profile, gray_profile, power_curve, rgb_profile
from vision.words.said import said

_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "LAB": "LAB"}
_LEVELS = PIL.Image.fromarray(np.arange(256, dtype=np.uint8)[None])
_BROKEN = said("Its colour profile is damaged and was left aside, so that its colours may be a little off.")


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """How a picture becomes sRGB: the mode its profile speaks, the way from there, and a note for the visitor.

    way: None where the numbers are sRGB as they are.
    """

    mode: str = "RGB"
    way: Any = None
    note: str = ""

    def apply(self, picture: PIL.Image.Image) -> PIL.Image.Image:
        """The picture in sRGB, mode RGB; without transparency."""
        if self.way is None:
            return picture.convert("RGB")
        spoken = picture if picture.mode == self.mode else picture.convert(self.mode)
        if self.mode == "L":  # 256 levels are done once
            spoken = spoken.copy()
            spoken.putpalette(_seen(_LEVELS, self.way).tobytes())
            return spoken.convert("RGB")
        return _seen(spoken, self.way)


def meaning_of(picture: PIL.Image.Image, data: bytes) -> Meaning:
    """Its profile or what stands for one; CMYK without any is taken for offset print. `data`: the file."""
    embedded = _numbered(picture, data) or picture.info.get("icc_profile")
    if embedded:
        try:
            return _through(embedded, picture.mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            return _without_profile(picture, _BROKEN)
    return _without_profile(picture)


def _without_profile(picture: PIL.Image.Image, note: str = "") -> Meaning:
    if picture.mode == "CMYK":
        way = _through(cmyk_profile(), "CMYK", ImageCms.Flags.BLACKPOINTCOMPENSATION).way
        return Meaning("CMYK", way, note)
    if picture.mode == "LAB":
        return Meaning("LAB", _way(ImageCms.createProfile("LAB"), "LAB"), note)
    stored = _by_gamma(picture) if picture.format == "PNG" and "srgb" not in picture.info else None
    return Meaning("RGB", None, note) if stored is None else _through(stored, picture.mode)


def _numbered(picture: PIL.Image.Image, data: bytes) -> bytes | None:
    """PNG's cICP chunk goes before a profile; of AVIF and HEIF, a profile goes before numbers."""
    if picture.format == "PNG":
        numbers = cicp.numbers_in_png(data)
    elif picture.format in ("AVIF", "HEIF") and not picture.info.get("icc_profile"):
        numbers = cicp.numbers_in_heif(data)
    else:
        numbers = None
    return cicp.profile_of(numbers) if numbers else None


def _by_gamma(picture: PIL.Image.Image) -> bytes | None:
    """PNG's gAMA and cHRM chunks as a profile; like browsers, cHRM alone says nothing."""
    gamma, points = picture.info.get("gamma"), picture.info.get("chromaticity")
    if not gamma:
        return None
    curve = power_curve(1 / gamma)
    if picture.mode in ("1", "L", "LA", "I;16"):
        return gray_profile(curve)
    if not points:
        return rgb_profile(SRGB, curve)
    white, red, green, blue = ((points[i], max(points[i + 1], 1e-6)) for i in range(0, 8, 2))
    return rgb_profile((white, red, green, blue), curve)


def _through(profile: bytes, mode: str, flags: int = 0) -> Meaning:
    """The way through an ICC profile; one that does not fit the picture's mode is left aside, as browsers do."""
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    spoken = _MODES.get(opened.profile.xcolor_space.strip())
    coloured = mode not in ("1", "L", "LA", "I", "F") and not mode.startswith("I;16")
    fits = spoken == "CMYK" if mode == "CMYK" else spoken == "RGB" or (spoken == "L" and not coloured)
    if not fits or spoken is None:
        if mode == "CMYK":
            raise ValueError("no profile of inks")
        return Meaning()
    way = _way(opened, spoken, flags)
    return Meaning(spoken, None if spoken != "CMYK" and _changes_nothing(way, spoken) else way)


def _way(profile: Any, mode: str, flags: int = 0) -> Any:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    if mode == "L":
        flags |= ImageCms.Flags.NOOPTIMIZE  # or Little CMS samples the curve too coarsely for the dark
    return ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB", intent, ImageCms.Flags(flags))


def _seen(picture: PIL.Image.Image, way: Any) -> PIL.Image.Image:
    seen = ImageCms.applyTransform(picture, way)
    assert seen is not None  # it is, in place alone
    return seen


def _changes_nothing(way: Any, mode: str) -> bool:
    """Most profiles are sRGB under another name: their pictures keep every number."""
    levels = np.linspace(0, 255, 18).astype(np.uint8)
    grid = levels if mode == "L" else np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(18, -1, 3)
    before = PIL.Image.fromarray(np.atleast_2d(grid) if mode == "L" else grid)
    after = _seen(before, way)
    return bool(np.abs(np.asarray(before.convert("RGB"), int) - np.asarray(after)).max() <= 2)
