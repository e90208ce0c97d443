from __future__ import annotations

import json

import pytest

from ui.common import host_settings

SERVERS = [{"urls": "turn:relay.example:3478", "username": "u", "credential": "c"}]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ICE_SERVERS", "ICE_TRANSPORT_POLICY", "LIVE_STREAMS", *host_settings._RELAY_KEYS):
        monkeypatch.delenv(name, raising=False)


def test_nobody_is_asked_unless_the_host_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert host_settings.ice_servers() == []
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "sid")
    assert host_settings.ice_servers() is None
    monkeypatch.setenv("ICE_SERVERS", json.dumps(SERVERS))
    assert host_settings.ice_servers() == SERVERS


@pytest.mark.parametrize("broken", ["turn:relay.example", "{}", '[{"url": "turn:x"}]', '["turn:x"]'])
def test_broken_servers_are_said_in_plain_words(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setenv("ICE_SERVERS", broken)
    with pytest.raises(ValueError, match="must be a list like"):
        host_settings.ice_servers()


def test_the_policy_is_all_or_relay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not host_settings.relay_only()
    monkeypatch.setenv("ICE_TRANSPORT_POLICY", "relay")
    assert host_settings.relay_only()
    monkeypatch.setenv("ICE_TRANSPORT_POLICY", "none")
    with pytest.raises(ValueError, match='"all" or "relay"'):
        host_settings.relay_only()


def test_a_number_has_a_default_and_a_least(monkeypatch: pytest.MonkeyPatch) -> None:
    assert host_settings.number("LIVE_STREAMS", 6, 1) == 6
    monkeypatch.setenv("LIVE_STREAMS", "12")
    assert host_settings.number("LIVE_STREAMS", 6, 1) == 12
    for broken in ("0", "many", "nan", ""):
        monkeypatch.setenv("LIVE_STREAMS", broken)
        with pytest.raises(ValueError, match="LIVE_STREAMS must be a number of at least 1"):
            host_settings.number("LIVE_STREAMS", 6, 1)
