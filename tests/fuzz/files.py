"""Real files of every kind a visitor may bring, small and drawn here: what the mutations begin with."""

from __future__ import annotations

import io
from typing import Any

import av
import numpy as np
import PIL.Image
from numpy.typing import NDArray

from vision.models.shelf import YUNET
from vision.presets import PRESETS

_SIZE = (37, 29)


def pictures() -> list[bytes]:
    rgb = PIL.Image.fromarray(_levels())
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    made = [
        _saved(rgb, "JPEG", quality=80, exif=exif),
        _saved(rgb, "JPEG", progressive=True),
        _saved(rgb.convert("CMYK"), "JPEG"),
        _saved(rgb, "PNG"),
        _saved(rgb.convert("RGBA"), "PNG"),
        _saved(rgb.convert("P"), "PNG", transparency=3),
        _saved(PIL.Image.fromarray(_levels()[..., 0].astype(np.uint16) * 257), "PNG"),
        _saved(rgb, "TIFF", compression="tiff_adobe_deflate"),
        _saved(rgb, "TIFF", compression="tiff_lzw", save_all=True, append_images=[rgb.rotate(90), rgb]),
        _saved(PIL.Image.fromarray(_levels()[..., 0].astype(np.float32)), "TIFF"),
        _saved(rgb.convert("LAB"), "TIFF"),
        _saved(rgb, "BMP"),
        _saved(rgb, "AVIF", speed=10),
        _saved(rgb, "JPEG2000"),
        _saved(rgb, "PPM"),
        _saved(rgb, "TGA"),
        _saved(rgb, "ICO"),
        _saved(rgb, "QOI"),
        _saved(rgb, "WEBP", lossless=True),
    ]
    return [*made, *animations()]


def animations() -> list[bytes]:
    frames = [PIL.Image.fromarray(np.roll(_levels(), 5 * i, axis=1)) for i in range(4)]
    return [
        _saved(frames[0].convert("P"), "GIF", save_all=True, append_images=frames[1:], duration=50),
        _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50),
        _saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=50),
        _saved(frames[0], "AVIF", save_all=True, append_images=frames[1:], duration=50, speed=10),
    ]


def pdfs() -> list[bytes]:
    rgb = PIL.Image.fromarray(_levels())
    drawing = b"/F 18 Tf BT 20 120 Td (a line of text) Tj ET 0.5 g 10 10 80 40 re f 1 0 0 RG 0 0 m 90 90 l S /X Do"
    inner = b"0 1 0 rg 0 0 30 30 re f"
    return [
        _saved(rgb, "PDF", save_all=True, append_images=[rgb.convert("L"), rgb.convert("1")]),
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 150] /Rotate 90 /Contents 4 0 R /Resources << "
        b"/XObject << /X 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
        b"/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 90 90] /Function << /FunctionType 2 "
        b"/Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1 >> >> >> >> >> endobj\n"
        + _stream(4, b"", drawing)
        + _stream(5, b"/Type /XObject /Subtype /Form /BBox [0 0 40 40]", inner)
        + b"trailer << /Root 1 0 R /Size 6 >>\n",
    ]


def videos() -> list[bytes]:
    kinds = [("mp4", "mpeg4"), ("mp4", "libx264"), ("matroska", "mjpeg"), ("avi", "mpeg4"), ("webm", "libvpx")]
    return [_film(kind, codec) for kind, codec in [*kinds, ("mpegts", "mpeg2video")]]


def recipes() -> list[bytes]:
    return [str(preset.recipe).encode() for preset in PRESETS]


def recipes_in_json() -> list[bytes]:
    return [preset.recipe.to_json().encode() for preset in PRESETS]


def models() -> list[bytes]:
    """None is at hand, so bytes of its size stand in: what counts is its sum."""
    return [np.random.default_rng(1).bytes(YUNET.size)]


def _levels() -> NDArray[np.uint8]:
    y, x = np.mgrid[: _SIZE[1], : _SIZE[0]]
    return np.dstack([x * 6, y * 8, (x * y) % 256]).astype(np.uint8)


def _saved(picture: PIL.Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _stream(number: int, words: bytes, content: bytes) -> bytes:
    head = b"%d 0 obj << %s /Length %d >> stream\n" % (number, words, len(content))
    return head + content + b"\nendstream endobj\n"


def _film(kind: str, codec: str) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as container:
        stream: Any = container.add_stream(codec, rate=25)
        stream.width, stream.height = 64, 48
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        for i in range(12):
            picture = np.full((48, 64, 3), 20 * i, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()
