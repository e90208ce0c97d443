"""A taught model to take home: a script and a notebook that use it on a camera or a folder."""

from __future__ import annotations

_SCRIPT = '''"""What was taught in Vision Booth, on a camera or on pictures.

Save this beside taught.json in the booth's folder, so that `vision` is found, and run one of

    python taught.py              # the camera, Ctrl+C ends
    python taught.py folder       # each picture in a folder
"""

import sys
from pathlib import Path

import cv2

from vision.imageio import load_image
from vision.teach.answering import answer
from vision.teach.saved import from_json
from vision.types import VisionError

learned = from_json(Path("taught.json").read_bytes())


def name(image):
    """The class of a picture, (H, W, 3) RGB."""
    found = answer(learned, image)
    return f"{found.name} ({found.sure:.0%})"


def folder(path):
    for file in sorted(Path(path).iterdir()):
        try:
            print(f"{file.name}: {name(load_image(file))}")
        except VisionError as error:
            print(f"{file.name}: {error}")


def camera():
    """Say it whenever it changes: the package for servers that the booth uses opens no window."""
    video, last = cv2.VideoCapture(0), ""
    while True:
        there, frame = video.read()
        if not there:
            sys.exit("There is no camera, or another program holds it.")
        found = answer(learned, cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)).name
        if found != last:
            print(found, flush=True)
        last = found


if __name__ == "__main__":
    folder(sys.argv[1]) if len(sys.argv) > 1 else camera()
'''


def taught_script() -> str:
    """A script that reads taught.json beside it."""
    return _SCRIPT.replace("       # the camera, Ctrl+C ends", "       # the camera, Ctrl+C ends")


def taught_notebook() -> str:
    """The same, step by step (notebook format 4, JSON)."""
    from nbformat import v4, writes

    cells = [
        v4.new_markdown_cell("# What was taught\n\nSave this beside taught.json in the booth's folder."),
        v4.new_code_cell(
            "from pathlib import Path\n\nfrom vision.imageio import load_image\n"
            "from vision.teach.answering import answer\nfrom vision.teach.saved import from_json\n"
            "from vision.teach.telling import accuracy, confusions\n\n"
            'learned = from_json(Path("taught.json").read_bytes())\nlearned.lesson.names'
        ),
        v4.new_markdown_cell("Each example left out in turn, and the others asked about it."),
        v4.new_code_cell("print(accuracy(learned))\nconfusions(learned)"),
        v4.new_markdown_cell('A picture of your own: `load_image("photo.jpg")`. Here the first example.'),
        v4.new_code_cell(
            "image = learned.lesson.examples()[0].image()\nfound = answer(learned, image)\n"
            "found.name, dict(zip(found.names, found.shares.round(2)))"
        ),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return str(writes(v4.new_notebook(cells=cells)))
