from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vision.detect.model import YUNET, Model, download_model, has_model, model_path, read_model
from vision.types import VisionError

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
    monkeypatch.delenv("YUNET_MODEL", raising=False)
    return tmp_path / "vision-booth"


def test_a_download_is_kept_and_read_back(shelf: str, cache: Path) -> None:
    wanted = model(shelf + "/whole")
    assert not has_model(wanted)
    assert download_model(model=wanted) == cache / "small.onnx"
    assert has_model(wanted) and read_model(wanted) == BODY


@pytest.mark.parametrize(
    ("path", "complaint"), [("/other", "not the model"), ("/half", "try again|not the model"), ("/none", "try again")]
)
def test_a_failed_download_is_one_sentence_and_leaves_nothing(
    shelf: str, cache: Path, path: str, complaint: str
) -> None:
    with pytest.raises(VisionError, match=complaint):
        download_model(model=model(shelf + path))
    assert not cache.exists() or not list(cache.iterdir())


def test_a_failed_download_leaves_the_old_file(shelf: str, cache: Path) -> None:
    download_model(model=model(shelf + "/whole"))
    with pytest.raises(VisionError):
        download_model(model=model(shelf + "/other"))
    assert [p.name for p in cache.iterdir()] == ["small.onnx"] and read_model(model("")) == BODY


def test_no_network_is_one_sentence() -> None:
    def offline(url: str, timeout: float) -> None:
        raise OSError("network is unreachable")

    with pytest.raises(VisionError, match="no connection"):
        download_model(offline)


def test_a_folder_that_cannot_be_written_is_one_sentence(shelf: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VisionError, match="cannot be saved"):
        download_model(model=model(shelf + "/whole"), folder=tmp_path / "file")


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUNET_MODEL", str(tmp_path / "mine.onnx"))
    assert model_path() == tmp_path / "mine.onnx" and not has_model()
    with pytest.raises(VisionError, match="download it first"):
        read_model()
    (tmp_path / "mine.onnx").write_bytes(b"not it")
    with pytest.raises(VisionError, match="damaged"):
        read_model()


def test_the_button_can_say_size_source_and_licence() -> None:
    assert (YUNET.size, YUNET.licence, YUNET.source) == (232_589, "MIT", "OpenCV model zoo")
