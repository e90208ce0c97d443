"""One module a group, functions only; importing this registers them all, in the sidebar's order."""

from vision.processors import (  # noqa: F401, I001  sidebar order
    edges,
    tone,
    colour,
    blur,
    geometry,
    art,
    screens,
    morphology,
    features,
    find,
    faces,
    privacy,
    learned,
    motion,
    memory,
    frequency,
    teaching,
)
