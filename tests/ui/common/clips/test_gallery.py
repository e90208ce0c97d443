"""Clips as their visitor sees them: cards, playing, one ZIP, gone when deleted."""

from __future__ import annotations

import asyncio
import datetime
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response, StreamingResponse
from streamlit.testing.v1 import AppTest

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from tests.ui.conftest import Downloads
from tests.ui.visits import labels, photo, press, said
from ui.common.clips import gallery, parcel_route


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


def address(app: AppTest) -> tuple[str, str]:
    """What the link to all clips says, and where it leads."""
    (link,) = app.get("link_button")
    return link.proto.label, link.proto.url


def answer(url: str) -> Response:
    return parcel_route.answer(url.rpartition("/")[2].removesuffix(".zip"))


def names_in(url: str) -> list[str]:
    """The files in the ZIP that a browser would get from there."""
    sent = answer(url)
    assert isinstance(sent, StreamingResponse)
    assert sent.headers["content-disposition"] == 'attachment; filename="vision-booth-clips.zip"'

    async def whole() -> bytes:
        return b"".join([bytes(piece) async for piece in sent.body_iterator])  # type: ignore[arg-type]

    with zipfile.ZipFile(io.BytesIO(asyncio.run(whole()))) as archive:
        assert archive.testzip() is None
        return archive.namelist()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """As server.py serves it."""
    monkeypatch.setattr(parcel_route, "_served", True)


def test_without_the_address_streamlit_hands_the_zip_out(store: ClipStore, downloads: Downloads) -> None:
    made = [put(store, i) for i in range(2)]
    opened(store)
    packed: Any = downloads["Download all 2 as a ZIP (4.0 MB)"]
    with zipfile.ZipFile(io.BytesIO(packed() if callable(packed) else packed)) as archive:
        assert sorted(archive.namelist()) == sorted(c.name for c in made)


@pytest.mark.usefixtures("served")
def test_all_go_into_one_zip_and_another_clip_into_another(store: ClipStore) -> None:
    made = [put(store, i) for i in range(2)]
    app = opened(store)
    label, url = address(app)
    assert label == "Download all 2 as a ZIP (4.0 MB)"
    assert sorted(names_in(url)) == sorted(c.name for c in made)
    put(store, 2)
    later, other = address(app.run())
    assert later == "Download all 3 as a ZIP (6.0 MB)" and len(names_in(other)) == 3 and len(names_in(url)) == 2


@pytest.mark.usefixtures("served")
def test_a_zip_of_clips_that_have_gone_is_not_there(store: ClipStore) -> None:
    put(store, 1), put(store, 2)
    app = opened(store)
    _, url = address(app)
    press(app, "Delete them all")
    assert answer(url).status_code == 404 == answer("/clips/ünknown.zip").status_code


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
    assert labels(app).count("Play") == 8 and any(label.startswith("Download all 8 as") for label in labels(app))
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
