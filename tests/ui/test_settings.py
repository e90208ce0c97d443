from __future__ import annotations

import json

import pytest

from ui.settings import ice_servers

_NAMES = ("ICE_SERVERS", "CLOUDFLARE_TURN_KEY_ID", "TWILIO_ACCOUNT_SID", "HF_TOKEN")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nobody_is_asked_unless_a_server_is_set() -> None:
    assert ice_servers() == []


def test_a_list_of_servers_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    servers = [{"urls": "turn:relay.example:3478", "username": "u", "credential": "c"}]
    monkeypatch.setenv("ICE_SERVERS", json.dumps(servers))
    assert ice_servers() == servers


def test_a_relay_account_leaves_the_choice_to_streamlit_webrtc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "token")
    assert ice_servers() is None


@pytest.mark.parametrize("text", ["turn:relay.example", "{}", "[1]", '[{"username": "u"}]'])
def test_a_broken_setting_says_what_it_looks_like(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICE_SERVERS", text)
    with pytest.raises(ValueError, match="ICE_SERVERS must be a list like"):
        ice_servers()
