"""Which of this computer's fonts has which letters; Pillow's own, for ASCII, is there without any."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

_SCRIPTS = (
    *("Hebrew", "Arabic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada"),
    *("Malayalam", "Sinhala", "Thai", "Lao", "Tibetan", "Myanmar", "Khmer", "Georgian", "Armenian", "Ethiopic"),
    *("Mongolian", "Cherokee", "Symbols2"),
)
_PLAIN = (
    *("NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "segoeui.ttf", "arial.ttf"),
    *("Helvetica.ttc", "Arial Unicode.ttf"),
)
_EAST = (
    *("NotoSansCJK-Regular.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf", "msyh.ttc", "YuGothR.ttc"),
    *("malgun.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc"),
)
_OTHERS = (
    *("Lohit-Devanagari.ttf", "Nirmala.ttc", "Nirmala.ttf", "LeelawUI.ttf", "ebrima.ttf", "GeezaPro.ttc"),
    *("Kohinoor.ttc", "Thonburi.ttc"),
)
_NOTO = tuple(f"NotoSans{script}-Regular.ttf" for script in _SCRIPTS)
_EMOJI = ("NotoColorEmoji.ttf", "seguiemj.ttf", "Apple Color Emoji.ttc")
_SHARES = os.pathsep.join(("/usr/local/share", "/usr/share"))
_WINDOWS = {"LOCALAPPDATA": "Microsoft/Windows/Fonts", "WINDIR": "Fonts"}
_SIMPLIFIED = {"NotoSansCJK-Regular.ttc": 2}  # of the faces in one file, which write Han each in its own way
_BITMAPS = {"NotoColorEmoji.ttf": 109, "Apple Color Emoji.ttc": 160}  # pixels, the only size there is
_TRIED = 20  # pixels at which is looked for a letter
_NOWHERE = "\U0010fffe"  # a character that no font has
_UNSEEN = {"Cc", "Cf", "Mn", "Me"}

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font's file, "" for Pillow's own. bitmap: the one size that it has, 0 for any. coloured: as emoji are."""

    file: str = ""
    index: int = 0
    bitmap: int = 0
    coloured: bool = False

    def at(self, size: int) -> Font:
        """The font at so many pixels, or at its only size."""
        return _opened(self, self.bitmap or size, True)

    def has(self, characters: str) -> bool:
        """Whether it has all of them, but for marks and joiners, which any font may leave out."""
        seen = [c for c in characters if unicodedata.category(c) not in _UNSEEN]
        return all(_has(self, c) for c in seen or characters)


@dataclass(frozen=True, slots=True, eq=False)
class Typefaces:
    """For letters, in the order in which they are asked, and for emoji, if there is one; the same only as itself."""

    letters: tuple[Typeface, ...] = (Typeface(),)
    emoji: Typeface | None = None


@lru_cache(maxsize=1)
def found() -> Typefaces:
    """Those of this computer."""
    letters = _there((*_PLAIN, *_EAST, *_NOTO, *_OTHERS))
    return Typefaces((*letters, Typeface()), next(iter(_there(_EMOJI, coloured=True)), None))


@lru_cache(maxsize=1)
def shapes() -> bool:
    """Whether letters are joined and marks placed as a script asks: by Raqm, which wants FriBiDi on the computer."""
    return bool(features.check("raqm"))


def _there(names: Iterable[str], coloured: bool = False) -> list[Typeface]:
    files, there = _files(), []
    for name in names:
        face = Typeface(files.get(name, ""), _SIMPLIFIED.get(name, 0), _BITMAPS.get(name, 0), coloured)
        if face.file:
            with suppress(OSError):  # no font, whatever it is called
                face.at(_TRIED)
                there.append(face)
    return there


def _files() -> dict[str, str]:
    """Each font file of the system and the user, by its bare name."""
    home, here = Path.home(), os.environ.get
    shares = [here("XDG_DATA_HOME", str(home / ".local/share")), *here("XDG_DATA_DIRS", _SHARES).split(os.pathsep)]
    folders = [Path(share, "fonts") for share in shares]
    folders += [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    folders += [Path(here(name, ""), end) for name, end in _WINDOWS.items() if here(name)]
    walked = (step for folder in reversed(folders) for step in os.walk(folder))
    return {name: str(Path(folder, name)) for folder, _, names in walked for name in names}


@lru_cache(maxsize=64)
def _opened(face: Typeface, size: int, shaped: bool) -> Font:
    layout = ImageFont.Layout.RAQM if shaped and shapes() else ImageFont.Layout.BASIC
    if face.file:
        return ImageFont.truetype(face.file, size, face.index, layout_engine=layout)
    own = ImageFont.load_default(size)
    assert isinstance(own, Font)  # Pillow's wheels have FreeType
    return own


@lru_cache(maxsize=4096)
def _has(face: Typeface, character: str) -> bool:
    font = _opened(face, face.bitmap or _TRIED, False)
    return character.isspace() or bytes(font.getmask(character)) != _nothing(face)


@lru_cache(maxsize=64)
def _nothing(face: Typeface) -> bytes:
    """What the font draws for a character that it has not."""
    return bytes(_opened(face, face.bitmap or _TRIED, False).getmask(_NOWHERE))
