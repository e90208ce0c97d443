"""The faces page without a browser: what it says when something is missing, slow or cut off."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from streamlit.testing.v1 import AppTest

from ui.common import bench
from ui.common.download import model_file
from ui.faces import detector, look
from vision.faces import tradeoff
from vision.faces.search import Look
from vision.models.files import FOLDER
from vision.models.shelf import YUNET
from vision.types import Detections
from work.job import LimitError

PAGE = Path(__file__).parents[3] / "pages" / "faces.py"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    """The page with the portrait chosen, on a machine without the model file."""
    for name in (YUNET.environment, FOLDER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state["faces example"] = "A portrait"
    return app.run()


def faces_counted(app: AppTest) -> str:
    assert not app.exception
    return next(metric.value for metric in app.metric if metric.label == "Faces")


def choose(app: AppTest, detector: str) -> AppTest:
    app.radio(key="faces detector").set_value(detector).run()
    return app


def test_the_careful_detector_needs_nothing(page: AppTest) -> None:
    assert faces_counted(page) == "1" and not page.warning


def test_a_file_is_asked_for_only_where_it_is_missing(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "needs one file first" in page.radio(key="faces detector").proto.captions[1]
    monkeypatch.setattr(detector, "lacking", lambda models: ())
    page.run()
    assert page.radio(key="faces detector").proto.captions[1] == "A small neural network. Surer and faster."


def better(app: AppTest) -> bool:
    return any("sees more of them" in text.value for text in app.caption)


def test_the_accurate_detector_is_proposed_where_it_would_help(page: AppTest) -> None:
    assert not better(page)
    page.session_state["faces example"] = "A cup of coffee"
    assert better(page.run()) and faces_counted(page) == "0"
    assert not better(choose(page, "accurate"))


def test_one_press_takes_the_accurate_detector(page: AppTest) -> None:
    assert not [button for button in page.button if button.key == "to accurate"]
    page.session_state["faces example"] = "A cup of coffee"
    page.run().button(key="to accurate").click().run()
    assert page.radio(key="faces detector").value == "accurate" and not better(page)


def test_without_its_model_the_accurate_detector_says_so_and_the_careful_one_works(page: AppTest) -> None:
    choose(page, "accurate")
    assert faces_counted(page) == "1"
    assert "The careful detector did the work." in page.warning[0].value
    assert any("Careful detector" in text.value for text in page.caption), "under the picture, too"
    assert any("233 kB · from the OpenCV model zoo · MIT licence" in text.value for text in page.main.caption)


def offline(*_: Any, **__: Any) -> Any:
    raise URLError("no network")


def test_a_download_that_fails_is_one_sentence(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(page, "accurate")
    monkeypatch.setattr(model_file, "urlopen", offline)
    next(b for b in page.main.button if b.label == "Download the model").click().run()
    assert page.error[0].value == "The model could not be downloaded: no connection to its source; try again later."
    assert faces_counted(page) == "1"


def test_a_wrong_file_is_thrown_away(page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose(page, "accurate")
    monkeypatch.setattr(model_file, "urlopen", lambda *_, **__: io.BytesIO(b"another file" * 9000))
    next(b for b in page.main.button if b.label == "Download the model").click().run()
    assert "not the model that was expected" in page.error[0].value
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_course_settings_that_take_too_long_are_refused(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "TIME_LIMIT_S", 0.0)
    choose(page, "course")
    page.slider(key="course scale").set_value(1.01).run()
    assert faces_counted(page) == "0"
    assert "would take longer than" in page.warning[0].value


def test_another_scale_factor_can_be_typed(page: AppTest) -> None:
    page.session_state["faces view"] = ":material/balance: Why is it hard?"
    page.session_state["tradeoff factors"] = ["1.3", "nonsense"]
    page.run()
    assert not page.exception and "A scale factor is a number" in page.warning[0].value
    assert any(text.value == "**Scale factor 1.3**" for text in page.markdown)


@pytest.mark.parametrize("what", ["trials", "over_neighbors"])
def test_a_comparison_that_takes_too_long_is_one_sentence(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    run = bench.run

    def too_slow(work: Callable[..., Any], *given: Any, **options: Any) -> Any:
        if work is getattr(tradeoff, what):
            raise LimitError("This takes more time than the booth gives one visitor.")
        return run(work, *given, **options)

    monkeypatch.setattr(bench, "run", too_slow)
    page.session_state["faces view"] = ":material/balance: Why is it hard?"
    page.run()
    assert not page.exception and any(said.value.startswith("This takes more time") for said in page.warning)


@pytest.mark.parametrize(("quarters", "words"), [(1, "turned by a quarter"), (2, "upside down"), (3, "turned by a")])
def test_how_faces_lie_stands_under_the_picture(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, quarters: int, words: str
) -> None:
    def under() -> list[str]:
        return [text.value for text in page.caption if words in text.value]

    assert not under()
    seen = Look(Detections.of([10, 10, 60, 50], "face"), 3.0, quarters=quarters)
    monkeypatch.setattr(look, "look", lambda *_: seen)
    page.run()
    assert not page.exception and len(under()) == 1
