"""Sound that would be too loud, bent so that it does not clip."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_KNEE = 0.7


def bent(wave: NDArray[np.floating]) -> NDArray[np.float64]:
    """Within -1 and 1: as it is up to 70 % of full scale, bent smoothly above."""
    share = np.abs(wave)
    above = _KNEE + (1 - _KNEE) * np.tanh((share - _KNEE) / (1 - _KNEE))
    return np.asarray(np.where(share <= _KNEE, wave, np.sign(wave) * above), np.float64)
