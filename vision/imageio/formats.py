"""The kinds of picture that can be opened, and those that look like one and cannot."""

from __future__ import annotations

from vision.imageio.tiff import is_raw
from vision.words.said import N_

FORMATS = (
    "JPEG",
    "PNG",
    "GIF",
    "WEBP",
    "TIFF",
    "BMP",
    "AVIF",
    "JPEG2000",
    "PPM",
    "ICO",
    "PSD",
    "QOI",
    "TGA",  # last: nothing at its beginning says that it is one
)
"""Pillow's names, in the order in which they are tried; HEIF comes through a library of its own."""

WRITABLE = ("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "avif")
"""Endings of files that are written."""

EXTENSIONS = (*WRITABLE, "jfif", "heic", "heif", "jp2", "j2k", "tga", "ppm", "pgm", "pbm", "ico", "psd", "qoi")
"""Endings of files that can be opened; what is in a file counts, not what it is called."""

IN_WORDS = "JPEG, PNG, WebP, HEIC, AVIF, GIF, TIFF, BMP, JPEG 2000, TGA, PPM, ICO, PSD, QOI"

_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_AVIF = (b"avif", b"avis")
_RAW = (b"FUJIFILMCCD-RAW", b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FOVb")
_RAW_WORDS = N_(
    "This is a camera's raw file: it holds what the sensor measured, and no finished picture. "
    "Please develop it to a JPEG or TIFF."
)
_OTHERS = (
    (b"%PDF-", N_("This is a PDF, not a picture; the page on page segmentation opens it.")),
    (b"\xff\x0a", N_("This is a JPEG XL picture, which cannot be read here; please save it as PNG or JPEG.")),
    (b"\0\0\0\x0cJXL ", N_("This is a JPEG XL picture, which cannot be read here; please save it as PNG or JPEG.")),
    (
        b"PK\x03\x04",
        N_("This is a ZIP archive or an office document, not a picture; please take the pictures out of it."),
    ),
    (b"%!PS", N_("This is a PostScript drawing, not a picture of pixels; please save it as PNG.")),
    (b"\x1aE\xdf\xa3", N_("This is a video, not a picture.")),
    (b"ID3", N_("This is a sound, not a picture.")),
)
_DRAWINGS = (b"<svg", b"<!doctype svg")


def brand(data: bytes) -> bytes:
    """What a file of ISO's media family calls itself, b"" for any other file."""
    return data[8:12] if data[4:8] == b"ftyp" else b""


def is_heif(data: bytes) -> bool:
    return brand(data) in _HEIF


def is_avif(data: bytes) -> bool:
    return brand(data) in _AVIF


def refusal(data: bytes) -> str:
    """The sentence for a file that is something else than a picture that can be read, "" for all others."""
    if brand(data) == b"crx " or data.startswith(_RAW) or is_raw(data):
        return _RAW_WORDS
    for beginning, words in _OTHERS:
        if data.startswith(beginning):
            return words
    if brand(data) and not (is_heif(data) or is_avif(data)):
        return N_("This is a video, not a picture.")
    if any(drawing in data[:1024].lower() for drawing in _DRAWINGS):
        return N_("This is a drawing of lines (SVG), not a picture of pixels; please save it as PNG.")
    return ""
