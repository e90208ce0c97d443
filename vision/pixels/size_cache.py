"""What depends only on a picture's size is worked out once, not for each frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
Make = Callable[Concatenate[int, int, P], R]

_SIZES = 6
_MOST_PIXELS = 4_000_000  # cameras stay below; a large still is made for once and let go


def for_each_size(make: Make[P, R]) -> Make[P, R]:
    """Remember what `make(height, width, ...)` gave for the last few sizes and settings; nobody may write on it."""
    remembered = lru_cache(maxsize=_SIZES)(cast("Callable[..., R]", make))

    @wraps(make)
    def get(height: int, width: int, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return (remembered if height * width <= _MOST_PIXELS else make)(height, width, *args, **kwargs)

    return get
