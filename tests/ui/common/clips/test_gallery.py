"""Clips as their visitor sees them: cards, playing, one ZIP, gone when deleted."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from tests.ui.conftest import Downloads
from tests.ui.visits import labels, photo, press, said
from ui.common.clips import gallery


def shown(directory: str, own: bool) -> None:
    from pathlib import Path

    import streamlit as st

    from live.recording.clips import ClipStore
    from ui.common.clips import gallery

    store = st.session_state.setdefault("store", ClipStore(Path(directory)))
    gallery.show(store, "Nobody else sees them.", own=own)


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def put(store: ClipStore, number: int, ending: str = ".mp4", size: int = 2_000_000) -> Clip:
    path = store.new_path("clip", ending)
    path.write_bytes(bytes(size))
    clip = Clip(path.name, time.time() - 3600 + number, clip_end_s=4.2, peak_percent=7.31)
    return store.add(clip, photo() if ending == ".mp4" else None)


def opened(store: ClipStore, own: bool = True) -> AppTest:
    app = AppTest.from_function(shown, default_timeout=20, args=(str(store.directory), own))
    return app.run()


def test_without_clips_there_is_nothing(store: ClipStore) -> None:
    app = opened(store)
    assert said(app) == "" and labels(app) == []


def test_a_card_says_when_how_long_how_large_and_how_much_moved(store: ClipStore) -> None:
    clip = put(store, 1)
    words = said(opened(store))
    at = datetime.datetime.fromtimestamp(clip.taken_s)
    assert f"**{at:%H:%M:%S}** · 4.2 s · 2.0 MB · at most 7.31 % moved" in words or f"{at:%d %b}" in words
    assert "Nobody else sees them." in words


@pytest.mark.parametrize(("ending", "sound"), [(".mp4", False), (".wav", True)])
def test_a_clip_is_played_downloaded_and_closed(
    store: ClipStore, downloads: Downloads, ending: str, sound: bool
) -> None:
    put(store, 1, ending)
    app = opened(store)
    assert ("### :material/graphic_eq: Sound" in said(app)) is sound
    press(app, "Play")
    assert not app.exception and len(app.get("audio" if sound else "video")) == 1
    assert len(downloads["Download"]) == 2_000_000
    press(app, "Close")
    assert "Download" not in labels(app) and "Play" in labels(app)


def test_who_deletes_a_clip_finds_it_gone(store: ClipStore) -> None:
    first, second = put(store, 1), put(store, 2)
    app = opened(store)
    app.button(key=f"delete {first.name}").click().run()
    assert [c.name for c in store.clips()] == [second.name]
    assert labels(app).count("Play") == 1


def test_deleting_all_asks_first(store: ClipStore) -> None:
    put(store, 1), put(store, 2)
    app = opened(store)
    assert "2 clips, 4.0 MB. They cannot be brought back." in said(app)
    press(app, "Delete them all")
    assert store.clips() == () and labels(app) == []


def test_all_are_packed_into_one_zip_until_another_comes(store: ClipStore, downloads: Downloads) -> None:
    clips = [put(store, i) for i in range(2)]
    app = press(opened(store), "Pack all 2 into a ZIP (4.0 MB)")
    archive = zipfile.ZipFile(io.BytesIO(downloads["Download the ZIP"]))
    assert sorted(archive.namelist()) == sorted(c.name for c in clips)
    put(store, 2)
    app.run()
    assert "Download the ZIP" not in labels(app) and "Pack all 3 into a ZIP (6.0 MB)" in labels(app)


def test_the_older_ones_come_when_asked_for(store: ClipStore) -> None:
    for i in range(gallery._AT_ONCE + 2):
        put(store, i, size=10)
    app = opened(store)
    assert labels(app).count("Play") == gallery._AT_ONCE
    press(app, "Show 2 older")
    assert labels(app).count("Play") == gallery._AT_ONCE + 2


def test_clips_of_the_booth_are_not_the_visitors_to_delete(store: ClipStore) -> None:
    clip = put(store, 1)
    app = opened(store, own=False)
    assert "Play" in labels(app) and "Delete them all" not in labels(app)
    assert f"delete {clip.name}" not in [b.key for b in app.button]


def test_a_clip_of_another_day_has_its_date() -> None:
    yesterday = time.time() - 26 * 3600
    assert gallery.at(yesterday).startswith(f"{datetime.datetime.fromtimestamp(yesterday):%d %b}, ")


def put_at(store: ClipStore, taken_s: float, kind: str = "motion") -> Clip:
    path = store.new_path(kind)
    path.write_bytes(b"film")
    return store.add(Clip(path.name, taken_s, clip_end_s=1.0))


def test_many_clips_are_shown_by_day_kind_and_time(store: ClipStore) -> None:
    now = datetime.datetime.now().replace(hour=12, minute=34, second=56).timestamp()
    today = [put_at(store, now - i) for i in range(8)]
    yesterday = [put_at(store, now - 24 * 3600 - 3600 * i, "clip") for i in range(8)]
    app = opened(store)
    assert labels(app).count("Play") == gallery._AT_ONCE
    day = next(s for s in app.selectbox if s.label == "Day")
    assert day.options[0] == "All days · 16 clips" and day.options[1].endswith("· 8 clips") and len(day.options) == 3
    day.select_index(2).run()
    assert labels(app).count("Play") == 8 and any(label.startswith("Pack all 8 into") for label in labels(app))
    app.text_input[0].set_value("12:3").run()
    assert labels(app).count("Play") == 1
    app.text_input[0].set_value("99").run()
    assert "No clip is like that." in said(app) and not app.exception
    assert len(today) == len(yesterday)


def test_a_star_keeps_a_clip(store: ClipStore) -> None:
    clip = put(store, 1)
    app = opened(store)
    app.button(key=f"star {clip.name}").click().run()
    assert store.clips()[0].starred
    app.button(key=f"star {clip.name}").click().run()
    assert not store.clips()[0].starred


def test_what_is_too_large_for_one_zip_comes_in_parts(
    store: ClipStore, downloads: Downloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = [put(store, i) for i in range(3)]
    monkeypatch.setattr(gallery, "_MOST_IN_ZIP", 5e6)
    app = opened(store)
    press(app, "Pack part 1 of 2 into a ZIP (4.0 MB)")
    first = zipfile.ZipFile(io.BytesIO(downloads["Download the ZIP"])).namelist()
    next(s for s in app.selectbox if s.label == "For a ZIP").select_index(1).run()
    assert "Download the ZIP" not in labels(app)
    press(app, "Pack part 2 of 2 into a ZIP (2.0 MB)")
    second = zipfile.ZipFile(io.BytesIO(downloads["Download the ZIP"])).namelist()
    assert len(first) == 2 and len(second) == 1 and {*first, *second} == {c.name for c in clips}
