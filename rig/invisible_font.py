"""Make the font of searchable PDFs, whose one glyph is empty: `python -m rig.invisible_font OUT.ttf` (needs fonttools).

`vision/layout/export/invisible.ttf` was made by it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

EM, WIDE, ASCENT, DESCENT = 1000, 500, 750, -250


def main(target: Path) -> None:
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", "nothing"])
    font.setupCharacterMap({0x20: "nothing"})
    font.setupGlyf({".notdef": Glyph(), "nothing": Glyph()})
    font.setupHorizontalMetrics({".notdef": (WIDE, 0), "nothing": (WIDE, 0)})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": "Invisible", "styleName": "Regular", "psName": "Invisible"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost()
    font.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
