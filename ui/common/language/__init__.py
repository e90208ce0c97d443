"""What a page says, in its visitor's language: gettext over `ui/locale/<language>/LC_MESSAGES/booth.po`.

The files lie beside the code, so that a wheel takes them along; `make words` brings them up to what is said.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from functools import lru_cache
from numbers import Real
from pathlib import Path

import streamlit as st

from ui.common.language.numerals import LOCALES, Numeral
from vision.words.said import Said

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "zh": "简体中文"}
"""By their codes, as their speakers call them; English is what stands in the source."""

LOCALE = Path(__file__).parents[2] / "locale"
_CHOSEN = "language"


def current() -> str:
    """The code of this visitor's language; English where nobody is asking."""
    return str(st.session_state.get(_CHOSEN, "en"))


def is_chosen() -> bool:
    """Whether this visit has one already."""
    return _CHOSEN in st.session_state


def choose(code: str) -> None:
    """From the page's next run on."""
    st.session_state[_CHOSEN] = code


def _(template: str, /, **values: object) -> str:
    """The sentence in the visitor's language, with the values in their places."""
    return pgettext(template.context if isinstance(template, Said) else "", template, **values)


def pgettext(context: str, template: str, /, **values: object) -> str:
    """The same for words that mean something else elsewhere."""
    known = _catalogue(current())
    words = known.pgettext(context, template) if context else known.gettext(template) if template else ""
    return words.format(**{name: _in_words(value) for name, value in values.items()}) if values else words


def ngettext(one: str, more: str, number: int, /, **values: object) -> str:
    """`one` or `more`, as the language asks for the number, which stands in either as `{number}`."""
    words = _catalogue(current()).ngettext(one, more, number)
    return words.format(number=number, **{name: _in_words(value) for name, value in values.items()})


def told(words: object) -> str:
    """What `vision`, `work` or `live` said (a `Said`, an error with one, marked words), as `_` would say it."""
    sentence = str(words)
    if not isinstance(sentence, Said):
        return _(sentence)
    values = dict(sentence.values)
    if sentence.one is None:
        return pgettext(sentence.context, sentence.template, **values)
    number = values.pop("number")
    assert isinstance(number, int)
    return ngettext(sentence.one, sentence.template, number, **values)


def templates(words: Iterable[str], numbered: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Those that the language says otherwise, with their places left open; numbered: for one, and for more."""
    known = _catalogue(current())
    own = {each: known.gettext(each) for each in words}
    own |= {form: known.ngettext(*forms, n) for forms in numbered for form, n in zip(forms, (1, 2), strict=True)}
    return {each: other for each, other in own.items() if other != each}


def _in_words(value: object) -> object:
    if isinstance(value, Real) and not isinstance(value, int):
        return Numeral(float(value), current())
    return told(value) if isinstance(value, Said) else value


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """All words of a language; those of the source where it has none."""
    source = LOCALE / code / "LC_MESSAGES" / "booth.po"
    if code == "en" or not source.is_file():
        return gettext.NullTranslations()
    from babel.messages import mofile, pofile  # English visitors do without it

    compiled = io.BytesIO()
    with source.open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file, locale=LOCALES[code]))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
