"""One module a group, functions only; importing this registers them all, in the sidebar's order."""

from vision.processors import edges, tone, blur, geometry, art, find, privacy, motion  # noqa: F401, I001  sidebar order
