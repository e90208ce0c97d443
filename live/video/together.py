"""What several booths count together, in one Redis: places at the camera, the line, and how each booth stands."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any

from live.video.usage import UsageMeter

IN_LINE_S = 8.0
"""Who has not asked again for so long has left the line."""

TELL_S = 2.0
"""So often a booth says that it is there."""

_GONE_S = 8.0  # a booth that has said nothing for so long takes its places with it
_PATIENCE_S = 0.5  # for an answer: a visitor's START waits
_AWAY_S = 5.0  # until a Redis that did not answer is asked again
_KEYS = tuple(f"booth:{name}" for name in ("there", "live", "most", "told", "line", "asked"))

# Who is gone is forgotten, then `free` is what is left of all booths' places; all of it in one step for everybody.
_SEEN = f"""
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - {_GONE_S})) do
    redis.call('ZREM', KEYS[1], gone)
    for key = 2, 4 do redis.call('HDEL', KEYS[key], gone) end
end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[6], '-inf', now - {IN_LINE_S})) do
    for key = 5, 6 do redis.call('ZREM', KEYS[key], gone) end
end
local free = 0
for _, count in ipairs(redis.call('HVALS', KEYS[3])) do free = free + count end
for _, count in ipairs(redis.call('HVALS', KEYS[2])) do free = free - count end
"""
_TELL = """
redis.call('ZADD', KEYS[1], now, ARGV[1])
for key = 2, 4 do redis.call('HSET', KEYS[key], ARGV[1], ARGV[key]) end
return {redis.call('ZCARD', KEYS[5]), redis.call('HVALS', KEYS[4])}
"""
_TAKE = """
if free < 1 then return 0 end
redis.call('HINCRBY', KEYS[2], ARGV[1], 1)
return 1
"""
_ASK = """
local ahead = redis.call('ZRANK', KEYS[5], ARGV[1]) or redis.call('ZCARD', KEYS[5])
if ahead < free then
    for key = 5, 6 do redis.call('ZREM', KEYS[key], ARGV[1]) end
    return 0
end
redis.call('ZADD', KEYS[5], 'NX', now, ARGV[1])
redis.call('ZADD', KEYS[6], now, ARGV[1])
return ahead - free + 1
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BoothReport:
    """How one booth stands. place: its number behind the door. most: live streams that it brings places for."""

    place: str
    live: int
    most: int
    cores: float
    memory_mb: float | None


@dataclass(frozen=True, slots=True)
class AllBooths:
    """How all booths stand that share a Redis; waiting: visitors in their one line."""

    waiting: int
    booths: tuple[BoothReport, ...]


class Together:
    """One booth's say in what all booths at the Redis at `url` count. Any thread may call.

    Each answer is None while Redis does not answer, which the log says once: the booth then counts its own.
    Raises ValueError for what is no such address, and where redis-py is not installed.
    """

    def __init__(self, url: str, place: str = "") -> None:
        try:
            import redis
        except ImportError:
            raise ValueError("BOOTH_REDIS needs redis-py: pip install 'vision-booth[cluster]'.") from None
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        once = Retry(NoBackoff(), 0)
        try:
            at = redis.Redis.from_url(url, socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S, retry=once)
        except ValueError:
            raise ValueError("BOOTH_REDIS must be an address like redis://host:6379.") from None
        self._troubles = redis.RedisError
        self._scripts = {name: at.register_script(_SEEN + name) for name in (_TELL, _TAKE, _ASK)}
        self._me, self._place = secrets.token_hex(8), place
        self._usage = UsageMeter()
        self._away_until: float | None = None

    def tell(self, live: int, most: int) -> AllBooths | None:
        """Say how this booth stands, and hear of all."""
        usage = self._usage.read()
        own = BoothReport(self._place, live, most, usage.cores, usage.memory_mb)
        if (answer := self._asked(_TELL, self._me, live, most, json.dumps(asdict(own)))) is None:
            return None
        booths = sorted((BoothReport(**json.loads(told)) for told in answer[1]), key=lambda booth: booth.place)
        return AllBooths(answer[0], tuple(booths))

    def take(self) -> bool | None:
        """Take one of the places of all booths, if one is free."""
        answer = self._asked(_TAKE, self._me)
        return None if answer is None else bool(answer)

    def place_in_line(self, visitor: str) -> int | None:
        """0 when `visitor` may start, else how many are served before, at whatever booth."""
        return self._asked(_ASK, hashlib.sha256(visitor.encode()).hexdigest())  # type: ignore[no-any-return]

    def _asked(self, script: str, *words: Any) -> Any:
        if self._away_until is not None and time.monotonic() < self._away_until:
            return None
        try:
            answer = self._scripts[script](_KEYS, words)
        except self._troubles:
            if self._away_until is None:
                _log.warning("Redis does not answer: this booth counts its own visitors until it does", exc_info=True)
            self._away_until = time.monotonic() + _AWAY_S
            return None
        self._away_until = None
        return answer
