"""`python -m rig.words`: gather all words, and bring each language's file up to them; `bypass [PLACE ...]` names those
that go to a visitor around the catalogue."""

from __future__ import annotations

import sys

from rig.words.bypass import around
from rig.words.faults import lacking
from rig.words.files import TEMPLATE, file_of, gathered, updated, written
from ui.common.language.numerals import LOCALES


def gather() -> None:
    """Write the template and each language's file; say how much each language lacks."""
    now = gathered()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(written(now))
    print(f"{TEMPLATE}: {len(now)} messages")
    for code in LOCALES:
        catalog = updated(code, now)
        file_of(code).parent.mkdir(parents=True, exist_ok=True)
        file_of(code).write_text(written(catalog))
        print(f"{code}: {len(lacking(catalog))} of them not translated")


if __name__ == "__main__":
    if sys.argv[1:2] == ["bypass"]:
        for found in around(place.rstrip("/") for place in sys.argv[2:]):
            print(found)
    else:
        gather()
