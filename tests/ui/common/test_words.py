from __future__ import annotations

import re

import pytest

from ui.common import words
from ui.common.words import file_word, linked, plain


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/x.png)",
        "[here](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "**bold** _soft_ `code` ~~gone~~ $x^2$ a & b",
        ":red[red] :material/home: :smile:",
        "# heading",
        "1. one",
        "- one",
        "a\n\n    code\n> quote\n---\n| a | b |",
    ],
)
def test_nothing_in_words_from_outside_is_markdown(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown and not shown.startswith((" ", "#", "-", "1."))
    assert not re.search(r"(?<!\\)[`*_\[\]<>~$&|]|(?<!\\):\S", shown)
    assert re.sub(r"\\(.)", r"\1", shown).replace("\u2060", "") == " ".join(text.split())


@pytest.mark.parametrize("text", ["see https://evil.example", "www.evil.example", "me@evil.example", ":material/home:"])
def test_what_looks_like_a_link_or_a_sign_is_broken_without_a_trace(text: str) -> None:
    assert "\u2060" in plain(text) and plain(text).replace("\u2060", "").replace("\\", "") == text


def test_a_plain_sentence_stays_as_it_is() -> None:
    for text in (
        "The accurate detector needs its model file: download it first.",
        "photo (2).jpg",
        "a-b.png",
        "12 %!",
        "ICE_SERVERS",
    ):
        assert plain(text) == text
    assert plain(ValueError("2 + 2")) == "2 + 2"


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("https://example.org", ["https://example.org"]),
        ("(see HTTP://example.org/x_y*z.)", ["HTTP://example.org/x_y%2Az"]),
        ("https://a.example and http://b.example:81/?q=1#r", ["https://a.example", "http://b.example:81/?q=1#r"]),
        ("https://bank.example@evil.example/", []),
        ("https://pаypal.com", []),
        ("https://localhost/ https://[::1]/ http://a.example:x", []),
        ("javascript:alert(1) data:text/html,x ftp://a.example", []),
        ("https://a.example/)](https://evil.example)", ["https://a.example/%29%5D%28https://evil.example"]),
        ("https://a.example/<b>x</b>", ["https://a.example/"]),
    ],
)
def test_only_an_address_that_shows_where_it_leads_is_a_link(line: str, targets: list[str]) -> None:
    assert re.findall(r"(?<!\\)\]\(([^)]*)\)", linked(line)) == targets


def test_what_stands_around_a_link_is_plain() -> None:
    assert (
        linked("*a* https://a.example [b](c)")
        == f"{plain('*a*')} [{plain('https://a.example')}](https://a.example) {plain('[b](c)')}"
    )


@pytest.mark.parametrize(
    ("translated", "name"), [("Image lab", "image-lab"), ("Größe à l'été", "grosse-a-l-ete"), ("图像 A", "lines-found")]
)
def test_a_word_in_a_files_name_is_spelled_in_ascii(
    monkeypatch: pytest.MonkeyPatch, translated: str, name: str
) -> None:
    monkeypatch.setattr(words, "_", {"Lines found": translated}.get)
    assert file_word("Lines found") == name
