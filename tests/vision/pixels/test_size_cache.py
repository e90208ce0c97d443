from __future__ import annotations

from vision.pixels.size_cache import for_each_size


def test_a_cameras_size_is_made_once_and_a_large_still_each_time() -> None:
    made = []

    @for_each_size
    def table(height: int, width: int, level: int) -> tuple[int, int, int]:
        made.append((height, width))
        return height, width, level

    assert table(480, 640, 3) == table(480, 640, 3) == (480, 640, 3) and len(made) == 1
    assert table(480, 640, 4) == (480, 640, 4) and len(made) == 2
    assert table(4000, 6000, 3) == table(4000, 6000, 3) == (4000, 6000, 3) and len(made) == 4
