"""Looks that know things; each needs a learned model's file and says so without it. One module a group."""

from vision.processors.learned import background, things, hands, bodies, masks  # noqa: F401, I001  sidebar order
