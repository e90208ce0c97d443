"""Words from outside are words: nothing that is not ours reaches Streamlit's Markdown without `plain`."""

from __future__ import annotations

import pytest

from tests.ui.foreign_words import foreign, pages, words

OURS = words(
    """entry.label entry.help p.label p.group param.label param.help param.name param.choices param.range.unit
    preset.name preset.help timing.name t.name sample.label step.processor.label told.words told.used_for told.notes
    programs photograph grey_three_ways binarised
    lesson.icon lesson.title lesson.about mark.lesson.title mark.lesson.offer mark.slide.title mark.slide.words
    slide.words question.words question.answer

    now.ahead now.percent trouble.times score.right score.invented score.missed register.limit register.waiting
    usage.threads status.dropped reading.discarded reading.dropped report.skipped report.size
    mark.number member.number film.frames picture.image labels[name] layout.turned
    model.size model.source model.licence

    str.capitalize np.flatnonzero time.strftime token seconds secure"""
) | {
    "_CHOICES.get(name, name)",
    "TROUBLES.get(name, TROUBLES['other'])",
    "_day(d, days)",
    "below()",
    "groups(catalogue().values())",
    "Path(uploads.__file__).with_name('style.css')",
}
"""What the registry, the looks and the lessons say; numbers; what Python writes, and a cookie of ours."""

PAGE = """
import streamlit as st
def tell(text: str) -> None:
    st.warning(text)
def named(file: Upload) -> str:
    return f"The file {file.name}"
def show(file: Upload, files: list[Upload], error: Exception, picture: Image, bar: Box, place: Box) -> None:
    """


def test_every_word_that_streamlit_renders_is_ours_or_escaped() -> None:
    found = foreign(pages(), OURS)
    assert not found, "may come from outside: wrap them in ui.common.words.plain\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("line", "foreign_part"),
    [
        ("st.warning(str(error))", "str(error)"),
        ("st.warning(f'{error} Try again.')", "error"),
        ("st.caption(file.name)", "file.name"),
        ("st.markdown('**' + file.name + '**')", "file.name"),
        ("place.image(picture, file.name)", "file.name"),
        ("st.image(picture, caption=file.name)", "file.name"),
        ("st.info('Look', title=file.name)", "file.name"),
        ("st.pills('Which', [f.name for f in files])", "f.name"),
        ("st.pills('Which', [f.name for f in files], format_func=_)", "f.name"),
        ("st.expander(label=st.query_params['recipe'])", "st.query_params['recipe']"),
        ("bar.progress(0.5, f'Working on {file.name}')", "file.name"),
        ("st.html(f'<b>{file.name}</b>')", "file.name"),
        ("st.info(_('{name} is large', name=file.name))", "_('{name} is large', name=file.name)"),
        ("st.info(_('{name} is {size:.1f} m', name=file.name, size=bar.m))", "file.name"),
        ("words = file.name; st.write(words)", "file.name"),
        ("words = []; words.append(file.name); st.write(' '.join(words))", "file.name"),
        ("tell(file.name)", "file.name"),
        ("st.toast('a' if picture else file.name)", "file.name"),
    ],
)
def test_a_call_that_does_not_escape_is_found(line: str, foreign_part: str) -> None:
    assert len(foreign([(PAGE + line, "page.py")], OURS)) == 1
    assert not foreign([(PAGE + line.replace(foreign_part, f"plain({foreign_part})"), "page.py")], OURS)


def test_what_a_function_returns_is_followed() -> None:
    assert len(foreign([(PAGE + "st.caption(named(file))", "page.py")], OURS)) == 1
