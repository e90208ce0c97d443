"""A ZIP of clips as it is sent: whole, piece by piece, and only for who has its token."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from live.recording import parcels
from live.recording.parcels import Parcels, stream


def films(folder: Path, count: int, size: int) -> list[Path]:
    made = [folder / f"film-{i}.mp4" for i in range(count)]
    for i, path in enumerate(made):
        path.write_bytes(bytes([i]) * size)
    return made


def test_the_pieces_are_a_whole_zip_without_what_has_gone(tmp_path: Path) -> None:
    made = films(tmp_path, 3, 2_500_000)
    pieces = list(stream([*made, tmp_path / "gone.mp4"]))
    assert max(map(len, pieces)) < 2_000_000
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None and archive.namelist() == [path.name for path in made]
        assert archive.read("film-2.mp4") == made[2].read_bytes()


def test_a_hundred_megabytes_are_never_held(tmp_path: Path) -> None:
    made = films(tmp_path, 10, 10_000_000)
    tracemalloc.start()
    total = sum(map(len, stream(made)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total > 100_000_000 and most < 8_000_000


def test_a_download_that_is_broken_off_leaves_no_file_open(tmp_path: Path) -> None:
    sending = stream(films(tmp_path, 2, 3_000_000))
    next(sending)
    sending.close()  # type: ignore[attr-defined]


def test_the_same_files_have_the_same_token_and_others_another(tmp_path: Path) -> None:
    offered = Parcels()
    made = films(tmp_path, 2, 10)
    token = offered.offer(tmp_path, [path.name for path in made])
    assert token == offered.offer(tmp_path, ["film-0.mp4", "film-1.mp4"]) and offered.paths(token) == made
    assert offered.offer(tmp_path, ["film-0.mp4"]) != token
    made[0].unlink()
    assert offered.paths(token) == made[1:] and offered.paths("nonsense") == []


def test_old_offers_give_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "_MOST_OFFERS", 2)
    films(tmp_path, 3, 10)
    offered = Parcels()
    tokens = [offered.offer(tmp_path, [f"film-{i}.mp4"]) for i in (0, 1, 0, 2)]
    assert [len(offered.paths(token)) for token in tokens] == [1, 0, 1, 1]
