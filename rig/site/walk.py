"""What a built page refers to, as a browser would follow it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href", "use": "href"}
_NAMES_ONLY = {"canonical", "next", "prev", "index", "search", "author"}
"""Kinds of <link> that a browser does not fetch."""


@dataclass(slots=True)
class BuiltPage:
    """links: what can be pressed. fetched: what a browser loads by itself. anchors: places on the page.

    unnamed: pictures without an `alt`.
    """

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    unnamed: list[str] = field(default_factory=list)


def read_page(path: Path) -> BuiltPage:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def target(page: Path, address: str) -> tuple[Path, str] | None:
    """The file and the anchor that an address on a page means; None for one that leads elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page, unquote(parts.fragment)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = BuiltPage()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.page.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.page.links.append(said["href"])
        if tag == "link" and said.get("rel") in _NAMES_ONLY:
            self.page.links.append(said["href"])
        elif (name := _FETCHED.get(tag)) in said:
            self.page.fetched.append(said[str(name)])
        if tag == "img" and "alt" not in said:
            self.page.unnamed.append(said.get("src", ""))
