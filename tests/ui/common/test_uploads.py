"""Streamlit's own upload endpoint, with our bound on what it keeps. A new Streamlit fails here first."""

from __future__ import annotations

import asyncio
import inspect
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette import starlette_routes

from ui.common import limits, uploads

KB = 1000


@pytest.fixture
def store() -> MemoryUploadedFileManager:
    made = MemoryUploadedFileManager("/_stcore/upload_file")
    uploads.bound(made, each_bytes=250 * KB, together_bytes=400 * KB)
    return made


@pytest.fixture
def app(store: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setattr(starlette_routes, "is_xsrf_enabled", lambda: False)
    runtime = SimpleNamespace(is_active_session=lambda session: True)
    return Starlette(routes=starlette_routes.create_upload_routes(runtime, store, None))  # type: ignore[arg-type]


def asked(app: Starlette, method: str, session: str, name: str, body: bytes = b"") -> int:
    """The status that a request to the endpoint is answered with."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    kind = b"multipart/form-data; boundary=edge"
    path = f"/_stcore/upload_file/{session}/{name}"
    scope = {"type": "http", "method": method, "path": path, "headers": [(b"content-type", kind)], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return int(sent[0]["status"])


def put(app: Starlette, session: str, name: str, size: int) -> int:
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return asked(app, "PUT", session, name, head + b"x" * size + b"\r\n--edge--\r\n")


def held(store: MemoryUploadedFileManager) -> int:
    return sum(len(file.data) for files in store.file_storage.values() for file in files.values())


def test_what_is_read_of_their_insides_is_there() -> None:
    assert list(inspect.signature(UploadFile.read).parameters) == ["self", "size"]
    assert {"file_storage", "_total_bytes"} <= vars(MemoryUploadedFileManager("")).keys()


def test_a_session_with_no_uploader_on_its_page_fills_only_its_share(
    app: Starlette, store: MemoryUploadedFileManager
) -> None:
    answers = [put(app, "eve", f"file {n}", 60 * KB) for n in range(20)]
    assert answers == [204] * 4 + [413] * 16 and held(store) == 240 * KB


def test_another_has_room_until_the_server_is_full(app: Starlette, store: MemoryUploadedFileManager) -> None:
    assert [put(app, "eve", f"{n}", 100 * KB) for n in range(3)] == [204, 204, 413]
    assert [put(app, "ada", f"{n}", size * KB) for n, size in enumerate((100, 90, 20))] == [204, 204, 507]
    assert held(store) == 390 * KB
    assert asked(app, "DELETE", "eve", "0") == 204
    assert put(app, "ben", "0", 90 * KB) == 204
    store.remove_session_files("ada")
    assert put(app, "ada", "0", 100 * KB) == 204


def test_few_bodies_fill_the_memory_at_once(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UploadFile, "read", UploadFile.read)
    uploads._read_few_at_once()
    uploads._read_few_at_once()
    assert UploadFile.read.__wrapped__ is not None and not hasattr(UploadFile.read.__wrapped__, "__wrapped__")  # type: ignore[attr-defined]
    assert put(app, "ada", "0", 10 * KB) == 204


def test_a_host_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("VISITOR_UPLOAD_MB", "80"), ("UPLOADS_MB", "60"), ("VISITOR_LIVE", "1")):
        monkeypatch.setenv(name, value)
    limits.limits.clear()
    try:
        allowed = limits.limits()
        assert (allowed.upload_bytes, allowed.uploads_bytes, allowed.live) == (60_000_000, 60_000_000, 1)
    finally:
        limits.limits.clear()
