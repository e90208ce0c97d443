"""What a look of each network costs: processor time on one thread, memory, in which runtime."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import cv2
import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.looks.scenes import SIGNS, frame
from rig.drawn_hand import drawn_hand
from vision.learned import body, face_mesh, hands, objects, person
from vision.models import network
from vision.models.files import read_model
from vision.models.record import Model
from vision.models.shelf import BODY, FACE_POINTS, HAND, OBJECTS, PALM, PERSON
from vision.types import Detections


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
            rows.append(
                f"| {name} | {milliseconds(work):.1f} | {size:.1f} | {fresh.submit(memory_mb, models).result():.0f} |"
            )
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

        ort = f"{milliseconds(partial(network.network(model).run, tensor)):.1f}" if onnx else ""
        lite = "" if onnx else _in_litert(model, tensor)
        rows.append(f"| {model.name} | {milliseconds(in_opencv):.1f} | {ort} | {lite} |")
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

    return f"{milliseconds(work):.1f}"


def milliseconds(work: Callable[[], Any], rounds: int = 15) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)
