"""Networks ready to run: read once in each process, shared by all viewers, and let go when nobody looks.

ONNX files run in onnxruntime, which takes a quarter of OpenCV's time for them; the small TensorFlow Lite ones in
OpenCV's own `cv2.dnn` (benchmarks/looks.md). That has crashed on large inputs: it never gets one of over MOST numbers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.models.files import read_model
from vision.models.onnx_file import with_output
from vision.models.record import Model
from vision.types import VisionError
from vision.words.said import said

Tensor = NDArray[np.float32]
MOST = 3 * 512 * 512
"""Numbers that an input of `cv2.dnn` holds at most."""
IDLE_S = 60.0
"""After this long without a question a network's memory is given back, when another is loaded or a viewer goes."""


class Network:
    """One loaded network; `run` may be called from any thread, one question at a time. It computes on one thread."""

    def __init__(self, model: Model, data: bytes, inner: str = "") -> None:
        self.used_s = time.monotonic()
        self._turn = threading.Lock()
        loaded = _onnx(model, data, inner) if model.name.endswith(".onnx") else _tflite(model, data)
        self._work: Callable[[Tensor], Sequence[Any]] = loaded

    def run(self, tensor: Tensor) -> tuple[Tensor, ...]:
        """All outputs for one input in the network's own order of axes."""
        with self._turn:
            self.used_s = time.monotonic()
            return tuple(np.asarray(out, np.float32) for out in self._work(np.ascontiguousarray(tensor, np.float32)))


_loaded: dict[tuple[str, str], Network] = {}
_loading = threading.Lock()


def network(model: Model, inner: str = "") -> Network:
    """The network, verified and loaded if it is not yet; one load at a time.

    inner: the name of an inner tensor of an ONNX network, that comes behind its outputs. Raises VisionError when the
    file or what runs it is missing or broken.
    """
    key = (model.name, inner)
    with _loading:
        give_back(IDLE_S)
        if key not in _loaded:
            _loaded[key] = Network(model, read_model(model), inner)
        _loaded[key].used_s = time.monotonic()
        return _loaded[key]


def give_back(idle_s: float = 0.0) -> None:
    """Let go of the networks that were not asked for `idle_s` seconds."""
    now = time.monotonic()
    for key in [key for key, held in list(_loaded.items()) if now - held.used_s >= idle_s]:
        _loaded.pop(key, None)


def _onnx(model: Model, data: bytes, inner: str) -> Callable[[Tensor], Sequence[Any]]:
    try:
        import onnxruntime
    except ImportError:
        raise VisionError(said("{use} needs the package onnxruntime: install it.", use=said(model.use))) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            with_output(data, inner) if inner else data, options, providers=["CPUExecutionProvider"]
        )
    except Exception:
        raise VisionError(said("The model file {model} cannot be read as a network.", model=model.name)) from None
    takes = session.get_inputs()[0].name
    return lambda tensor: session.run(None, {takes: tensor})


def _in_order(name: str) -> tuple[int, str]:
    """`Identity`, `Identity_1`, `Identity_2`: a file's outputs as it counts them, which OpenCV does not."""
    number = name.rpartition("_")[2]
    return (int(number) if number.isdigit() else -1), name


def _tflite(model: Model, data: bytes) -> Callable[[Tensor], Sequence[Any]]:
    try:
        net = cv2.dnn.readNetFromTFLite(np.frombuffer(data, np.uint8))
        names = sorted(net.getUnconnectedOutLayersNames(), key=_in_order)
    except cv2.error:
        raise VisionError(said("The model file {model} cannot be read as a network.", model=model.name)) from None

    def work(tensor: Tensor) -> Sequence[Any]:
        if tensor.size > MOST:
            raise ValueError(f"{tensor.size} numbers are too many for cv2.dnn")
        net.setInput(tensor)
        return net.forward(names)

    return work
