"""The tab 'Read it' without a browser: read, corrected, saved."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rig.tesseract import needs
from tests.ui.conftest import Downloads
from tests.ui.visits import labels, page, said
from ui.layout import read_it
from ui.layout.read_it import PRESSED
from vision.layout.generate import NOTEBOOK, draw_page

TEXT = draw_page(NOTEBOOK).text


@pytest.fixture
def opened() -> AppTest:
    app = page("page_segmentation")
    app.session_state["page panel"] = ":material/abc: Read it"
    return app.run()


@needs("eng")
def test_a_page_is_read_a_line_corrected_and_the_text_saved(opened: AppTest, downloads: Downloads) -> None:
    opened.button(key="read page").click().run()
    assert not opened.error and " words, " in said(opened)
    opened.session_state[PRESSED] = 0
    opened.run()
    (field,) = [field for field in opened.text_input if field.label == "Line 1"]
    assert field.value == TEXT[0]
    field.set_value("Another " + TEXT[0]).run()
    assert [badge for badge in opened.markdown if "Another 100" in badge.value]
    opened.session_state["page form"] = "txt"
    opened.session_state["page panel"] = ":material/download: Save"
    opened.run()
    assert downloads["Text of this page"].decode().startswith(f"Another {TEXT[0]}\n")
    assert downloads["Searchable PDF"].startswith(b"%PDF-")


@needs("eng")
def test_a_language_that_is_gone_is_said(opened: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_it, "languages", lambda: ("eng", "xyz"))
    read_it._installed.clear()
    opened.run()
    opened.multiselect(key="page languages").set_value(["xyz"]).run()
    opened.button(key="read page").click().run()
    assert "'xyz' is not installed" in opened.error[0].value
    read_it._installed.clear()


def test_without_tesseract_one_sentence_says_how_to_get_it(opened: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    read_it._installed.clear()
    opened.run()
    assert "apt install tesseract-ocr" in said(opened)
    assert "Read this page" not in labels(opened)
    read_it._installed.clear()
