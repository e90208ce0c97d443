"""The whole site, from nothing to files that any web server, or none, can show."""

from __future__ import annotations

from pathlib import Path

from sphinx.cmd.build import build_main

from rig.site import source_tree
from rig.site.pictures import make_all


def build(folder: Path) -> Path:
    """The site's front page, below the folder; raises RuntimeError for anything that Sphinx warns of."""
    html, source = folder / "html", folder / "source"
    galleries = make_all(html / "pictures")
    source_tree.write(source, galleries)
    settings = ["-c", str(Path(__file__).parent), "-d", str(folder / "read")]
    strict = ["--fail-on-warning", "--quiet", "--jobs", "auto"]
    if build_main(["-b", "html", *settings, *strict, str(source), str(html)]):
        raise RuntimeError("The site has faults; they are named above.")
    return html / "index.html"
