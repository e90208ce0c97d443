"""Time stamps of cameras are late, doubled, out of order or leap; what decides and what writes wants none of that."""

from __future__ import annotations

from dataclasses import dataclass, replace

_BACK_S = 5.0
_AHEAD_S = 3600.0
_STEP_S = 1 / 30
_SENSIBLE_S = 1e11


@dataclass(frozen=True, slots=True)
class Clock:
    """Makes time run forward: `dropped` counts frames left out, `leaps` those where the source's clock was reset.

    ahead_s: a longer leap forward than this is taken for a reset too, not for a pause.
    """

    ahead_s: float = _AHEAD_S
    time_s: float | None = None
    shift_s: float = 0.0
    before_leap_s: float = 0.0
    dropped: int = 0
    leaps: int = 0

    def tick(self, time_s: float) -> tuple[float | None, Clock]:
        """The frame's time, later than all before, or None for one to leave out: late, doubled, or no number.

        After a reset time goes on from where it was; when only one stamp was wrong, the old clock is found again.
        """
        if not abs(time_s) < _SENSIBLE_S:
            return None, replace(self, dropped=self.dropped + 1)
        if self.time_s is None:
            return float(time_s), replace(self, time_s=float(time_s))
        now = float(time_s) + self.shift_s
        elapsed = now - self.time_s
        if abs(elapsed) > _BACK_S and 0 < time_s + self.before_leap_s - self.time_s <= _BACK_S:
            now = float(time_s) + self.before_leap_s
            return now, replace(self, time_s=now, shift_s=self.before_leap_s, before_leap_s=self.shift_s)
        if elapsed < -_BACK_S or elapsed > self.ahead_s:
            now = self.time_s + _STEP_S
            shift = now - float(time_s)
            return now, replace(self, time_s=now, shift_s=shift, before_leap_s=self.shift_s, leaps=self.leaps + 1)
        if elapsed <= 0:
            return None, replace(self, dropped=self.dropped + 1)
        return now, replace(self, time_s=now)
