"""A visitor's own corner of the clip store: there when needed, found again, gone when the time is up."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from live.recording.clip_index import Clip
from tests.ui.visits import said
from ui.common import own_clips


@pytest.fixture(autouse=True)
def _server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A server of its own, which keeps its clips here."""
    monkeypatch.delenv("CLIP_DIR", raising=False)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    own_clips._expiry.clear()
    yield
    own_clips._expiry().close()
    own_clips._expiry.clear()


def visit() -> None:
    import streamlit as st

    from ui.common import own_clips

    own_clips.remember()
    if st.session_state.get("records"):
        st.text(own_clips.store().directory.name)
    found = own_clips.existing()
    st.text("none" if found is None else f"{found.directory.name} {len(found.clips())}")
    st.text(f"came back: {own_clips.came_back()}")
    own_clips.remember()
    st.caption(own_clips.promise())


def page(records: bool = False, token: str | None = None) -> AppTest:
    app = AppTest.from_function(visit, default_timeout=20)
    app.session_state["records"] = records
    if token is not None:
        app.session_state["visit token"] = token
    return app.run()


def texts(app: AppTest) -> list[str]:
    assert not app.exception
    return [text.value for text in app.text]


def test_who_records_nothing_leaves_nothing(tmp_path: Path) -> None:
    app = page()
    assert texts(app) == ["none", "came back: False"] and not app.html
    assert not [d for d in tmp_path.rglob("*") if len(d.name) == 32]


def test_the_first_need_begins_a_visit_that_this_browser_remembers() -> None:
    app = page(records=True)
    token = texts(app)[0]
    assert len(token) == 32 and texts(app)[1] == f"{token} 0"
    assert f"vision-booth-visit={token}; path=/; max-age=86400; SameSite=Lax" in str(app.html[-1].proto)
    assert "They are deleted 15 minutes after you close this page." in said(app)


def test_a_page_opened_again_finds_the_clips_and_another_visitor_does_not(cookies: dict[str, str]) -> None:
    token = texts(page(records=True))[0]
    store = own_clips._expiry().clips.resume(token)
    path = store.new_path()
    path.write_bytes(bytes(1000))
    store.add(Clip(path.name, 1e9 * 2))
    cookies["vision-booth-visit"] = token
    assert texts(page()) == [f"{token} 1", "came back: True"]
    cookies.clear()
    assert texts(page()) == ["none", "came back: False"]


def test_a_visit_that_is_over_begins_anew() -> None:
    token = texts(page(records=True))[0]
    own_clips._expiry().clips.end(token)
    assert texts(page(token=token)) == ["none", "came back: False"]
    again = texts(page(records=True, token=token))[0]
    assert again != token and len(again) == 32


@pytest.mark.parametrize(("kept", "days", "seconds"), [(False, 1, 900), (True, 30, float("inf"))])
def test_clips_stay_as_long_as_is_promised(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: bool, days: float, seconds: float
) -> None:
    if kept:
        monkeypatch.setenv("CLIP_DIR", str(tmp_path / "kept"))
    own_clips._expiry().close()
    own_clips._expiry.clear()
    clips = own_clips._expiry().clips
    token, store = clips.begin()
    assert clips._idle_s == seconds
    assert store.retention.most_s == days * 24 * 3600
    assert store.directory.is_relative_to(tmp_path / "kept") is kept
    if kept:
        app = page(records=True)
        assert "The host of this booth keeps them." in said(app)
        assert "max-age=2592000" in str(app.html[-1].proto)
    clips.end(token)


def test_a_page_that_is_closed_lets_the_visit_age() -> None:
    token = texts(page(records=True))[0]
    expiry = own_clips._expiry()
    assert expiry._here[token] == 1
    own_clips._Stay(expiry, token).leave()
    assert token not in expiry._here
