"""The list of clips without reading them all again; stars, and a disk that fills up."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from live.recording.clip_index import Clip, ClipIndex
from live.recording.clips import ClipStore, Retention
from vision.types import NotThereError

FOR_EVER = Retention(most_s=1e12, most_bytes=1e12, least_free_bytes=0)


def put(store: ClipStore, taken_s: float, size: int = 10) -> Clip:
    path = store.new_path()
    path.write_bytes(bytes(size))
    return store.add(Clip(path.name, taken_s))


def put_by_hand(directory: Path, number: int) -> str:
    name = f"clip-20260101-000000-{number:06x}.mp4"
    (directory / name).touch()
    (directory / name).with_suffix(".json").write_text(json.dumps(asdict(Clip(name, float(number)))))
    return name


def test_a_list_that_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [put_by_hand(tmp_path, i) for i in range(300)]
    index = ClipIndex(tmp_path)
    reads: list[Path] = []
    read = Path.read_bytes

    def noted(path: Path) -> bytes:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert [c.name for c in index.clips()] == names[::-1] and len(reads) == 300
    for _ in range(20):
        index.clips()
    assert len(reads) == 300
    newest = put_by_hand(tmp_path, 400)
    assert index.clips()[0].name == newest and len(reads) == 301


def test_what_another_process_deletes_or_adds_is_seen(tmp_path: Path) -> None:
    here, there = ClipStore(tmp_path, FOR_EVER), ClipStore(tmp_path, FOR_EVER)
    first, second = put(here, 1.0), put(there, 2.0)
    assert here.clips() == there.clips() == (second, first)
    there.delete(first.name)
    assert here.clips() == (second,)
    there.path(second.name).unlink()
    assert here.clips() == ()


def test_a_starred_clip_does_not_expire(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, FOR_EVER)
    old, older, newest = put(store, 2.0), put(store, 1.0), put(store, 3.0)
    store.star(older.name, True)
    store.retention = Retention(most_s=1e12, most_bytes=15, least_free_bytes=0)
    assert store.expire() == (old.name,)
    assert [(c.name, c.starred) for c in store.clips()] == [(newest.name, False), (older.name, True)]
    store.star(older.name, False)
    assert store.expire() == (older.name,)
    with pytest.raises(NotThereError):
        store.star(older.name, True)


def test_when_the_disk_is_nearly_full_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ClipStore(tmp_path, FOR_EVER)
    clips = [put(store, float(i), 1000) for i in range(5)]
    store.star(clips[1].name, True)

    def free(_: Any) -> Any:
        held = sum(p.stat().st_size for p in tmp_path.glob("*.mp4"))
        return type("Usage", (), {"free": 10_000 - held})()

    monkeypatch.setattr("shutil.disk_usage", free)
    store.retention = Retention(most_s=1e12, most_bytes=1e12, least_free_bytes=7000)
    assert store.expire() == (clips[0].name, clips[2].name) and store.room_made == 2
    store.retention = Retention(most_s=1e12, most_bytes=1e12, least_free_bytes=1e9)
    store.expire()
    assert [c.name for c in store.clips()] == [clips[4].name, clips[1].name], "the newest and the starred stay"
