"""The door of a room: its passphrase, its opener's key, and how often one may try them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from live.rooms.tries import Tries
from vision.types import NotAllowedError

_FREE_BY, _WAIT_BY_S = 3, 300.0  # wrong tries of one visitor
_FREE_AT, _WAIT_AT_S = 10, 10.0  # at one room: its guests must still get in while somebody guesses


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What is kept of a passphrase: its scrypt digest."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, text: str) -> Passphrase:
        salt = secrets.token_bytes(16)
        return cls(salt, _digest(text, salt))

    def fits(self, text: str) -> bool:
        return hmac.compare_digest(self.digest, _digest(text, self.salt))


def _digest(text: str, salt: bytes) -> bytes:
    return hashlib.scrypt(text.encode("utf-8", "replace"), salt=salt, n=2**14, r=8, p=1)


@dataclass(frozen=True, slots=True)
class RoomDoor:
    """What stands between the link and the room. waits: everybody but the opener, until they are let in."""

    passphrase: Passphrase | None
    key: str
    visitor: str = ""
    waits: bool = False
    removed: frozenset[int] = frozenset()


class Secrets:
    """Whether what somebody gave opens a door; each wrong try, by one visitor or at one room, makes the next wait."""

    def __init__(self) -> None:
        self._at, self._by = Tries(_FREE_AT, _WAIT_AT_S), Tries(_FREE_BY, _WAIT_BY_S)

    def check(self, door: RoomDoor, code: str, passphrase: str, key: str, visitor: str, now: float) -> None:
        """Raises NotAllowedError for what does not fit, BusyError after too many wrong tries."""
        if visitor:
            self._by.begin(visitor, now)
        self._at.begin(code, now)
        if not key and door.passphrase is not None and not door.passphrase.fits(passphrase):
            raise NotAllowedError("This passphrase does not fit. Please ask whoever sent you the link.")
        if key and not hmac.compare_digest(door.key.encode(), key.strip().encode()):
            raise NotAllowedError("This is not the opener's key; leave it empty to join like everybody else.")
        self._by.right(visitor)
        self._at.right(code)
