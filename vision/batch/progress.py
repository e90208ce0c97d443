"""How far a run is: a line on a terminal while it runs, a sentence at its end."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

_EVERY_S = 0.5


@dataclass(slots=True)
class Tally:
    """What became of the things so far. total: how many files there are, None where nobody counted them; one with
    several pages counts more than once.
    """

    total: int | None = None
    well: int = 0
    failed: int = 0
    left_alone: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        return self.well + self.failed

    def line(self, now: float) -> str:
        """ "120 of 2000, 2 failed, 8.5 a second, 3:41 left" """
        rate, passed = self.done / max(now - self.began, 1e-9), self.done + self.left_alone
        total = None if self.total is None or self.total < passed else self.total
        parts = [f"{self.done}" if total is None else f"{passed} of {total}"]
        parts += [f"{self.failed} failed"] * bool(self.failed) + [f"{rate:.1f} a second"]
        if total is not None and rate > 0:
            parts.append(f"{clock((total - passed) / rate)} left")
        return ", ".join(parts)

    def summary(self, now: float, stopped: bool) -> str:
        """What there is, what is not, and how to go on."""
        told = f"{self.well} written, {self.failed} failed"
        told += f", {self.left_alone} were there already" * bool(self.left_alone)
        spent = now - self.began
        told += f", in {clock(spent)} ({self.done / max(spent, 1e-9):.1f} a second)."
        return told + " Stopped; the same command with --resume goes on." * stopped


def clock(seconds: float) -> str:
    """ "0:07", "3:41", "12:00:05" """
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class ProgressLine:
    """The line on standard error, where that is a terminal."""

    def __init__(self, tally: Tally) -> None:
        self._tally, self._told = tally, 0.0
        self._terminal = sys.stderr.isatty()

    def tell(self) -> None:
        now = time.monotonic()
        if self._terminal and now - self._told > _EVERY_S:
            self._told = now
            print(f"\r\033[K{self._tally.line(now)}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
