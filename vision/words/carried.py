"""A sentence on its way to another process, with all that it remembers."""

from __future__ import annotations

import json
import numbers
from typing import Any

from vision.words.said import Said


def to_bytes(words: str) -> bytes:
    """JSON in UTF-8; what is put into the sentence travels as a number or as text."""
    return json.dumps(_parts(words), ensure_ascii=False).encode()


def from_bytes(data: bytes | bytearray) -> str:
    """The sentence again; raises ValueError for what `to_bytes` never wrote."""
    return str(_whole(json.loads(data)))


def _parts(value: object) -> Any:
    if isinstance(value, Said):
        return [value.template, {name: _parts(part) for name, part in value.values.items()}, value.one, value.context]
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value) if isinstance(value, numbers.Real) else str(value)


def _whole(parts: Any) -> Any:
    if not isinstance(parts, list):
        return parts
    template, values, one, context = parts
    return Said(template, {name: _whole(part) for name, part in values.items()}, one, context)
