"""Words that go around the catalogue are named; those that pass it are not."""

from __future__ import annotations

import ast

import pytest

from rig.words import early
from rig.words.bypass import Reader

PAGE = """
NAMES = {"left": "To the left"}
LABEL = N_("Lines")
def tell(text: str) -> None:
    st.warning(text)
def named(number: int) -> str:
    return f"{number} lines"
def show(entry: Processor, names: list[str], data: dict[str, Any]) -> None:
    """


def words(source: str) -> list[str]:
    reader = Reader()
    reader.read("ui/page.py", ast.parse(source))
    return [found.words for found in reader.found()]


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("st.button('Record')", "st.button(_('Record'))"),
        ("st.button(f'{entry} lines')", "st.button(_('{n} lines', n=3))"),
        ("st.button('x', help='Keep it')", "st.button('x', help=_('Keep it'))"),
        ("st.caption(entry.help)", "st.caption(_(entry.help))"),
        ("st.caption(plain(entry.label))", "st.caption(plain(_(entry.label)))"),
        ("st.caption(LABEL)", "st.caption(_(LABEL))"),
        ("st.caption(NAMES['left'])", "st.caption(_(NAMES['left']))"),
        (
            "st.pills('x', names, format_func=NAMES.__getitem__)",
            "st.pills('x', names, format_func=lambda n: _(n))",
        ),
        ("st.button('Join')", "st.button(pgettext('a room', 'Join'))"),
        ("tell('Too much')", "tell(_('Too much'))"),
        ("st.write(named(3))", "st.write(ngettext('{number} line', '{number} lines', 3))"),
        ("st.write(_('{a} is here', a='the left one'))", "st.write(_('{a} is here', a=_('the left one')))"),
        ("_strip(key='strip', data={'name': 'Looks'})", "_strip(key='strip', data={'name': _('Looks')})"),
        ("st.write(' · '.join(['one line']))", "st.write(' · '.join([_('one line')]))"),
        ("st.write('a' if entry else 'Nothing')", "st.write('a' if entry else _('Nothing'))"),
    ],
)
def test_words_that_nobody_said_are_found(line: str, passes: str) -> None:
    assert len(words(PAGE + line)) == 1
    assert not words(PAGE + passes)


def test_a_key_only_names_what_is_found_under_it() -> None:
    assert words("st.caption({LABEL: _('Lines')}[LABEL])") == []
    assert words("st.caption({LABEL: 'Lines of text'}[LABEL])") == ["'Lines of text'"]


def test_a_constant_that_is_taken_from_another_of_its_name_ends() -> None:
    assert words("NAMES = other.NAMES\nst.write(third.NAMES)") == []


@pytest.mark.parametrize(
    "alike",
    ["':material/face:'", "'**12** px'", "'https://example.org/a'", "'JPEG'", "'Vision Booth'", "'`make class`'"],
)
def test_what_is_the_same_in_every_language_is_not(alike: str) -> None:
    assert not words(PAGE + f"st.write({alike})")


@pytest.mark.parametrize(
    "source",
    [
        "LABEL = _('Lines')",
        "@st.dialog(_('All filters'))\ndef show() -> None: ...",
        "def show(label: str = _('Lines')) -> None: ...",
        "@st.cache_data(show_spinner=False)\ndef names() -> list[str]:\n    return [_('Lines')]",
    ],
)
def test_what_is_said_before_a_visitor_is_there_is_found(source: str) -> None:
    assert len(early.too_early([("ui/page.py", ast.parse(source))])) == 1
    assert not early.too_early([("ui/page.py", ast.parse("def show() -> None:\n    st.write(_('Lines'))"))])


def test_an_error_that_forgets_its_parts_is_found() -> None:
    source = "raise VisionError(f'{n} lines are too many.')\nraise VisionError(said('{n} lines are too many.', n=n))"
    assert [found.line for found in early.errors([("vision/a.py", ast.parse(source))])] == [1]
