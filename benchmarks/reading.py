"""How well words are read: `python -m benchmarks.reading [--fonts FOLDER ...] [--pages LABELS.json PICTURES]`.

Drawn pages, whose words are known, by our lines and by tesseract's own layout. FOLDER: with Noto, Amiri and blackletter
fonts, for lines of many scripts. LABELS.json as for `benchmarks.layout`, with the language of each page as tesseract
calls it; the pages carry no text, so that what the two read there is compared by tesseract's own confidence.
"""

from __future__ import annotations

import argparse
import json
import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image

from benchmarks import scripts
from rig.error_rate import distance, error_rate
from vision.imageio import load_image
from vision.layout import segment
from vision.layout.generate import NOTEBOOK, DrawnPage, PageSpec, draw_page
from vision.read import read
from vision.read.program import FoundWord, recognise
from vision.read.scripts import scripts_of
from vision.types import Image

LINES = 24
SURE = (0.6, 0.7, 0.8, 0.9)
OWN_LAYOUT = 3
"""tesseract's page segmentation mode that finds lines itself."""


def cpu() -> float:
    """Processor seconds of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def drawn() -> Iterator[tuple[str, DrawnPage]]:
    yield "two columns, letters of 15 px", draw_page(replace(NOTEBOOK, seed=1))
    yield "gap 15 px", draw_page(replace(NOTEBOOK, gap=15, letter=18, seed=2))
    yield "gap 15 px, black rule", draw_page(replace(NOTEBOOK, gap=15, letter=18, rule=True, seed=3))
    yield "noise and shading", draw_page(replace(NOTEBOOK, noise=0.002, shading=0.4, seed=4))
    yield "three columns under a heading", draw_page(PageSpec(1500, 900, (16, 17, 16), heading=True, seed=5))
    page = draw_page(replace(NOTEBOOK, seed=6))
    edge = tuple(int(v) for v in page.image[0, 0])
    turned = PIL.Image.fromarray(page.image).rotate(-3, PIL.Image.Resampling.BICUBIC, fillcolor=edge)
    yield "turned by 3 degrees", replace(page, image=np.array(turned, np.uint8))


def own_layout(image: Image, language: str) -> list[FoundWord]:
    return recognise([image[..., 0]], language, OWN_LAYOUT)


def whole_rate(found: Sequence[str], truth: Sequence[str]) -> float:
    """Word by word over the whole page: a wrong order counts too."""
    a, b = " ".join(found).split(), " ".join(truth).split()
    return distance(a, b) / len(b)


def drawn_pages() -> None:
    print("| drawn page | our lines: characters wrong | words wrong | tesseract's own layout: words wrong | s | s |")
    print("|---|---|---|---|---|---|")
    marked = {limit: Counter[str]() for limit in SURE}
    for name, page in drawn():
        start = cpu()
        layout = read(page.image, segment(page.image), "eng")
        ours, start = cpu() - start, cpu()
        peer = [word.text for word in own_layout(page.image, "eng")]
        theirs = cpu() - start
        lines = [line.text for line in layout.lines]
        characters = f"{error_rate(lines, page.text):.4f}" if len(lines) == len(page.text) else "lines missing"
        rates = f"{whole_rate(lines, page.text):.3f} | {whole_rate(peer, page.text):.3f}"
        print(f"| {name} | {characters} | {rates} | {ours:.1f} | {theirs:.1f} |", flush=True)
        if len(lines) != len(page.text):
            continue  # which line is which is not known
        for line, truth in zip(layout.lines, page.text, strict=True):
            for word in line.words:
                what = "right" if word.text in truth.split() else "wrong"
                for limit in SURE:
                    marked[limit][what] += 1
                    marked[limit][what + " marked"] += word.confidence < limit
    print("\n| marked below | wrong words marked | right words marked |\n|---|---|---|")
    for limit, count in marked.items():
        wrong, right = count["wrong"], count["right"]
        shares = f"{count['wrong marked']} of {wrong} | {count['right marked']} of {right}"
        print(f"| {limit:.1f} | {shares} |")


def lines_of_scripts(folders: list[Path]) -> None:
    print("| script | lines | named rightly | taken for |\n|---|---|---|---|")
    right = total = 0
    for script in scripts.WORDS:
        pictures = [picture for picture, _ in scripts.lines(script, folders, LINES, seed=7)]
        if not pictures:
            print(f"| {script} | no font | | |")
            continue
        found = Counter(scripts_of(pictures))
        right, total = right + found[script], total + len(pictures)
        others = ", ".join(f"{name or 'none'} {n}" for name, n in found.most_common() if name != script)
        print(f"| {script} | {len(pictures)} | {found[script]} | {others} |", flush=True)
    print(f"| all | {total} | {right / max(1, total):.2f} | |")


def labelled_pages(labels: Path, pictures: Path) -> None:
    print("| page | language | our lines: words, sure (90 %) | own layout: words, sure | s | s |")
    print("|---|---|---|---|---|---|")
    for page in json.loads(labels.read_text())["images"]:
        if "language" not in page:
            continue
        image = load_image(pictures / page["file"])
        start = cpu()
        layout = read(image, segment(image, text_direction=page["text_direction"]), page["language"])
        ours, start = cpu() - start, cpu()
        peer = own_layout(image, page["language"])
        theirs = cpu() - start
        sure = [[word.confidence >= 0.9 for line in layout.lines for word in line.words]]
        sure.append([word.confidence >= 0.9 for word in peer])
        told = " | ".join(f"{len(words)}, {sum(words)}" for words in sure)
        print(f"| {page['id']} | {page['language']} | {told} | {ours:.1f} | {theirs:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fonts", type=Path, nargs="*", default=[])
    parser.add_argument("--pages", type=Path, nargs=2)
    args = parser.parse_args()
    drawn_pages()
    if args.fonts:
        print()
        lines_of_scripts(args.fonts)
    if args.pages:
        print()
        labelled_pages(*args.pages)


if __name__ == "__main__":
    main()
