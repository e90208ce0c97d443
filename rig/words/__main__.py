"""`python -m rig.words`: gather all words, and bring each language's file up to them; `bypass [PLACE ...]` names those
that go to a visitor around the catalogue."""

from __future__ import annotations

import sys
from itertools import chain

from rig.words import registries, sources
from rig.words.bypass import around
from rig.words.files import TEMPLATE, file_of, template, updated, written
from ui.common.language.numerals import LOCALES


def gather() -> None:
    """Write the template and each language's file; say how much each language lacks."""
    now = template(chain(sources.messages(sources.modules()), registries.messages()))
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(written(now))
    print(f"{TEMPLATE}: {len(now)} messages")
    for code in LOCALES:
        catalog = updated(code, now)
        file_of(code).parent.mkdir(parents=True, exist_ok=True)
        file_of(code).write_text(written(catalog))
        missing = sum(not (all(m.string) if isinstance(m.string, tuple) else m.string) for m in catalog if m.id)
        print(f"{code}: {missing} of them not translated")


if __name__ == "__main__":
    if sys.argv[1:2] == ["bypass"]:
        for found in around(place.rstrip("/") for place in sys.argv[2:]):
            print(found)
    else:
        gather()
