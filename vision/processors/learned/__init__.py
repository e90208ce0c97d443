"""Looks that know things; each needs a learned model's file, or what its viewer taught, and says so without it."""

from vision.processors.learned import background, things, hands, bodies, masks, taught  # noqa: F401, I001  sidebar order
