"""The chain of pages inside a TIFF, read without decoding any, and whether it is a camera's raw file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

MOST_PAGES = 1000
_WIDTH, _HEIGHT = 256, 257
_MAKE, _SUB_FILES, _KIND, _PHOTOMETRIC, _DNG = 271, 330, 254, 262, 50706
_PROFILE = 34675
_SENSOR = (32803, 34892)  # a colour filter before each pixel, linear raw
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def page_places(data: bytes) -> tuple[int, ...]:
    """Where in the chain its pages are, without the small previews between them; (0,) for what is no TIFF.

    What comes after the thousandth is not looked at.
    """
    kinds = [directory.get(_KIND, 0) for directory in _directories(data)]
    return tuple(i for i, kind in enumerate(kinds) if not kind & 1) or (0,)


def is_tiff(data: bytes) -> bool:
    return data[:4] in _ORDERS


def page_size(data: bytes, place: int = 0) -> tuple[int, int] | None:
    """Width and height of the page at this place in the chain, None where it does not say."""
    page = next(islice(_directories(data), place, None), {})
    return (page[_WIDTH], page[_HEIGHT]) if _WIDTH in page and _HEIGHT in page else None


def page_profile(data: bytes, place: int = 0) -> bytes | None:
    """The ICC profile of the page at this place in the chain."""
    for order, at in islice(_tags(data), place, place + 1):
        for tag in at:
            number, _, size, start = struct.unpack_from(order + "HHII", data, tag)
            if number == _PROFILE:
                return data[start : start + size]
    return None


def is_raw(data: bytes) -> bool:
    """Canon's CR2, Adobe's DNG, Nikon's NEF, Sony's ARW and their like: a TIFF that begins with a small preview."""
    if data[:4] in _ORDERS and data[8:10] == b"CR":
        return True
    first = next(_directories(data), {})
    if _DNG in first or first.get(_PHOTOMETRIC) in _SENSOR:
        return True
    return _MAKE in first and _SUB_FILES in first and bool(first.get(_KIND, 0) & 1)


def _directories(data: bytes) -> Iterator[dict[int, int]]:
    """Each page's tags and their first values, where these stand in the tag itself."""
    return (dict(_tag(data, order, at) for at in places) for order, places in _tags(data))


def _tags(data: bytes) -> Iterator[tuple[str, range]]:
    """The order of bytes, and where each page's tags stand."""
    order = _ORDERS.get(data[:4])
    if order is None or len(data) < 8:
        return
    seen, (at,) = set[int](), struct.unpack_from(order + "I", data, 4)
    while 8 <= at <= len(data) - 6 and at not in seen and len(seen) < MOST_PAGES:
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        end = at + 2 + 12 * count
        if end + 4 > len(data):
            return
        yield order, range(at + 2, end, 12)
        (at,) = struct.unpack_from(order + "I", data, end)


def _tag(data: bytes, order: str, at: int) -> tuple[int, int]:
    number, kind = struct.unpack_from(order + "HH", data, at)
    (value,) = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, at + 8)
    return number, value
