"""This computer's addresses: as ifaddr reports them, the way out first, nothing sent."""

from __future__ import annotations

import socket
from typing import Any

import ifaddr
import psutil
import pytest

from booth import network
from booth.network import Way


def adapter(name: str, *addresses: str | tuple[str, int, int]) -> ifaddr.Adapter:
    return ifaddr.Adapter(name, name, [ifaddr.IP(address, 24, name) for address in addresses])


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        adapter("lo", "127.0.0.1", ("::1", 0, 0)),
        adapter("wire", "169.254.3.4"),
        adapter("docker0", "172.17.0.1"),
        adapter("wifi", "192.0.2.7", ("fe80::1", 0, 2)),
    ]
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: found)


@pytest.mark.usefixtures("several")
def test_each_is_told_with_the_way_out_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_outward", lambda: "192.0.2.7")
    assert network.ways() == (Way("192.0.2.7", "wifi"), Way("172.17.0.1", "docker0"))


@pytest.mark.usefixtures("several")
def test_without_a_way_out_they_stand_as_the_system_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_outward", lambda: None)
    assert [way.adapter for way in network.ways()] == ["docker0", "wifi"]


def test_they_are_this_computers_own() -> None:
    own = {entry.address for entries in psutil.net_if_addrs().values() for entry in entries}
    assert {way.address for way in network.ways()} <= own


class Silent(socket.socket):
    """One for datagrams that may not send any."""

    def __init__(self, family: int = -1, kind: int = -1) -> None:
        assert kind == socket.SOCK_DGRAM  # to connect any other sends
        super().__init__(family, kind)

    def send(self, *args: Any) -> int:
        raise AssertionError("something was sent")

    sendto = sendmsg = sendall = send  # type: ignore[assignment]


def test_asking_for_the_way_out_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket", Silent)
    first = network._outward()
    assert first is None or first in [way.address for way in network.ways()]
