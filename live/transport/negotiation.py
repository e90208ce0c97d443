"""Which codec a connection uses: ours before others, whatever a browser names first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from aiortc.codecs import is_rtx

Agree = Callable[[list[Any], list[Any]], list[Any]]


def preferring(mimes: Collection[str], agree: Agree) -> Agree:
    """aiortc's find_common_codecs, with the codecs of `mimes` in front, each with its retransmissions behind it.

    Both ends send in the first codec of an answer, and aiortc keeps the order of the offer: Safari's begins with H.264,
    for which the transport is not tuned.
    """
    if hasattr(agree, "__wrapped__"):
        return agree
    ours = {mime.lower() for mime in mimes}

    @wraps(agree)
    def agreed(local: list[Any], remote: list[Any]) -> list[Any]:
        common = agree(local, remote)
        first = {codec.payloadType for codec in common if codec.mimeType.lower() in ours}
        return sorted(common, key=lambda codec: _of(codec) not in first)

    return agreed


def _of(codec: Any) -> int:
    """The payload type of the codec, or of the one whose packets this one repeats."""
    return int(codec.parameters["apt"] if is_rtx(codec) else codec.payloadType)
