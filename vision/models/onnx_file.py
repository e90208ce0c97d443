"""What is read and added in an ONNX file without the library `onnx`: nodes, and one more output.

Protocol buffers (protobuf.dev/programming-guides/encoding): a message is a row of fields, and one that stands twice is
merged, so that an output is added by writing it behind the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vision.types import VisionError

_GRAPH, _NODE, _OUTPUT, _NAME = 7, 1, 12, 1  # field numbers of ModelProto, GraphProto, GraphProto, ValueInfoProto
_NODE_INPUT, _NODE_OUTPUT, _NODE_KIND = 1, 2, 4
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Node:
    """One layer: the names of what it takes and gives, and its kind, like `Conv`."""

    kind: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]


def nodes(data: bytes) -> tuple[Node, ...]:
    """The layers of an ONNX file in its order. Raises VisionError for bytes that are none."""
    try:
        graphs = [part for field, part in _fields(data) if field == _GRAPH]
        return tuple(_node(part) for graph in graphs for field, part in _fields(graph) if field == _NODE)
    except (IndexError, UnicodeDecodeError, ValueError):
        raise VisionError("The model file is no ONNX network.") from None


def with_output(data: bytes, name: str) -> bytes:
    """The same network that gives the inner tensor `name`, too, behind its other outputs."""
    return data + _field(_GRAPH, _field(_OUTPUT, _field(_NAME, name.encode())))


def _node(part: bytes) -> Node:
    held: dict[int, list[str]] = {_NODE_INPUT: [], _NODE_OUTPUT: [], _NODE_KIND: [""]}
    for field, value in _fields(part):
        if field in held:
            held[field].append(value.decode())
    return Node(held[_NODE_KIND][-1], tuple(held[_NODE_INPUT]), tuple(held[_NODE_OUTPUT]))


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, content) of the fields that hold bytes; numbers are passed over."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == _VARINT:
            at = _varint(data, at)[1]
        elif kind in (_EIGHT, _FOUR):
            at += 8 if kind == _EIGHT else 4
        elif kind == _BYTES:
            size, at = _varint(data, at)
            if at + size > len(data):
                raise ValueError("a field is longer than the file")
            yield key >> 3, data[at : at + size]
            at += size
        else:
            raise ValueError("no such kind of field")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    return _written(number << 3 | _BYTES) + _written(len(content)) + content


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
