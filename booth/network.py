"""By which addresses others in the room reach this computer, and a port to serve at; nothing is sent."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address

import ifaddr

_ELSEWHERE = ("203.0.113.1", 9)  # of the addresses kept for documentation: no computer has it


@dataclass(frozen=True, slots=True)
class Way:
    """An IPv4 address of this computer, and the adapter's name as its system calls it."""

    address: str
    adapter: str


def ways() -> tuple[Way, ...]:
    """One for each adapter and address that others may reach, the one that leads out of the room first."""
    found = [
        Way(str(ip.ip), str(adapter.nice_name)) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4
    ]
    first = _outward()
    return tuple(sorted((way for way in found if _reachable(way.address)), key=lambda way: way.address != first))


def _reachable(address: str) -> bool:
    at = IPv4Address(address)
    return not (at.is_loopback or at.is_link_local or at.is_unspecified)


def _outward() -> str | None:
    """The address that the system would send from; connecting a UDP socket only asks it, no packet leaves."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_ELSEWHERE)
        except OSError:
            return None
        return str(asked.getsockname()[0])


def free_port() -> int:
    """A TCP port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
