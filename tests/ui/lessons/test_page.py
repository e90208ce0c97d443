"""The lessons page as a visitor meets it: cards, steps, links, exercises, the presenter's view, the worksheet."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Downloads
from tests.ui.visits import labels, page, press, said
from ui.common import links
from vision.lessons.all_lessons import LESSONS


def opened(**query: str) -> AppTest:
    app = page("lessons")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def address(app: AppTest) -> dict[str, str]:
    """What the address bar is told."""
    assert not app.exception, app.exception
    mark = app.session_state["lesson bookmark"]
    return {**mark.query, **({"view": "present"} if mark.presented else {})}


def test_all_lessons_are_offered_with_a_picture_of_each() -> None:
    app = opened()
    assert len(app.image) == len(LESSONS) == 6 and "6 steps, about ten minutes" in said(app)
    assert [b.label for b in app.button] == [f"Begin: {lesson.title}" for lesson in LESSONS.values()]
    assert address(app) == {}


@pytest.mark.parametrize("name", LESSONS)
def test_each_lesson_goes_to_its_end_and_back_to_the_cards(name: str) -> None:
    lesson = LESSONS[name]
    app = press(opened(), f"Begin: {lesson.title}")
    for number, slide in enumerate(lesson.slides, 1):
        assert slide.title in said(app) and address(app) == {"lesson": name, "step": str(number)}
        assert (len(app.expander) == 1) and app.image
        app = press(app, "Next" if number < len(lesson.slides) else "Finish")
    assert f"{len(lesson.slides)} of {len(lesson.slides)} steps seen" in said(app)
    assert f"Begin: {lesson.title}" in labels(app)


def test_a_link_opens_its_step_and_back_goes_one_before() -> None:
    app = opened(lesson="edges", step="3")
    assert "Sobel, 1968: nine pixels" in said(app)
    assert "Roberts, 1963: four pixels" in said(press(app, "Back"))
    cards = press(app, "All lessons")
    assert f"Begin: {LESSONS['edges'].title}" in labels(cards) and "2 of 6 steps seen" in said(cards)
    again = press(cards, f"Begin: {LESSONS['edges'].title}")
    assert address(again) == {"lesson": "edges", "step": "1"}
    cards = press(again, "All lessons")
    assert address(press(cards, f"Go on: {LESSONS['edges'].title}")) == {"lesson": "edges", "step": "4"}


@pytest.mark.parametrize(
    ("step", "opens"),
    [("1", 1), ("6", 6), ("7", 6), ("0", 1), ("-2", 1), ("two", 1), ("", 1), ("²", 1), ("9" * 400, 1)],
)
def test_a_step_that_is_not_there_is_one_that_is(step: str, opens: int) -> None:
    assert address(opened(lesson="faces", step=step)) == {"lesson": "faces", "step": str(opens)}


def test_an_unknown_lesson_is_all_of_them() -> None:
    assert address(opened(lesson="[cooking](http://x)", step="2")) == {}


def test_a_step_is_shared_and_shown_with_the_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(links, "show", lambda address, what, **_: told.append(address))
    app = opened(lesson="edges", step="2", view="present")
    app = press(app, "Leave")
    assert told[-1].endswith("?lesson=edges&step=2")
    (camera,) = [e.proto for e in app.get("link_button")]
    assert camera.label == "With my camera" and camera.url == "./?recipe=roberts%20gain%3D4"


def add(app: AppTest, label: str) -> AppTest:
    (choice,) = [s for s in app.selectbox if s.label == "Add a filter"]
    (option,) = [o for o in choice.options if o.startswith(f"{label} · ")]
    return choice.set_value(option).run()


def test_a_task_is_tried_on_the_page_and_judged_by_what_comes_out() -> None:
    app = opened(lesson="pictures", step="6")
    (choice,) = [s for s in app.selectbox if s.label == "Add a filter"]
    assert "Threshold · tone" in choice.options and "Grayscale · tone" not in choice.options
    assert "Add a filter" in said(app) and not app.success
    app = add(app, "Sepia")
    assert "There is colour left in 83 % of the pixels" in said(app) and not app.success
    app = add(app, "Hue and saturation")
    assert not app.success
    saturation = next(s for s in app.slider if s.label.startswith("Saturation"))
    app = saturation.set_value(0.0).run()
    assert app.success[0].value == "You did it!"
    cards = press(app, "All lessons")
    assert "exercise solved" in said(cards)


def test_filters_of_a_group_are_locked_and_a_task_keeps_its_own_recipe() -> None:
    app = opened(lesson="edges", step="6")
    (choice,) = [s for s in app.selectbox if s.label == "Add a filter"]
    assert not [o for o in choice.options if o.endswith("· edges")]
    app = add(app, "Kernel")
    assert app.success and "recipe_draft" not in app.session_state
    corner = next(n for n in app.number_input if n.label == "Numbers: row 2, column 2")
    app = corner.set_value(9.0).run()
    assert not app.success and "of one tone" in said(app)
    app = press(press(app, "Back"), "Next")
    assert "of one tone" in said(app)
    app = next(s for s in app.selectbox if s.label == "Begin with").set_value("Edge").run()
    assert app.success


def test_the_way_to_do_it_is_folded_and_in_the_words_of_the_page() -> None:
    app = opened(lesson="pictures", step="6")
    assert app.expander[0].label == "One way to do it"
    assert "Add **Hue and saturation** and set *Hue* to 0, *Saturation* to 0" in said(app)


def test_what_moves_can_be_stopped() -> None:
    app = opened(lesson="motion", step="2")
    (moving,) = app.image
    assert moving.proto.imgs[0].url.endswith(".gif")
    app = app.toggle(key="moves motion 1").set_value(False).run()
    assert app.image[0].proto.imgs[0].url.endswith((".jpg", ".jpeg"))


def test_the_presenters_view_has_the_step_and_no_buttons_of_the_booth() -> None:
    app = opened(lesson="faces", step="2", view="present")
    assert (
        labels(app) == ["Leave", "Back", "Next"]
        and "First mistake: a face is missed" in said(app)
        and "2 / 6" in said(app)
    )
    app = press(app, "Leave")
    assert "Present" in labels(app) and address(app) == {"lesson": "faces", "step": "2"}
    assert address(press(app, "Present")) == {"lesson": "faces", "step": "2", "view": "present"}


def test_the_worksheet_is_a_pdf_of_this_lesson(downloads: Downloads) -> None:
    opened(lesson="lines", step="1")
    assert downloads["Worksheet"].startswith(b"%PDF")
