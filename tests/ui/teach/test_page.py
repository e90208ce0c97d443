"""The page Teach without a browser: what its buttons do, what it says, what it hands out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from live.teaching.teacher import Teacher
from tests.ui.conftest import Downloads
from tests.ui.visits import Player, page, press, said
from tests.vision.models.absent import take_models_away
from tests.vision.teach.sounds import SOUNDS
from tests.vision.teach.test_sound import taught as taught_sounds
from tests.vision.teach.things import NAMES, learned, scene
from ui.teach import taught_views
from vision.imageio import save_jpeg
from vision.teach import features
from vision.teach.lesson import Example, TaughtClass
from vision.teach.saved import as_json, from_json


class Page:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.classes: dict[str, Any] = {}
        self.answer: dict[str, Any] = {}
        self.next: dict[str, Any] | None = None
        monkeypatch.setattr(taught_views, "classes", self._classes)
        monkeypatch.setattr(taught_views, "answer", self._answer)
        self.app = page("teach").run()

    def _classes(self, data: dict[str, Any], on_change: Callable[[dict[str, Any]], None]) -> None:
        self.classes = data
        st.button("do", key="do", on_click=lambda: on_change(self.next or {}))

    def _answer(self, data: dict[str, Any], on_change: Callable[[dict[str, Any]], None]) -> None:
        self.answer = data
        st.button("ask", key="ask", on_click=lambda: on_change(self.next or {}))

    @property
    def teacher(self) -> Teacher:
        held: Teacher = self.app.session_state["teacher things"]
        return held

    def do(self, what: str, at: int = -1, **more: Any) -> AppTest:
        return self._press("do", {"what": what, "at": at, **more})

    def ask(self, **what: Any) -> AppTest:
        return self._press("ask", {"what": "missing", **what})

    def _press(self, key: str, what: dict[str, Any]) -> AppTest:
        self.next = what
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self.app

    @property
    def points(self) -> int:
        """How many of the map's points were sent the last time."""
        return len(self.answer["points"] or ())

    def choose(self, kind: str) -> AppTest:
        (choice,) = [b for b in self.app.segmented_control if b.label == "What is taught"]
        choice.set_value(kind).run()
        assert not self.app.exception
        return self.app

    def opened(self) -> AppTest:
        self.teacher.open(learned())
        return self.app.run()


@pytest.fixture
def teach(player: Player, monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(monkeypatch)


def test_the_page_stands_with_its_real_components(player: Player) -> None:
    text = said(page("teach").run())
    assert "teach things, not people" in text and "Nothing is sent anywhere" in text
    assert player.asked["sink_video_track"] is player.asked["source_video_track"]


def test_the_video_is_seen_by_the_teacher(teach: Page) -> None:
    teach.app.run()
    assert teach.app.session_state["stream teach things"].on_shot == (teach.teacher.see,)


def test_classes_are_named_added_and_taken_out(teach: Page) -> None:
    assert [c["name"] for c in teach.classes["classes"]] == ["Thing 1", "Thing 2"]
    teach.do("rename", 0, name="cup")
    teach.do("add")
    assert teach.teacher.lesson.names == ("cup", "Thing 2", "Thing 1")
    teach.do("remove", 1)
    assert [kept.name for kept in teach.teacher.lesson.classes] == ["cup", "Thing 1"]
    assert "Two classes are called 'cup'" in said(teach.do("rename", 1, name="cup"))
    teach.do("hold", 9)
    assert teach.teacher.collecting is None


def test_buttons_reach_the_teacher(teach: Page) -> None:
    teach.do("hold", 1)
    assert teach.teacher.collecting == 1
    teach.teacher._collect(scene("book", 1))
    teach.do("release", 1)
    assert teach.teacher.collecting is None
    teach.do("ten", 0)
    assert teach.teacher.collecting == 0


def test_pictures_are_shown_and_taken_out(teach: Page) -> None:
    teach.opened()
    assert [c["count"] for c in teach.classes["classes"]] == ["8 pictures"] * 3
    teach.do("delete", 2, number=0)
    assert [c["count"] for c in teach.classes["classes"]] == ["8 pictures", "8 pictures", "7 pictures"]


def test_a_small_picture_is_sent_once_when_it_is_asked_for(teach: Page) -> None:
    teach.opened()
    ids = [name for kept in teach.classes["classes"] for name in kept["ids"]]
    assert len(set(ids)) == 24 and not teach.classes["pictures"]
    teach.do("missing", ids=[*ids[:3], "another visitor's"])
    assert set(teach.classes["pictures"]) == set(ids[:3]) and not teach.answer["pictures"]
    assert all(src.startswith("data:image/jpeg;base64,") for src in teach.classes["pictures"].values())
    teach.app.run()
    assert not teach.classes["pictures"]
    teach.do("delete", 0, number=0)
    teach.do("missing", ids=ids[:1])
    assert not teach.classes["pictures"]


def test_the_map_is_sent_once_for_each_change_and_when_it_is_asked_for(teach: Page) -> None:
    teach.opened()
    first = teach.answer["map"]
    teach.app.run()
    assert teach.answer["map"] == first and teach.points == 0
    teach.ask(map=True)
    assert teach.points == 24
    teach.do("delete", 0, number=0)
    assert teach.answer["map"] == first + 1 and teach.points == 23


def test_how_the_lesson_stands_is_told(teach: Page) -> None:
    text = said(teach.opened())
    assert "right 100 times of 100" in text and "24 pictures" in text
    assert len(teach.answer["points"]) == 24 and teach.answer["present"] is None
    table = teach.app.dataframe[0].value
    assert list(table.columns) == ["shown", *(f"taken for {name}" for name in NAMES)]
    dark = TaughtClass("book", tuple(Example.of(scene("book", i, 0.4)) for i in range(5)))
    teach.teacher.change(lambda lesson: lesson.with_class(1, dark))
    assert "All pictures of 'book' are darker" in said(teach.app.run())


def test_what_is_taught_is_taken_home(teach: Page, downloads: Downloads) -> None:
    assert "the model can be saved here" in said(teach.app)
    teach.opened()
    assert from_json(downloads["The model"]).lesson.names == NAMES
    compile(downloads["Python script"], "taught.py", "exec")
    assert json.loads(downloads["Notebook"])["nbformat"] == 4


def test_files_become_examples_and_a_bad_one_is_named(teach: Page) -> None:
    uploader = teach.app.file_uploader(key="taught files")
    uploader.upload("a.jpg", save_jpeg(scene("ball", 1)), "image/jpeg")
    uploader.upload("bad_*.jpg", b"no picture", "image/jpeg")
    teach.app.run()
    text = said(press(teach.app, "Learn these pictures"))
    assert "**bad_*.jpg** was left out" in text and "1 picture learned" in text
    assert len(teach.teacher.lesson.classes[0].examples) == 1


def test_a_model_is_opened_and_another_file_refused(teach: Page) -> None:
    teach.app.file_uploader(key="taught model").upload("x.json", b"{}", "application/json").run()
    assert "not a model that was taught here" in said(press(teach.app, "Open it"))
    model = as_json(learned()).encode()
    teach.app.file_uploader(key="taught model").upload("m.json", model, "application/json").run()
    press(teach.app, "Open it")
    assert teach.teacher.lesson.names == NAMES and teach.teacher.learned is not None


def test_everything_is_forgotten_at_a_press(teach: Page) -> None:
    teach.opened()
    press(teach.app, "Forget everything")
    assert teach.teacher.lesson.names == ("Thing 1", "Thing 2") and not teach.teacher.lesson.examples()


def test_each_subject_has_a_lesson_of_its_own_that_waits(teach: Page, player: Player) -> None:
    teach.opened()
    things = teach.teacher
    teach.choose("sounds")
    assert player.asked["media_stream_constraints"]["audio"] and "clap a few times" in said(teach.app)
    assert player.asked["media_stream_constraints"]["video"] is False and player.asked["sink_video_track"] is None
    assert player.asked["translations"]["select_device"] == "Choose microphone"
    sounds = teach.app.session_state["teacher sounds"]
    assert sounds.lesson.features == "sounds" and not sounds.lesson.examples()
    listener = teach.app.session_state["taught listener"]
    assert listener.hear in player.asked["sink_audio_track"].listeners
    assert teach.app.session_state["stream teach sounds"].feed == listener.picture
    assert "Pictures from elsewhere" not in [e.label for e in teach.app.expander]
    teach.choose("things")
    assert teach.teacher is things and len(things.lesson.examples()) == 24
    assert not player.asked["media_stream_constraints"]["audio"]


def test_hands_need_their_files_and_say_so(teach: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_models_away(monkeypatch, tmp_path)
    text = said(teach.choose("hands"))
    assert "Finding hands needs its model file" in text and "Seeing the joints of a hand needs its" in text
    assert "cannot answer" in text and str(teach.app.session_state["stream teach hands"].recipe) == "none"


def test_things_are_taught_with_the_network_once_its_file_is_there(
    teach: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_models_away(monkeypatch, tmp_path)
    teach.do("rename", 0, name="cup")
    assert teach.teacher.lesson.features == "patches"
    assert "goes by edges and colours" in said(teach.app)
    monkeypatch.setattr(features, "lacking", lambda needs: ())
    teach.app.run()
    assert teach.teacher.lesson.features == "network" and teach.teacher.lesson.names[0] == "cup"


def test_a_model_of_another_subject_is_opened_where_it_belongs(teach: Page) -> None:
    model = as_json(taught_sounds()).encode()
    teach.app.file_uploader(key="taught model").upload("m.json", model, "application/json").run()
    press(teach.app, "Open it")
    assert teach.app.session_state["taught subject"] == "sounds"
    assert teach.app.session_state["teacher sounds"].lesson.names == SOUNDS
    assert not teach.teacher.lesson.examples()


def test_what_is_taught_goes_along_to_the_live_page_of_this_visit_alone(teach: Page) -> None:
    teach.opened()
    own, other = page("live"), page("live").run()
    own.session_state["teacher things"] = teach.teacher
    own.run()
    assert own.session_state["stream camera"].own == {"taught": teach.teacher.learned}
    assert other.session_state["stream camera"].own == {}
