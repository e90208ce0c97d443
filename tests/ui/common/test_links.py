"""Links carry an address that others can open, and say so when they cannot."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.visits import said
from ui.common import links

TWO = "https://192.0.2.7:8501/ https://198.51.100.9:8501"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The page as this visitor's browser has it in its address bar."""
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    context = SimpleNamespace(url="http://localhost:8501/rooms", locale=None)
    monkeypatch.setattr(st, "context", context)
    return context


def test_a_link_is_the_browsers_own_address_where_the_host_says_nothing(at: SimpleNamespace) -> None:
    assert links.link(room="abcd") == "http://localhost:8501/rooms?room=abcd"
    for at.url in ("https://booth.example/", "https://booth.example"):
        assert links.link(recipe="canny low=40") == "https://booth.example/?recipe=canny%20low%3D40"
    assert links.link("take_home", token="t") == "https://booth.example/take_home?token=t"


def test_a_page_nearby_is_told_from_the_one_that_is_open() -> None:
    assert links.near() == "./" and links.near("teach") == "./teach"
    assert links.near(recipe="canny low=40") == "./?recipe=canny%20low%3D40"


def test_localhost_gives_way_to_the_first_address_that_others_reach(
    at: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", TWO)
    at.url = "https://localhost:8501/rooms"
    assert links.link(room="abcd") == "https://192.0.2.7:8501/rooms?room=abcd"


def test_who_came_by_another_of_them_hands_on_that_one(at: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", TWO)
    at.url = "https://198.51.100.9:8501/rooms"
    assert links.link(room="abcd") == "https://198.51.100.9:8501/rooms?room=abcd"


def test_what_stands_before_all_pages_stays_once(at: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://school.example/booth")
    for at.url in ("https://school.example/booth/rooms", "http://localhost:8501/rooms"):
        assert links.link(room="abcd") == "https://school.example/booth/rooms?room=abcd"


def test_behind_a_shared_door_links_stay_below_the_own_path(
    at: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "2"}.get)
    at.url = "https://booth.example/2/rooms"
    assert links.link(room="2-abcd") == "https://booth.example/2/rooms?room=2-abcd"
    assert links.link("take_home", token="t") == "https://booth.example/2/take_home?token=t"
    monkeypatch.setenv("PUBLIC_URL", "https://school.example")
    assert links.link(room="2-abcd") == "https://school.example/2/rooms?room=2-abcd"


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "127.8.8.8", "[::1]:8501", "booth.localhost"])
def test_an_address_of_this_computer_alone_is_known(host: str) -> None:
    assert links.only_here(f"http://{host}/rooms")


@pytest.mark.parametrize("host", ["192.168.1.23:8501", "booth.example", "localhost.example", "[fe80::1]"])
def test_so_is_one_that_others_reach(host: str) -> None:
    assert not links.only_here(f"https://{host}/rooms")


def shown(address: str, square: bool = True) -> AppTest:
    def page(address: str, square: bool) -> None:
        from ui.common import links

        links.show(address, "the booth", square=square)

    return AppTest.from_function(page, args=(address, square)).run()


def squares(app: AppTest) -> int:
    return len(app.get("image"))


def test_it_is_shown_as_a_square_or_says_why_not() -> None:
    near, far = shown("http://localhost:8501"), shown("https://192.0.2.7:8501")
    assert "leads every device to itself" in said(near) and not squares(near)
    assert squares(far) == 1 and far.code[0].value == "https://192.0.2.7:8501" and not said(far)
    assert not squares(shown("https://192.0.2.7:8501", square=False))
    long = shown("https://192.0.2.7:8501/?recipe=" + 600 * "x")
    assert "too long" in said(long) and not squares(long)
