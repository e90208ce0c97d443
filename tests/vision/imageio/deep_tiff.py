"""TIFFs that Pillow does not write: colours of 16 bit and in floats, turned, of several pages, with a profile."""

from __future__ import annotations

import struct
from typing import Any

from numpy.typing import NDArray

_SHORT, _LONG, _BYTES = 3, 4, 7


def deep_tiff(*pages: NDArray[Any], orientation: int = 1, profile: bytes = b"") -> bytes:
    """Pages of (H, W, 3), uncompressed, as they lie in the file; each with the same tag of how it was held."""
    data = b"II*\0" + struct.pack("<I", 8)
    for values in pages:
        data += _page(values, len(data), orientation, profile, last=values is pages[-1])
    return data


def _page(values: NDArray[Any], start: int, orientation: int, profile: bytes, *, last: bool) -> bytes:
    """Directory, bits and kinds of the three channels, profile, pixels."""
    height, width, _ = values.shape
    pixels = values.astype(values.dtype.newbyteorder("<")).tobytes()
    pixels += b"\0" * ((len(pixels) + len(profile)) % 2)
    count = 13 if profile else 12
    triples = start + 2 + 12 * count + 4
    behind = triples + 12 + len(profile)
    kind = 3 if values.dtype.kind == "f" else 1
    tags = {
        256: (_LONG, 1, width),
        257: (_LONG, 1, height),
        258: (_SHORT, 3, triples),
        259: (_SHORT, 1, 1),
        262: (_SHORT, 1, 2),
        273: (_LONG, 1, behind),
        274: (_SHORT, 1, orientation),
        277: (_SHORT, 1, 3),
        278: (_LONG, 1, height),
        279: (_LONG, 1, values.nbytes),
        284: (_SHORT, 1, 1),
        339: (_SHORT, 3, triples + 6),
    }
    if profile:
        tags[34675] = (_BYTES, len(profile), triples + 12)
    directory = struct.pack("<H", count) + b"".join(struct.pack("<HHII", n, *tags[n]) for n in sorted(tags))
    body = struct.pack("<6H", *[8 * values.itemsize] * 3, *[kind] * 3) + profile + pixels
    return directory + struct.pack("<I", 0 if last else behind + len(pixels)) + body
