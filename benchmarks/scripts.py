"""Lines of many scripts, drawn with whatever fonts are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from vision.types import Gray, as_gray

WORDS = {
    "Latin": "the light of a page falls on its letters und die Seite liegt vor uns avec les lignes que nous lisons",
    "Fraktur": "das Licht der Seite liegt auf den Buchstaben und die Zeilen laufen von Rand zu Rand wie jeder weiß",
    "Greek": "το φως της σελίδας πέφτει στα γράμματα και οι γραμμές τρέχουν από άκρη σε άκρη όπως κάθε αναγνώστης",
    "Cyrillic": "свет страницы падает на буквы и строки бегут от края до края как знает каждый читатель этой книги",
    "Hebrew": "האור של הדף נופל על האותיות והשורות רצות מקצה לקצה כפי שכל קורא יודע היטב",
    "Arabic": "ضوء الصفحة يسقط على الحروف والسطور تمتد من حافة إلى حافة كما يعرف كل قارئ",
    "Devanagari": "पन्ने की रोशनी अक्षरों पर गिरती है और पंक्तियाँ किनारे से किनारे तक जाती हैं जैसा हर पाठक जानता है",
    "Han": "书页 的光 落在 文字上 每一行 从 这边 到 那边 读者 都 知道 怎样 往下 读 然后 再 从头 开始",
    "Kana": "ページの ひかりは もじの うえに おちて ぎょうは はしから はしまで つづく よむ ひとは みんな しって いる",
    "Hangul": "이 책의 빛은 글자 위에 떨어지고 줄은 끝에서 끝까지 이어진다 읽는 사람은 모두 알고 있다",
}
FONTS = {
    "Latin": ("NotoSerif-Regular", "NotoSans-Regular", "LiberationSerif-Regular", "DejaVuSans"),
    "Fraktur": ("Blankenburg_UNZ1A", "UnifrakturMaguntia"),
    "Greek": ("NotoSerif-Regular", "NotoSans-Regular", "DejaVuSerif"),
    "Cyrillic": ("NotoSerif-Regular", "NotoSans-Regular", "LiberationSerif-Regular"),
    "Hebrew": ("NotoSerifHebrew-Regular", "NotoSansHebrew-Regular"),
    "Arabic": ("NotoNaskhArabic-Regular", "NotoSansArabic-Regular", "Amiri-Regular"),
    "Devanagari": ("NotoSerifDevanagari-Regular", "NotoSansDevanagari-Regular"),
    "Han": ("NotoSerifCJK-Regular", "NotoSansCJK-Regular", "wqy-microhei"),
    "Kana": ("NotoSerifCJK-Regular", "NotoSansCJK-Regular", "wqy-microhei"),
    "Hangul": ("NotoSerifCJK-Regular", "NotoSansCJK-Regular"),
}
UNSPACED = ("Han", "Kana")


def fonts(script: str, folders: list[Path]) -> list[Path]:
    """The files of the script's fonts that are there."""
    files = [
        file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in (".ttf", ".ttc", ".otf")
    ]
    return [file for name in FONTS[script] for file in files if file.stem == name]


def lines(script: str, folders: list[Path], count: int, seed: int) -> Iterator[tuple[Gray, str]]:
    """Pictures of lines of 5 to 9 words and what stands on them, in fonts and sizes that take turns."""
    random = np.random.default_rng(seed)
    found = fonts(script, folders)
    words = WORDS[script].split()
    for number in range(count if found else 0):
        chosen = [str(word) for word in random.choice(words, int(random.integers(5, 10)))]
        text = ("" if script in UNSPACED else " ").join(chosen)
        font = ImageFont.truetype(found[number % len(found)], int(random.integers(28, 49)))
        yield drawn(text, font, random), text


def drawn(text: str, font: ImageFont.FreeTypeFont, random: np.random.Generator) -> Gray:
    """Black on white with some noise; Pillow with Raqm sets what runs to the left."""
    x0, y0, x1, y1 = font.getbbox(text)
    sheet = PillowImage.new("L", (int(x1 - x0) + 40, int(y1 - y0) + 30), 240)
    ImageDraw.Draw(sheet).text((20 - x0, 15 - y0), text, 25, font)
    noisy = np.asarray(sheet, np.float64) + random.normal(0, 8, (sheet.height, sheet.width))
    return as_gray(np.clip(noisy, 0, 255).astype(np.uint8))
