"""An environment with the lowest versions that requirements.txt allows: `python -m rig.lowest FOLDER`.

What the requirements themselves require is the newest that goes with them; the tests' own tools are as usual.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_LOWEST = re.compile(r"^([\w.-]+)>=([\w.]+)")


def lowest(requirements: str) -> list[str]:
    """`name==1.2.*` for each line whose lowest version is 1.2: its patches are as good."""
    found = [match for line in requirements.splitlines() if (match := _LOWEST.match(line))]
    pairs = (match.groups() for match in found)
    return [f"{name}=={version if '.' in version else version + '.0'}.*" for name, version in pairs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    venv.create(folder, with_pip=True, clear=True)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("\n".join(lowest((_ROOT / "requirements.txt").read_text())))
        constraints.flush()
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--constraint", constraints.name]
        sys.exit(subprocess.run([*pip, "--requirement", str(_ROOT / "requirements-dev.txt")]).returncode)


if __name__ == "__main__":
    main()
