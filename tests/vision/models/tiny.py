"""An ONNX network of two layers, written byte by byte: y = (x + x) + 1, with `twice` between them."""

from __future__ import annotations

import struct

from vision.models.onnx_file import _field

_FLOAT = 1


def doubled() -> bytes:
    one = _number(1, 1) + _number(2, _FLOAT) + _field(8, b"one") + _field(9, struct.pack("<f", 1.0))
    graph = b"".join(
        [
            _field(1, _layer("x", "x", "twice")),
            _field(1, _layer("twice", "one", "y")),
            _field(2, b"tiny"),
            _field(5, one),
            _field(11, _tensor("x")),
            _field(12, _tensor("y")),
        ]
    )
    return _number(1, 8) + _field(7, graph) + _field(8, _number(2, 13))


def _layer(first: str, second: str, out: str) -> bytes:
    return _field(1, first.encode()) + _field(1, second.encode()) + _field(2, out.encode()) + _field(4, b"Add")


def _tensor(name: str) -> bytes:
    shape = _field(1, _field(2, b"n"))
    return _field(1, name.encode()) + _field(2, _field(1, _number(1, _FLOAT) + _field(2, shape)))


def _number(field: int, value: int) -> bytes:
    return bytes([field << 3, value])
