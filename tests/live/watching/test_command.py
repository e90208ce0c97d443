from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live.__main__ import main
from live.recording.clips import ClipStore
from live.watching.camera import Camera
from tests.live.films import read_film, write_film


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("fps", [10, 30, None])
def test_each_event_of_a_film_is_one_line_and_one_clip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fps: int | None
) -> None:
    rng = np.random.default_rng(9)
    times = np.cumsum(rng.choice([1 / 30, 1 / 12], 220)) if fps is None else np.arange(12 * fps) / fps
    events = ((2.5, 4.0), (8.0, 9.5))
    film = write_film(tmp_path / "film.mp4", [float(t) for t in times], *events)
    assert main(["watch", str(film), "--out", str(tmp_path / "out")]) == 0
    found = lines(capsys)
    assert len(found) == 2
    for line, (start, end) in zip(found, events, strict=True):
        assert line["start_s"] == pytest.approx(start, abs=0.3) and line["end_s"] == pytest.approx(end, abs=0.5)
        clip = read_film(Path(line["file"]))
        assert clip.codecs == {"video": "h264"} and clip.is_monotonic
        assert clip.length_s == pytest.approx(line["clip_end_s"] - line["clip_start_s"], abs=0.1)
        assert line["peak_percent"] > 1


def test_knobs_are_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 20 for i in range(200)], (2.0, 3.0), (5.0, 6.0))
    words = ["watch", str(film), "--out", str(tmp_path / "out"), "--join", "5", "--before", "0.5", "--method", "mog2"]
    assert main(words) == 0
    (line,) = lines(capsys)
    assert line["clip_start_s"] == pytest.approx(1.5, abs=0.1) and line["end_s"] == pytest.approx(6, abs=0.2)
    assert main([*words, "--mask", "0,0,1,1"]) == 0 and not lines(capsys)
    assert main([*words, "--keep-mb", "0.000001", "--join", "0"]) == 0
    assert len(ClipStore(tmp_path / "out").clips()) == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["missing.mp4"], "there is no such file"),
        (["/dev/video97"], "/dev/video97 cannot be opened as a video"),
        (["TEXT"], "cannot be opened as a video"),
        (["http://user:secret@127.0.0.1:9/x"], "http://127.0.0.1:9/x cannot be opened"),
        (["FILM", "--threshold", "0"], "threshold cannot be 0"),
        (["FILM", "--mask", "1"], "mask"),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(
    words: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.mp4").write_text("no film at all")
    places = {"TEXT": str(tmp_path / "text.mp4"), "FILM": str(tmp_path / "text.mp4")}
    assert main(["watch", *(places.get(w, w) for w in words), "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert (
        complaint in printed.err and printed.err.count("\n") == 1 and printed.out == "" and "secret" not in printed.err
    )


def test_a_film_cut_short_is_watched_up_to_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = tmp_path / "a.mkv"
    write_film(whole, [i / 20 for i in range(200)], (2.0, 3.0))
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * 0.8)])
    assert main(["watch", str(cut), "--out", str(tmp_path / "out")]) == 0
    assert len(lines(capsys)) == 1


def _endless(tmp_path: Path) -> tuple[subprocess.Popen[str], Path]:
    """A watch of a film so long that it is in mid-clip for seconds, with the second clip under way."""
    film = write_film(tmp_path / "film.mp4", [i / 10 for i in range(2500)], (2.0, 4.0), (10.0, 9999.0))
    out = tmp_path / "out"
    words = [sys.executable, "-m", "live", "watch", str(film), "--out", str(out), "--longest", "3600"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        parts = list(out.glob("*.part"))
        if len(list(out.glob("*.json"))) == 1 and parts and parts[0].stat().st_size > 40_000:
            break
        time.sleep(0.01)
    assert process.poll() is None
    return process, out


def test_ctrl_c_leaves_the_current_clip_whole(tmp_path: Path) -> None:
    process, out = _endless(tmp_path)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=30)
    found = [json.loads(line) for line in said.splitlines()]
    assert process.returncode == 0 and complained == "" and len(found) == 2
    clip = read_film(Path(found[1]["file"]))
    assert clip.begins_with_index and clip.length_s == pytest.approx(
        found[1]["clip_end_s"] - found[1]["clip_start_s"], abs=0.1
    )
    assert not list(out.glob("*.part"))


def test_kill_in_mid_clip_loses_at_most_the_last_second_and_no_listed_clip(tmp_path: Path) -> None:
    process, out = _endless(tmp_path)
    process.kill()
    said, _ = process.communicate(timeout=30)
    listed = Path(json.loads(said.splitlines()[0])["file"])
    (part,) = out.glob("*.part")
    with ClipStore(out) as store:
        (saved,) = store.salvaged
        assert saved.kept and saved.name == part.stem and "saved" in str(saved)
        assert {c.name for c in store.clips()} == {listed.name, saved.name} and not list(out.glob("*.part"))
        film = read_film(store.path(saved.name))
        assert film.begins_with_index and film.is_monotonic and film.length_s >= 2
        assert store.thumbnail(saved.name)


def test_a_camera_is_shared_and_comes_back(tmp_path: Path) -> None:
    film, moved = write_film(tmp_path / "film.mp4", [i / 30 for i in range(20)]), tmp_path / "moved.mp4"
    seen: list[float] = []
    film.rename(moved)
    camera = Camera(str(film))
    camera.on_frame = (lambda image, time_s: seen.append(time_s),)
    deadline = time.monotonic() + 20
    while not camera.status().problem and time.monotonic() < deadline:
        time.sleep(0.01)
    assert "no such file" in camera.status().problem and camera.newest() is None
    moved.rename(film)
    first = camera.newest(timeout_s=10)
    assert first is not None and first[0].shape == (240, 320, 3)
    second = camera.newest(after_s=first[1], timeout_s=10)
    assert second is not None and second[1] > first[1]
    while len(seen) < 45 and time.monotonic() < deadline:
        time.sleep(0.01)
    status = camera.status()
    camera.close()
    assert status.connected and status.problem == "" and status.frames >= 45, "played again from its beginning"
    assert status.reconnects >= 1 and all(a < b for a, b in pairwise(seen))


def watching(film: Path, out: Path, *, most_blocks: int = 0, **how: Any) -> subprocess.Popen[str]:
    """The command in a process of its own. most_blocks: of 1024 bytes that a file may take, 0 for any."""
    limit = f"ulimit -f {most_blocks}; " if most_blocks else ""
    command = f'{limit}exec "{sys.executable}" -m live watch "{film}" --out "{out}"'
    return subprocess.Popen(["bash", "-c", command], stderr=subprocess.PIPE, text=True, **how)


def test_a_disk_that_is_full_is_one_sentence_and_nothing_half_is_listed(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 20 for i in range(200)], (2.0, 8.0))
    process = watching(film, tmp_path / "out", most_blocks=1, stdout=subprocess.PIPE)
    printed, said = process.communicate(timeout=60)
    assert process.returncode == 1 and printed == ""
    assert said.count("\n") == 1 and "File too large" in said and "Traceback" not in said
    assert not list((tmp_path / "out").glob("*.json"))


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 20 for i in range(40)])
    assert main(["watch", str(film), "--out", "/proc/self"]) == 2
    assert "cannot be used for clips" in capsys.readouterr().err


def test_when_nobody_reads_any_more_it_ends_quietly(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 20 for i in range(400)], (2.0, 3.0), (9.0, 10.0))
    reading, writing = os.pipe()
    os.close(reading)
    process = watching(film, tmp_path / "out", stdout=writing)
    os.close(writing)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0 and said == ""
    assert len(ClipStore(tmp_path / "out").clips()) >= 1 and not list((tmp_path / "out").glob("*.part"))
