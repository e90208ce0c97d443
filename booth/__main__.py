"""`booth` alone serves the app, `booth class` to a whole room over https, `booth serve --processes N` by several
processes behind one door, all with any of Streamlit's options (--server.port 8502); with another word it does one
thing."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

from live.watching import command as watch
from vision.__main__ import COMMANDS
from vision.commands import run

_HERE = Path(__file__).parent


def main(words: list[str] | None = None) -> int:
    """Exit status: the server's; for a command 0, 1 when a part of the work failed, 2 for bad input."""
    words = sys.argv[1:] if words is None else words
    if words == ["--version"]:
        print(importlib.metadata.version("vision-booth"))
        return 0
    if not words or "." in words[0]:
        return serve(words)
    if words[0] == "class":
        from booth import classroom

        return classroom.invite(words[1:], serve)
    if words[0] == "serve":
        from booth import cluster

        return cluster.serve(words[1:])
    return run("booth", __doc__, (*COMMANDS, watch), words)


def serve(options: list[str]) -> int:
    """Be the Streamlit server until it is told to end."""
    from streamlit.web.cli import main as streamlit  # two seconds that a command can do without

    return int(streamlit(["run", str(app()), *options], "booth", standalone_mode=False) or 0)


def app() -> Path:
    """server.py, with app.py and the pages beside it: in here once installed, at the top of a checkout."""
    return next(path for path in (_HERE / "app" / "server.py", _HERE.parent / "server.py") if path.exists())


if __name__ == "__main__":
    sys.exit(main())
