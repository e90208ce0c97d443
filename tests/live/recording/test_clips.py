from __future__ import annotations

import io
import json
import os
from pathlib import Path

import PIL.Image
import pytest

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore, Retention
from live.recording.recorder import Recorder
from live.recording.visitor_clips import VisitorClips
from tests.live.films import read_film, wall
from vision.types import VisionError


def make(store: ClipStore, taken_s: float = 1000.0, frames: int = 10) -> Clip:
    path = store.new_path()
    recorder = Recorder(path)
    for i in range(frames):
        recorder.offer(wall(160, 120), i / 10)
    assert recorder.close() == path
    return store.add(Clip(path.name, taken_s, clip_end_s=frames / 10, peak_percent=3.0), wall(640, 480))


def test_a_clip_is_listed_with_picture_and_description(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12))
    first, second = make(store, 1000.0), make(store, 2000.0)
    assert store.clips() == (second, first)
    assert first.size_bytes == store.path(first.name).stat().st_size > 0 and first.length_s == 1.0
    assert PIL.Image.open(io.BytesIO(store.thumbnail(first.name) or b"")).size == (320, 240)


def test_delete_leaves_nothing_of_it(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12))
    clip = make(store)
    store.delete(clip.name)
    assert store.clips() == () and not [p for p in tmp_path.iterdir() if p.name != ".lock"]
    with pytest.raises(VisionError, match="no such clip"):
        store.path(clip.name)


def test_old_clips_and_those_beyond_the_quota_go(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12))
    clips = [make(store, float(i)) for i in range(4)]
    store.retention = Retention(most_s=1e12, most_bytes=clips[3].size_bytes + clips[2].size_bytes)
    assert set(store.expire()) == {clips[0].name, clips[1].name}
    store.retention = Retention(most_s=10)
    assert store.expire(now_s=12.5) == (clips[2].name,) and store.clips() == (clips[3],)


def test_the_newest_clip_stays_even_when_it_is_too_large_alone(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12, most_bytes=1))
    make(store, 1.0)
    newest = make(store, 2.0)
    assert store.clips() == (newest,)


def test_half_a_description_is_no_clip_and_harms_no_other(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12))
    clip = make(store)
    (tmp_path / "clip-20260101-000000-000000.json").write_text('{"name": "clip-2026')
    (tmp_path / "clip-20260101-000000-000001.json").write_text(json.dumps({"name": clip.name, "taken_s": 5}))
    assert store.clips() == (clip,)


@pytest.mark.parametrize(
    "name", ["../secret.mp4", "..", "", "a/b.mp4", "clip-20260101-000000-000000.mp4", "/etc/passwd"]
)
def test_guessed_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.mp4").write_bytes(b"x")
    store = ClipStore(tmp_path / "clips")
    for ask in (store.path, store.thumbnail, store.delete):
        with pytest.raises(VisionError, match="no such clip"):
            ask(name)


def test_a_clip_directory_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VisionError, match="cannot be used for clips"):
        ClipStore(tmp_path / "file" / "clips")


def test_a_file_that_a_crash_left_is_saved_or_removed_and_named(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, Retention(most_s=1e12))
    listed, cut = make(store), make(store, frames=60)
    store.path(cut.name).with_suffix(".json").unlink()
    torn = tmp_path / "motion-20260101-000000-00000a.mp4.part"
    torn.write_bytes(store._file(cut.name).read_bytes()[:5])
    store.close()
    again = ClipStore(tmp_path, Retention(most_s=1e12))
    assert {(s.name, s.kept) for s in again.salvaged} == {(cut.name, True), (torn.stem, False)}
    assert {c.name for c in again.clips()} == {listed.name, cut.name} and not torn.exists()
    assert "removed" in str(next(s for s in again.salvaged if not s.kept))


def test_what_another_store_is_writing_is_left_alone(tmp_path: Path) -> None:
    writing = ClipStore(tmp_path)
    recorder = Recorder(writing.new_path())
    recorder.offer(wall(), 0.0)
    assert ClipStore(tmp_path).salvaged == ()
    path = recorder.close()
    assert path is not None and len(read_film(path).times) == 1


def test_visitors_see_only_their_own(tmp_path: Path) -> None:
    visits = VisitorClips(tmp_path / "visits", retention=Retention(most_s=1e12))
    (mine, my_store), (other, other_store) = visits.begin(), visits.begin()
    clip = make(my_store)
    assert visits.resume(mine).clips() == (clip,) and other_store.clips() == ()
    for name in (clip.name, f"../{mine}/{clip.name}", str(my_store.path(clip.name))):
        with pytest.raises(VisionError):
            other_store.path(name)
    for guess in ("", "..", ".", mine[:-1], mine.swapcase(), f"{other}/../{mine}", "a" * 32):
        with pytest.raises(VisionError, match="over"):
            visits.resume(guess)
    if os.name == "posix":
        assert (tmp_path / "visits").stat().st_mode & 0o077 == my_store.directory.stat().st_mode & 0o077 == 0
    visits.close()


def test_clips_go_when_the_visit_ends_or_expires(tmp_path: Path) -> None:
    visits = VisitorClips(tmp_path, retention=Retention(most_s=1e12), idle_s=100)
    (ended, store), (kept, _), (idle, idle_store) = visits.begin(), visits.begin(), visits.begin()
    make(store)
    make(idle_store)
    visits.end(ended)
    visits.end("../..")
    alive = idle_store.directory / ".alive"
    os.utime(alive, (alive.stat().st_mtime - 500,) * 2)
    assert visits.sweep() == 1
    assert [p.name for p in tmp_path.iterdir()] == [kept]
    with pytest.raises(VisionError):
        visits.resume(idle)
    visits.close()
    assert VisitorClips(tmp_path, idle_s=100).resume(kept).clips() == (), (
        "it goes on after the server was started again"
    )


def test_a_visit_ends_when_it_was_idle_for_as_long_as_was_promised_and_no_longer(tmp_path: Path) -> None:
    visits = VisitorClips(tmp_path, idle_s=100)
    token, store = visits.begin()
    seen_s = (store.directory / ".alive").stat().st_mtime
    assert visits.sweep(seen_s + 99) == 0 and visits.resume(token) is store
    seen_s = (store.directory / ".alive").stat().st_mtime
    assert visits.sweep(seen_s + 101) == 1 and not store.directory.exists()
