"""Do the tests notice? Small faults, one at a time: `make mutants` (`python -m benchmarks.mutants --each N WING`).

Cosmic Ray makes the faults (another operator, a number one more or less, a branch turned round, a loop that is not
gone through) in a copy of the project. Of each wing a sample is drawn with a fixed seed, no two at one place; the
wing's own fast tests must fail on each. Left out, since nothing could fail: annotations, how a dataclass is declared.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

SEED = 14
FAST = '-m "not slow and not browser"'
WINGS = {
    "live/rooms": "tests/live/rooms tests/property/test_rooms.py",
    "live/recording": "tests/live/recording",
    "vision/faces": "tests/vision/faces tests/vision/detect",
    "vision/layout": "tests/vision/layout tests/property/test_layout.py tests/vision/test_segment_command.py",
}
_ROOT = Path(__file__).parents[1]
_TOOL = Path(sys.prefix) / "mutants" / "bin" / "cosmic-ray"
_WITHOUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "docs")
_CONFIG = """[cosmic-ray]
module-path = "{wing}"
timeout = 600
excluded-modules = ["**/__init__.py"]
test-command = '{python} -m pytest -x -q {fast} {tests}'
[cosmic-ray.distributor]
name = "local"
"""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--each", type=int, default=25, help="faults a wing")
    options.add_argument("wings", nargs="*", default=list(WINGS))
    given = options.parse_args()
    survivors: list[str] = []
    print(f"{given.each} faults a wing, seed {SEED}\n")
    print("| wing | faults possible | tried | noticed | share |\n|---|---|---|---|---|", flush=True)
    for wing in given.wings:
        with tempfile.TemporaryDirectory(prefix="mutants-") as place:
            copy = Path(place) / "booth"
            shutil.copytree(_ROOT, copy, ignore=_WITHOUT)
            possible, tried, alive = run(copy, wing, given.each)
        noticed = tried - len(alive)
        print(f"| {wing} | {possible} | {tried} | {noticed} | {100 * noticed / tried:.0f} % |", flush=True)
        survivors += alive
    print("\nNot noticed:\n")
    print("\n".join(f"- {survivor}" for survivor in survivors) or "nothing")


def run(copy: Path, wing: str, each: int) -> tuple[int, int, list[str]]:
    """How many faults there could be in the wing, how many were tried, and those that no test noticed."""
    config = copy / "mutants.toml"
    config.write_text(_CONFIG.format(wing=wing, python=sys.executable, fast=FAST, tests=WINGS[wing]))
    session = copy / "mutants.sqlite"
    tool(copy, "init", config, session)
    with closing(sqlite3.connect(session)) as data:
        possible = drawn(copy, data, each)
    tool(copy, "exec", config, session)
    with closing(sqlite3.connect(session)) as data:
        results = data.execute(
            "select module_path, start_pos_row, operator_name, test_outcome, diff "
            "from work_results join mutation_specs using (job_id) order by module_path, start_pos_row"
        ).fetchall()
    alive = [f"`{path}:{row}` {told(diff)}" for path, row, _, outcome, diff in results if outcome == "SURVIVED"]
    return possible, len(results), alive


def drawn(copy: Path, data: sqlite3.Connection, each: int) -> int:
    """Keep a sample of the work, no two faults at one place; how many there were."""
    rows = data.execute("select job_id, module_path, operator_name, start_pos_row, start_pos_col from mutation_specs")
    places: dict[tuple[str, int, int], list[str]] = {}
    count = 0
    for job, path, operator, row, column in sorted(rows, key=lambda r: (r[1], r[3], r[4], r[2], r[0])):
        line = (copy / path).read_text().splitlines()[row - 1]
        if "BinaryOperator_BitOr" not in operator and not line.lstrip().startswith("@"):
            count += 1
            places.setdefault((path, row, column), []).append(job)
    chance = random.Random(SEED)
    chosen = {chance.choice(places[p]) for p in chance.sample(sorted(places), min(each, len(places)))}
    left_out = [(job,) for (job,) in data.execute("select job_id from work_items").fetchall() if job not in chosen]
    for table in ("mutation_specs", "work_items"):
        data.executemany(f"delete from {table} where job_id = ?", left_out)
    data.commit()
    return count


def told(diff: str) -> str:
    """The line as it was and as it was made."""
    lines = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return " → ".join(f"`{line[1:].strip()}`" for line in lines[:2])


def tool(copy: Path, command: str, *files: Path) -> None:
    subprocess.run([str(_TOOL), command, *map(str, files)], cwd=copy, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
