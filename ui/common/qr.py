"""A text as a square of dots that a telephone reads."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """An SVG, dark on white with the quiet border that readers need, as large as its place."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, light="#fff", dark="#000", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()
