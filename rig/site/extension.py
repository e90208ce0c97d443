"""What Sphinx is taught: formulas as MathML, this project's docstrings, and boxes that the keyboard can scroll."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

from rig.site.words import as_restructured

_TABLE = ('<div class="table-wrapper', '<div tabindex="0" role="group" aria-label="Table" class="table-wrapper')
_LATE = 900  # behind the theme's own handler


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.connect("autodoc-process-docstring", _docstring)
    app.connect("html-page-context", _for_everybody, priority=_LATE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(convert(node.astext()))
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:
    formula = convert(node.astext(), display="block")
    writer.body.append(f'<div class="formula" tabindex="0" role="group" aria-label="Formula">{formula}</div>')
    raise nodes.SkipNode


def _docstring(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    lines[:] = as_restructured("\n".join(lines)).split("\n")


def _for_everybody(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Boxes that scroll are reached by the keyboard, and the theme's headings say of which level they are."""
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">').replace(*_TABLE)
    navigation = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = navigation.replace('role="heading"', 'role="heading" aria-level="2"')
