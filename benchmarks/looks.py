"""The looks that know things: `python -m benchmarks.looks > benchmarks/looks.md`, with the models' files at hand.

Quality on pictures of which the truth is known: people cut out of packaged photographs before other photographs,
things laid onto textures, hands drawn to order. Cost: milliseconds of processor time on one thread, a network's
memory, and how often a look comes round at 30 frames a second. `--sheets FOLDER` keeps the pictures to look at;
`--previews` makes the packaged previews anew.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import skimage.data
from numpy.typing import NDArray

from rig.drawn_hand import Fingers, drawn_hand
from vision.detect.score import Score, score_boxes
from vision.draw import draw_detections
from vision.imageio import save_jpeg
from vision.learned import body, face_mesh, gestures, hands, objects, person
from vision.models import network
from vision.models.files import read_model
from vision.models.record import Model
from vision.models.shelf import BODY, FACE_POINTS, HAND, OBJECTS, PALM, PERSON
from vision.photographs import photograph
from vision.pipeline import Pipeline
from vision.processor import run_now
from vision.recipe import Recipe
from vision.types import Detections, Image, as_image

WIDTH, HEIGHT = 640, 480
_NAMES = "blur_background replace_background cut_out objects counting_line hands air_drawing body face_mesh mask_party"
LOOKS = _NAMES.split()
PREVIEWS = Path(__file__).parents[1] / "vision" / "learned" / "previews"


def frame(name: str, width: int = WIDTH, height: int = HEIGHT) -> Image:
    """The largest part of a photograph at the top of its middle that fills the frame."""
    photo = photograph(name)
    tall, wide = photo.shape[:2]
    scale = max(width / wide, height / tall)
    whole = cv2.resize(photo, (max(width, round(wide * scale)), max(height, round(tall * scale))))
    left = (whole.shape[1] - width) // 2
    return as_image(np.ascontiguousarray(whole[:height, left : left + width]))


# People: cut out once, so that the truth of what is composed is known to the pixel.


_AROUND = (
    *(150, 30, 200, 8, 268, 15, 285, 110, 276, 150, 322, 200, 330, 330, 285, 380, 272, 512),
    *(20, 512, 30, 300, 130, 200),
)
_WITHIN = (190, 40, 255, 40, 258, 140, 305, 230, 290, 340, 255, 500, 60, 500, 80, 300, 180, 180)
"""Corners, x and y in turn, of an outline around the astronaut and of one inside her, without the helmet beside her."""


def cut_person() -> tuple[Image, NDArray[np.float32]]:
    """The astronaut and her mask, by GrabCut from a generous outline; what it takes for her is her from here on."""
    image = np.ascontiguousarray(skimage.data.astronaut()[:, :400])
    mask = np.full(image.shape[:2], cv2.GC_BGD, np.uint8)
    cv2.fillPoly(mask, [np.array(_AROUND).reshape(-1, 2)], cv2.GC_PR_BGD)
    cv2.fillPoly(mask, [np.array(_WITHIN).reshape(-1, 2)], cv2.GC_FGD)
    cv2.grabCut(image, mask, (0, 0, 0, 0), np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    seen = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    seen = np.asarray(cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), np.uint8)
    return as_image(image), np.asarray(cv2.GaussianBlur(seen.astype(np.float32), (0, 0), 0.8), np.float32)


BEHIND = ("rocket", "book", "cat", "galaxies", "handwriting", "coins")
CAMOUFLAGE = ("coffee",)
"""An orange suit before a red saucer that surrounds it."""


def people(scenes: tuple[str, ...]) -> Iterator[tuple[Image, NDArray[np.bool_]]]:
    """(frame, truth): the astronaut at two places and sizes before each of the photographs."""
    image, mask = cut_person()
    for scene, (scale, x) in itertools.product(scenes, ((0.9, 0.5), (0.75, 0.3))):
        behind = frame(scene)
        size = round(image.shape[1] * scale), round(image.shape[0] * scale)
        small, cover = cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.resize(mask, size)
        left, top = round(x * (WIDTH - size[0])), HEIGHT - size[1]
        share = np.zeros((HEIGHT, WIDTH), np.float32)
        laid = np.zeros_like(behind)
        laid[max(top, 0) :, left : left + size[0]] = small[max(-top, 0) :]
        share[max(top, 0) :, left : left + size[0]] = cover[max(-top, 0) :]
        yield as_image(cv2.blendLinear(laid, behind, share, 1 - share)), share > 0.5


def person_quality(keep: Callable[[str, Image], None]) -> list[str]:
    rows = ["| person mask on composed frames | mean IoU | least | the network's 256 x 144 enlarged: mean | least |"]
    rows.append("|---|---|---|---|---|")
    for name, scenes in (
        ("before 6 photographs, 12 frames", BEHIND),
        ("orange before a red saucer, 2 frames", CAMOUFLAGE),
    ):
        guided, plain = [], []
        for i, (image, truth) in enumerate(people(scenes)):
            share = person.person_share(image)
            found = person.at_edges(share, image)
            guided.append(_iou(found > 0.5, truth))
            plain.append(_iou(cv2.resize(share, (WIDTH, HEIGHT)) > 0.5, truth))
            shown = image.copy()
            shown[found < 0.5] = shown[found < 0.5] // 3
            keep(f"person {scenes[0]} {i}", _titled(shown, f"IoU {guided[-1]:.3f}"))
        numbers = (statistics.mean(guided), min(guided), statistics.mean(plain), min(plain))
        rows.append(f"| {name} | {' | '.join(f'{n:.3f}' for n in numbers)} |")
    return rows


def _iou(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    return float((a & b).sum() / (a | b).sum())


# Things: crops of photographs laid onto textures.

THINGS = {
    "cup": ("coffee", (150, 10, 430, 300)),
    "cat": ("cat", (40, 0, 400, 300)),
    "person": ("astronaut", (60, 0, 380, 400)),
}
BOXES = {"cup": (162, 18, 420, 286), "cat": (75, 20, 400, 300), "person": (60, 15, 366, 400)}
"""Where each is in its photograph, as a person sees it."""


def things() -> Iterator[tuple[Image, Detections]]:
    """(frame, truth): two or three things at known places on a wall of texture."""
    rng = np.random.default_rng(4)
    walls = [_wall(i) for i in range(3)]
    for i in range(12):
        image = cv2.resize(walls[i % 3], (WIDTH, HEIGHT))
        boxes, labels = [], []
        for slot, name in enumerate(rng.permutation(list(THINGS))[: 2 + i % 2]):
            photo, (x0, y0, x1, y1) = THINGS[name]
            part = photograph(photo)[y0:y1, x0:x1]
            scale = min(205 / part.shape[1], 300 / part.shape[0]) * rng.uniform(0.75, 1.0)
            small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            left = 8 + slot * 210
            top = int(rng.integers(0, HEIGHT - small.shape[0]))
            image[top : top + small.shape[0], left : left + small.shape[1]] = small
            box = (np.array(BOXES[name], float) - [x0, y0, x0, y0]) * scale + [left, top, left, top]
            boxes.append(box)
            labels.append(str(name))
        yield as_image(image), Detections.of(boxes, labels)


def _wall(seed: int) -> Image:
    rng = np.random.default_rng(seed)
    rough = cv2.resize(rng.normal(0, 1, (60, 80)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    colour = np.array([(150, 140, 120), (110, 130, 140), (160, 150, 150)][seed])
    return as_image(np.clip(colour + 9 * rough[..., None], 0, 255).astype(np.uint8))


def object_quality(keep: Callable[[str, Image], None]) -> list[str]:
    total = Score(0, 0, 0)
    for i, (image, truth) in enumerate(things()):
        found = objects.find_objects(image, 0.4)
        for name in {*truth.label, *found.label}:
            total += score_boxes(*(part.pick([label == name for label in part.label]) for part in (found, truth)))
        keep(f"objects {i}", draw_detections(image, found))
    return [
        "| things, 12 composed frames, right from IoU 0.5 and the right name | precision | recall | F1 |",
        "|---|---|---|---|",
        f"| objects sure=0.4 | {total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f} |",
    ]


# Hands: drawn to order.

SIGNS: tuple[Fingers, ...] = tuple(
    tuple(letter == "1" for letter in sign)  # type: ignore[misc]
    for sign in ["11111", "00000", "01000", "01100", "10000", "01110", "01111", "11000", "11100", "00001"]
)


def hand_quality(keep: Callable[[str, Image], None]) -> list[str]:
    rows = []
    for skin, angle in (((150, 105, 80), 0), ((120, 82, 60), 18), ((190, 140, 110), -20)):
        right = 0
        for i, sign in enumerate(SIGNS):
            image = drawn_hand(sign, angle=angle, skin=skin)
            found = Detections.none()
            for _ in range(3):  # as live: the second and third look begin where the hand was
                found = hands.find_hands(image, found, most=1)
            counted = gestures.count(found.points[0]) if len(found) and found.points[0] is not None else None
            right += counted == sum(sign)
            keep(
                f"hand {angle} {i}",
                _titled(draw_detections(image, found, tags=[""] * len(found)), f"{sum(sign)}: {counted}"),
            )
        rows.append(f"| skin {skin}, turned {angle} degrees | {right} of {len(SIGNS)} |")
    return ["| drawn hands, fingers counted right | |", "|---|---|", *rows]


# Cost.


def net_costs() -> list[str]:
    image = frame("astronaut")
    hand = drawn_hand(SIGNS[0])
    known_hand = hands.find_hands(hand, most=1)
    known_body = body.find_bodies(image)
    face = Detections.of([205, 80, 325, 235], "face")
    works: list[tuple[str, tuple[Model, ...], Callable[[], Any]]] = [
        ("person mask", (PERSON,), lambda: person.at_edges(person.person_share(image), image)),
        ("objects", (OBJECTS,), lambda: objects.find_objects(image)),
        ("a hand, new", (PALM, HAND), lambda: hands.find_hands(hand, most=1)),
        ("a hand, followed", (HAND,), lambda: hands.find_hands(hand, known_hand, most=1)),
        ("a body, new", (BODY,), lambda: body.find_bodies(image)),
        ("a body, followed", (BODY,), lambda: body.find_bodies(image, known_body)),
        ("a face's mesh", (FACE_POINTS,), lambda: face_mesh.find_mesh(image, face)),
    ]
    rows = ["| one look of the network | ms | files, MB | memory, MB |", "|---|---|---|---|"]
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        for name, models, work in works:
            size = sum(model.size for model in models) / 1e6
            rows.append(f"| {name} | {_ms(work):.1f} | {size:.1f} | {fresh.submit(memory_mb, models).result():.0f} |")
    return rows


INPUTS = {PERSON: (144, 256), OBJECTS: (416, 416), PALM: (192, 192), HAND: (224, 224), BODY: (256, 256)}


def memory_mb(models: tuple[Model, ...]) -> float:
    """What a fresh process grows by when it loads and runs these networks once; onnxruntime itself is part of it."""
    process = psutil.Process()
    before = process.memory_info().rss
    for model in models:
        network.network(model).run(np.zeros((1, 3, *INPUTS.get(model, (192, 192))), np.float32))
    return float(process.memory_info().rss - before) / 1e6


def runtimes() -> list[str]:
    """Each file in what can run it; LiteRT where the package ai-edge-litert is installed, which the booth lacks."""
    rows = ["| ms a run, one thread | cv2.dnn | onnxruntime | LiteRT |", "|---|---|---|---|"]
    for model in (PERSON, FACE_POINTS, PALM, HAND, BODY, OBJECTS):
        tensor = np.random.default_rng(0).random((1, 3, *INPUTS.get(model, (192, 192)))).astype(np.float32)
        onnx = model.name.endswith(".onnx")
        read = cv2.dnn.readNetFromONNX if onnx else cv2.dnn.readNetFromTFLite
        net = read(np.frombuffer(read_model(model), np.uint8))
        names = net.getUnconnectedOutLayersNames()

        def in_opencv(net: Any = net, names: Any = names, tensor: Any = tensor) -> None:
            net.setInput(tensor)
            net.forward(names)

        ort = f"{_ms(partial(network.network(model).run, tensor)):.1f}" if onnx else ""
        lite = "" if onnx else _in_litert(model, tensor)
        rows.append(f"| {model.name} | {_ms(in_opencv):.1f} | {ort} | {lite} |")
    return rows


def _in_litert(model: Model, tensor: NDArray[np.float32]) -> str:
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        return "not installed"
    interpreter = Interpreter(model_content=read_model(model), num_threads=1)
    interpreter.allocate_tensors()
    place = interpreter.get_input_details()[0]["index"]

    def work() -> None:
        interpreter.set_tensor(place, np.ascontiguousarray(tensor.transpose(0, 2, 3, 1)))
        interpreter.invoke()

    return f"{_ms(work):.1f}"


def _ms(work: Callable[[], Any], rounds: int = 15) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def live_costs() -> list[str]:
    rows = [
        "| look at 640x480, 30 frames a second | ms a frame, stream's thread | looks a second | frames a second "
        "| ms a frame without worker and flow |",
        "|---|---|---|---|---|",
    ]
    for name in LOOKS:
        hand = name in ("hands", "air_drawing")
        base = cv2.resize(drawn_hand(SIGNS[2]), (WIDTH, HEIGHT)) if hand else frame("astronaut")
        rows.append(_live(name, as_image(np.asarray(base, np.uint8))))
    return rows


def _live(name: str, base: Image) -> str:
    looks = 0

    def counting(work: Callable[..., Any], *args: Any) -> Any:
        nonlocal looks
        looks += 1
        return pool.submit(work, *args)

    recipe = Recipe.parse(name)
    with ThreadPoolExecutor(1) as pool:
        pipeline, spent, frames = Pipeline(counting), [], 0
        pipeline.run(base, recipe, -1.0)
        looks, began = 0, time.monotonic()
        while (now := time.monotonic() - began) < 4:
            image = np.roll(base, round(20 * np.sin(now * 2)), axis=1)
            before = time.thread_time()
            pipeline.run(image, recipe, now)
            spent.append(1000 * (time.thread_time() - before))
            frames += 1
            time.sleep(max(0.0, frames / 30 - (time.monotonic() - began)))
    alone = Pipeline(run_now)
    times = iter(np.arange(100) * 10.0)  # long after each other: each frame is a look
    whole = _ms(lambda: alone.run(base, recipe, float(next(times))), 7)
    return (
        f"| {name} | {statistics.median(spent):.1f} | {looks / 4 or frames / 4:.0f} | {frames / 4:.0f} | {whole:.0f} |"
    )


def _titled(image: Image, words: str) -> Image:
    titled = image.copy()
    cv2.putText(titled, words, (8, 30), cv2.FONT_HERSHEY_DUPLEX, 0.9, (255, 255, 255), 2, cv2.LINE_AA)
    return titled


def make_previews() -> None:
    PREVIEWS.mkdir(exist_ok=True)
    for name in LOOKS:
        base = frame("coffee") if name == "objects" else frame("astronaut")
        frames = [base]
        recipe = Recipe.parse(name)
        if name in ("hands", "air_drawing"):
            sign = SIGNS[6] if name == "hands" else SIGNS[2]
            hand = drawn_hand(sign, 480)
            base = as_image(cv2.copyMakeBorder(hand, 0, 0, 80, 80, cv2.BORDER_REPLICATE))
            frames = [base]
            if name == "air_drawing":
                frames = [np.roll(base, (-40 + round(30 * np.sin(i / 2)), 6 * i - 60), (0, 1)) for i in range(20)]
        pipeline = Pipeline()
        for i, image in enumerate(frames):
            result = pipeline.run(as_image(np.ascontiguousarray(image)), recipe, i * 0.2)
        small = as_image(cv2.resize(result.image, (240, 180), interpolation=cv2.INTER_AREA))
        (PREVIEWS / f"{name}.jpg").write_bytes(save_jpeg(small, quality=80))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--previews", action="store_true")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    if args.previews:
        make_previews()
        return

    def keep(name: str, image: Image) -> None:
        if args.sheets:
            args.sheets.mkdir(parents=True, exist_ok=True)
            (args.sheets / f"{name}.jpg").write_bytes(save_jpeg(image, quality=85))

    load = psutil.getloadavg()[0]
    print("# Looks that know things, measured\n\n`python -m benchmarks.looks`; processor time on one thread.")
    print(f"Others worked on the two cores meanwhile, load {load:.0f}: frames and looks a second say little.\n")
    for part in (person_quality(keep), object_quality(keep), hand_quality(keep), runtimes(), net_costs(), live_costs()):
        print("\n".join(part), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
