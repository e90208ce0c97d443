"""What is to be known of one learned model's file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """A Python package that carries the file: its name, version, the file's path in it, the wheel's size in bytes.

    python, platform: of the one wheel that is asked for, wherever this runs; "" for one that serves all.
    """

    name: str
    version: str
    member: str
    size: int
    python: str = ""
    platform: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.member})"


@dataclass(frozen=True, slots=True)
class Model:
    """A model's file: its name, size in bytes, SHA-256 sum, the licence of its weights, and where it comes from.

    use: what needs it, as the beginning of a sentence. input, output: the tensors, for who works with them.
    package: carries the file too. environment: a variable that names this one file, where there is one.
    """

    name: str
    size: int
    sha256: str
    licence: str
    source: str
    url: str
    use: str
    input: str = ""
    output: str = ""
    package: Package | None = None
    environment: str = ""
