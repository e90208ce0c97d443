"""The page segmentation page without a browser: its options, its tabs, what is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui.common import bench, language
from vision.layout.options import layout_options
from work.job import LimitError

PAGE = Path(__file__).parents[3] / "pages" / "page_segmentation.py"


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=120).run()


def metric(page: AppTest, label: str) -> str:
    assert not page.exception
    return str(next(m.value for m in page.metric if m.label == label))


def test_the_drawn_page_is_read_at_once(page: AppTest) -> None:
    assert (metric(page, "Lines"), metric(page, "Columns")) == ("50", "2")


def test_the_tilt_is_a_number_of_the_visitors_language(page: AppTest) -> None:
    page.button_group(key="page example").set_value("Bad scan").run()
    tilt = metric(page, "Tilt")
    assert tilt[0] in "+-" and "." in tilt
    page.session_state[language._CHOSEN] = "de"
    page.run()
    assert metric(page, "Neigung") == tilt.replace(".", ",")


def test_every_declared_option_has_a_widget(page: AppTest) -> None:
    for option in layout_options():
        key = f"page {option.param.name}"
        assert any(w.key in (key, f"{key} known") for w in [*page.selectbox, *page.toggle, *page.slider]), key


def test_without_gaps_columns_run_together(page: AppTest) -> None:
    page.toggle(key="page max_column_separators known").set_value(True).run()
    page.number_input(key="page max_column_separators").set_value(0).run()
    assert (metric(page, "Lines"), metric(page, "Columns")) == ("26", "1")


def test_only_a_part_is_looked_at(page: AppTest) -> None:
    page.slider(key="look across").set_value((0, 50)).run()
    assert (metric(page, "Lines"), metric(page, "Columns")) == ("24", "1")


@pytest.mark.parametrize("example", ["Newspaper", "White on black"])
def test_other_examples(page: AppTest, example: str) -> None:
    page.button_group(key="page example").set_value(example).run()
    assert int(metric(page, "Lines")) > 20


def test_the_page_is_turned_by_a_button(page: AppTest) -> None:
    page.button(key="turn page").click().run()
    assert page.selectbox(key="page turned").value == "270"
    captions = [caption.value for caption in page.caption]
    assert any("lay turned by 270" in words for words in captions)
    assert any("It lies turned by 270° clockwise" in words for words in captions), "the first step shows it so"
    assert not any("It lies straight" in words for words in captions)
    for _ in range(3):
        page.button(key="turn page").click().run()
    assert page.selectbox(key="page turned").value == "0"
    assert metric(page, "Lines") == "50"


def test_what_took_too_long_is_tried_again_by_a_button(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_given: Any, **_options: Any) -> Any:
        raise LimitError("The booth has so much else to do.")

    with monkeypatch.context() as patch:
        patch.setattr(bench, "run", busy)
        page.button(key="turn page").click().run()
    assert not page.exception and [w.value for w in page.warning] == ["The booth has so much else to do."]
    next(b for b in page.button if b.label == "Try again").click().run()
    assert not page.warning and metric(page, "Lines")
