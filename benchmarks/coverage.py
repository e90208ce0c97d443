"""How many lines of each wing the last `pytest --cov` run saw: `make coverage` prints the table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from coverage import Coverage

_DEEP = ("live", "ui", "vision")  # houses with wings


def main() -> None:
    seen = Coverage()
    seen.load()
    lines, missed = Counter[str](), Counter[str]()
    root = Path.cwd()
    for file in seen.get_data().measured_files():
        _, statements, _, missing, _ = seen.analysis2(file)
        name = wing(Path(file).relative_to(root))
        lines[name] += len(statements)
        missed[name] += len(missing)
    print("| wing | lines | seen |\n|---|---|---|")
    for name in sorted(lines):
        if lines[name]:
            print(f"| {name} | {lines[name]} | {100 * (1 - missed[name] / lines[name]):.0f} % |")


def wing(file: Path) -> str:
    """`ui/faces` for ui/faces/look.py, `vision` for vision/draw.py."""
    deep = file.parts[0] in _DEEP and len(file.parts) > 2
    return "/".join(file.parts[: 2 if deep else 1])


if __name__ == "__main__":
    main()
