"""Clips packed to be taken home: a ZIP that is read from the disk as it is sent, never held."""

from __future__ import annotations

import contextlib
import io
import secrets
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_AT_ONCE = 1 << 20
_MOST_OFFERS = 200

Parcel = tuple[Path, tuple[str, ...]]
"""A folder, and the names of the files in it that go along."""


class Parcels:
    """What is offered, each under a token that nobody can guess; the oldest offers give way. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: dict[Parcel, str] = {}
        self._parcels: dict[str, Parcel] = {}

    def offer(self, folder: Path, names: Sequence[str]) -> str:
        """The token of these files: the same as before when they are the same."""
        parcel = folder, tuple(names)
        with self._lock:
            token = self._tokens.pop(parcel, None) or secrets.token_urlsafe(24)
            self._tokens[parcel], self._parcels[token] = token, parcel
            if len(self._tokens) > _MOST_OFFERS:
                del self._parcels[self._tokens.pop(next(iter(self._tokens)))]
        return token

    def paths(self, token: str) -> list[Path]:
        """The files of this token that are still there; none of a token that was never given."""
        with self._lock:
            folder, names = self._parcels.get(token, (Path(), ()))
        return [path for name in names if (path := folder / name).exists()]


class _Sent(io.RawIOBase):
    """What the archive writes, until it is taken."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        data = bytes(self._written)
        self._written.clear()
        return data


def stream(paths: Sequence[Path]) -> Iterator[bytes]:
    """A ZIP of the files piece by piece, stored as they are: films do not shrink. Those that have gone are left out."""
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_STORED) as archive:
        for path in paths:
            with contextlib.suppress(FileNotFoundError), path.open("rb") as film:
                entry = zipfile.ZipInfo.from_file(path, path.name)
                with archive.open(entry, "w") as packed:
                    while data := film.read(_AT_ONCE):
                        packed.write(data)
                        yield sent.taken()
    yield sent.taken()
