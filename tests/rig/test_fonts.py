from __future__ import annotations

from pathlib import Path

import pytest

from rig.fonts import PACKAGES

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize("place", ["packages.txt", "deploy/Dockerfile", "docs/deploy.md"])
def test_hosts_install_the_fonts_that_are_tested(place: str) -> None:
    words = (TOP / place).read_text().split()
    assert [package for package in PACKAGES if package not in words] == []
