"""Words from docstrings as Markdown and as HTML."""

from __future__ import annotations

import html
import re

_CODE = re.compile(r"(`[^`]+`)")


def as_markdown(text: str) -> str:
    """The same words, with nothing in them that Markdown would take for a sign; `code` stays code."""
    parts = _CODE.split(text)
    return "".join(part if i % 2 else re.sub(r"([\\*_<\[\]#|~$])", r"\\\1", part) for i, part in enumerate(parts))


def as_html(text: str) -> str:
    parts = _CODE.split(text)
    return "".join(
        f"<code>{html.escape(part[1:-1])}</code>" if i % 2 else html.escape(part) for i, part in enumerate(parts)
    )


def as_restructured(text: str) -> str:
    """The same for reStructuredText, which takes other signs."""
    parts = _CODE.split(text)
    return "".join(f"`{part}`" if i % 2 else re.sub(r"([\\*|]|_\b|\b_)", r"\\\1", part) for i, part in enumerate(parts))
