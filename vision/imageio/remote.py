"""Files by an address that fsspec knows: s3://, https://, sftp://, zip://inside.png::file:///all.zip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from vision.types import VisionError
from vision.words.said import said

T = TypeVar("T")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_CHAIN = "::"
_PATTERN = "*["  # a ? begins a question to a web server


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file by its address; what commands ask of a `Path`. Raises VisionError where it cannot be read."""

    url: str

    @property
    def _path(self) -> PurePosixPath:
        return PurePosixPath(re.split(r"::|\?", self.url.partition("://")[2])[0])

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def stem(self) -> str:
        return self._path.stem

    @property
    def suffix(self) -> str:
        return self._path.suffix

    def read(self, most: int | None = None) -> bytes:
        """All of it, or the first `most` bytes."""
        return _asked(self.url, lambda system, path: bytes(system.cat_file(path, start=None, end=most)))

    def __str__(self) -> str:
        return self.url


File = Path | RemoteFile


def file_of(name: str) -> File:
    return RemoteFile(name) if is_remote(name) else Path(name)


def is_remote(name: str) -> bool:
    return _ADDRESS.match(name) is not None


def is_many_remote(url: str) -> bool:
    """Whether it stands for all files of a folder, which ends with /, or for those that fit a pattern."""
    return url.partition(_CHAIN)[0].endswith("/") or any(sign in url for sign in _PATTERN)


def remote_files(url: str, wanted: Callable[[RemoteFile], bool]) -> Iterator[RemoteFile]:
    """What the address stands for, by name; of a folder or a pattern the `wanted`. Nobody is asked about a file."""
    if not is_many_remote(url):
        yield RemoteFile(url)
        return
    _, chained, archive = url.partition(_CHAIN)
    pattern = any(sign in url for sign in _PATTERN)
    for path in _asked(url, lambda system, path: _listed(system, path, pattern)):
        if wanted(file := RemoteFile(path + chained + archive)):
            yield file


def _listed(system: Any, path: str, pattern: bool) -> list[str]:
    found = system.glob(path, detail=True).values() if pattern else system.ls(path, detail=True)
    return sorted(system.unstrip_protocol(one["name"]) for one in found if one["type"] == "file")


def _asked(url: str, question: Callable[[Any, str], T]) -> T:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise VisionError(
            said("{url} is an address, which needs fsspec: pip install 'vision-booth[batch]'.", url=url)
        ) from None
    try:
        return question(*url_to_fs(url))
    except FileNotFoundError:
        raise VisionError(said("{url} is not there.", url=url)) from None
    except Exception as error:  # each kind of store has its own
        raise VisionError(
            said(
                "{url} cannot be read: {reason}.",
                url=url,
                reason=str(error).strip().rstrip(".") or type(error).__name__,
            )
        ) from None
