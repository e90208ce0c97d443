"""Numbers and dates as a language writes them; English ones as Python does, without Babel."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

LOCALES = {"de": "de", "fr": "fr", "es": "es", "zh": "zh_Hans_CN"}
"""What Babel calls those that are translated."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that a template with a format, as `{ms:.1f}`, writes in the language."""

    value: float
    code: str

    def __format__(self, form: str) -> str:
        return format(self.value, form).translate(_marks(self.code))

    def __str__(self) -> str:
        return format(self)


@lru_cache
def _marks(code: str) -> dict[int, str]:
    """What stands for Python's point and comma."""
    if code not in LOCALES:
        return {}
    from babel import Locale

    symbols = Locale.parse(LOCALES[code]).number_symbols["latn"]
    return str.maketrans({".": symbols["decimal"], ",": symbols["group"]})


def day(date: datetime.date, code: str, *, of_week: bool = False) -> str:
    """`27 Nov`, of the week `Fri 27 Nov`, in the language's order."""
    if code not in LOCALES:
        return f"{date:%a %d %b}" if of_week else f"{date:%d %b}"
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMEd" if of_week else "MMMd", date, locale=LOCALES[code]))
