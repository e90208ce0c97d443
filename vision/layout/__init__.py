"""Page segmentation: text lines, columns and reading order, with small named steps and no learned model."""

from vision.layout.options import Options
from vision.layout.segment import Steps, segment, trace
from vision.layout.types import TEXT_DIRECTIONS, Box, Line, PageLayout, Separator, TextDirection

__all__ = [
    "TEXT_DIRECTIONS",
    "Box",
    "Line",
    "Options",
    "PageLayout",
    "Separator",
    "Steps",
    "TextDirection",
    "segment",
    "trace",
]
