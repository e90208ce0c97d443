"""Rows of a spectrogram: the quick sum is the product, and octaves are evenly high where the axis says so."""

from __future__ import annotations

import numpy as np
import pytest

from vision.sound.axes import FrequencyAxis, packed, row_frequencies, row_shares, summed


@pytest.mark.parametrize("axis", ["mel", "linear", "logarithmic"])
@pytest.mark.parametrize("rows", [40, 304])
def test_the_few_tones_of_each_row_sum_up_to_the_product(axis: FrequencyAxis, rows: int) -> None:
    shares = row_shares(row_frequencies(rows, axis, 60, 10_000), np.fft.rfftfreq(2048, 1 / 48_000)[:450])
    power = np.random.default_rng(1).uniform(size=(450, 7)) ** 2
    np.testing.assert_allclose(summed(power, packed(shares)), shares @ power, rtol=1e-5)


def test_an_octave_is_as_high_everywhere() -> None:
    rows = row_frequencies(304, "logarithmic", 60, 10_000)
    places = [int(np.argmin(np.abs(rows - hertz))) for hertz in (110, 220, 440, 880, 1760, 3520)]
    assert np.ptp(np.diff(places)) <= 1 and rows[0] == pytest.approx(10_000)
