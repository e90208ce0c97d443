"""How much of uploads the server holds: Streamlit's own store keeps all that is sent, asked for or not.

Two changes inside libraries: the store's `add_file`, where it is too late for the body but not for the memory, and
Starlette's `UploadFile.read`, which fills memory with each file that is on its way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from live.libraries import replace
from ui.common.limits import limits

_ADD = "streamlit.runtime.memory_uploaded_file_manager:MemoryUploadedFileManager.add_file"
_READ_AT_ONCE = 2
_TOO_LARGE, _FULL = 413, 507


def install() -> None:
    """Bound the running server's store; calling it again changes nothing."""
    if not Runtime.exists():
        return
    store = Runtime.instance().uploaded_file_mgr
    if isinstance(store, MemoryUploadedFileManager) and "add_file" not in vars(store):
        allowed = limits()
        bound(store, allowed.upload_bytes, allowed.uploads_bytes)
        _read_few_at_once()


def bound(store: MemoryUploadedFileManager, each_bytes: int, together_bytes: int) -> None:
    """Refuse what would make a session hold more than `each_bytes`, or all sessions more than `together_bytes`."""
    add = store.add_file

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        mine = sum(len(kept.data) for kept in dict(store.file_storage.get(session_id, {})).values())
        if mine + len(file.data) > each_bytes:
            raise HTTPException(_TOO_LARGE, "Your files together are too large; take some back first.")
        if store._total_bytes + len(file.data) > together_bytes:
            raise HTTPException(_FULL, "The server holds as many files as it can; please try again a little later.")
        add(session_id, file)

    replace(_ADD, add_file, store)


def _read_few_at_once() -> None:
    read, turn = UploadFile.read, _turns()

    @wraps(read)
    async def read_in_turn(self: UploadFile, size: int = -1) -> bytes:
        async with turn():
            return await read(self, size)

    if not hasattr(read, "__wrapped__"):
        replace("starlette.datastructures:UploadFile.read", read_in_turn)


def _turns() -> Callable[[], Any]:
    """A semaphore for each event loop: a server has one, tests have more."""
    made: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}
    return lambda: made.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_READ_AT_ONCE))
