"""The shelf: one record for each learned model. Pages, the command line and the documents read it here."""

from __future__ import annotations

from dataclasses import replace

from vision.models.record import Model, Package
from vision.types import VisionError
from vision.words.quote import quoted
from vision.words.said import said

_MEDIAPIPE = Package(
    "mediapipe", "0.10.21", "", 35_622_638, python="311", platform="manylinux_2_28_x86_64"
)  # of all platforms' wheels one that carries the files


def _in_mediapipe(member: str) -> Package:
    return replace(_MEDIAPIPE, member=f"mediapipe/modules/{member}")


YUNET = Model(
    name="face_detection_yunet_2023mar.onnx",
    size=232_589,
    sha256="8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    licence="MIT",
    source="OpenCV model zoo",
    url="https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/face_detection_yunet_2023mar.onnx",
    use="The accurate detector",
    input="any size, BGR 0..255",
    output="faces with five points, by cv2.FaceDetectorYN",
    environment="YUNET_MODEL",
)
PAGE_LINES = Model(
    name="PP-OCRv6_det_small.onnx",
    size=9_929_594,
    sha256="090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    licence="Apache-2.0",
    source="RapidOCR 3.10.0 shelf on ModelScope (PaddleOCR PP-OCRv6)",
    url="https://www.modelscope.cn/models/RapidAI/RapidOCR/resolve/v3.10.0/onnx/PP-OCRv6/det/PP-OCRv6_det_small.onnx",
    use="The learned way to find lines",
    input="1x3xHxW, x / 127.5 - 1; H and W multiples of 32",
    output="1x1xHxW, how likely a pixel is in the middle of a line",
    package=Package("rapidocr", "3.10.0", "rapidocr/models/PP-OCRv6_det_small.onnx", 27_288_134),
)
PERSON = Model(
    name="selfie_segmentation_landscape.tflite",
    size=250_145,
    sha256="a77d03f4659b9f6b6c1f5106947bf40e99d7655094b6527f214ea7d451106edd",
    licence="Apache-2.0",
    source="MediaPipe assets",
    url="https://storage.googleapis.com/mediapipe-assets/selfie_segmentation_landscape.tflite?generation=1683332561312022",
    use="Telling people from what is behind them",
    input="1x144x256x3, RGB 0..1",
    output="1x144x256x1, how likely a pixel is a person",
    package=_in_mediapipe("selfie_segmentation/selfie_segmentation_landscape.tflite"),
)
OBJECTS = Model(
    name="yolox_nano.onnx",
    size=3_659_407,
    sha256="c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d",
    licence="Apache-2.0",
    source="YOLOX release 0.1.1rc0 (Megvii)",
    url="https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/yolox_nano.onnx",
    use="Naming things",
    input="1x3x416x416, BGR 0..255, the picture at the top left, the rest 114",
    output="1x3549x85: x, y, w, h in grid and stride code, objectness, 80 scores",
)
PALM = Model(
    name="palm_detection_lite.tflite",
    size=1_985_440,
    sha256="e9a4aaddf90dda56a87235303cf00e4c2d3fb28725f68fd88772997dac905c18",
    licence="Apache-2.0",
    source="MediaPipe assets",
    url="https://storage.googleapis.com/mediapipe-assets/palm_detection_lite.tflite?generation=1661875885885770",
    use="Finding hands",
    input="1x192x192x3, RGB 0..1, padded to a square",
    output="1x2016x18 boxes and seven points around anchors, 1x2016x1 logits",
    package=_in_mediapipe("palm_detection/palm_detection_lite.tflite"),
)
HAND = Model(
    name="hand_landmark_lite.tflite",
    size=2_071_597,
    sha256="048edd3645c9bf7397d19a9f6e3a42957d6e414c9bea6598030a2e9b624156e6",
    licence="Apache-2.0",
    source="MediaPipe assets",
    url="https://storage.googleapis.com/mediapipe-assets/hand_landmark_lite.tflite?generation=1661875766398729",
    use="Seeing the joints of a hand",
    input="1x224x224x3, RGB 0..1, the hand upright",
    output="21 x (x, y, z), presence, handedness, 21 x (x, y, z) in metres",
    package=_in_mediapipe("hand_landmark/hand_landmark_lite.tflite"),
)
BODY = Model(
    name="pose_landmark_lite.tflite",
    size=2_819_824,
    sha256="f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    licence="Apache-2.0",
    source="MediaPipe assets",
    url="https://storage.googleapis.com/mediapipe-assets/pose_landmark_lite.tflite?generation=1661875901231143",
    use="Seeing the joints of a body",
    input="1x256x256x3, RGB 0..1, the person in the middle",
    output="39 x (x, y, z, visibility, presence), presence, 256x256 mask, 64x64x39 heat maps, 39 x (x, y, z) in metres",
)
FACE_POINTS = Model(
    name="face_landmark.tflite",
    size=1_242_398,
    sha256="1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    licence="Apache-2.0",
    source="MediaPipe assets",
    url="https://storage.googleapis.com/mediapipe-assets/face_landmark.tflite?generation=1676316347980492",
    use="Laying points on a face",
    input="1x192x192x3, RGB 0..1, the face upright",
    output="468 x (x, y, z), presence",
    package=_in_mediapipe("face_landmark/face_landmark.tflite"),
)

SHELF = (YUNET, PAGE_LINES, PERSON, OBJECTS, PALM, HAND, BODY, FACE_POINTS)


def model_called(name: str) -> Model:
    """The record of that name, or the only one that begins with it; raises VisionError listing all."""
    near = [m for m in SHELF if m.name == name] or [m for m in SHELF if name and m.name.startswith(name)]
    if len(near) != 1:
        known = ", ".join(m.name for m in SHELF)
        raise VisionError(
            said("There is no model {name} on the shelf; it holds {known}.", name=quoted(name), known=known)
        )
    return near[0]
