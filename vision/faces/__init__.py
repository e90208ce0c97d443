"""Faces, eyes and smiles: three detectors, how good they are, and what to do with what they find."""

from vision.faces.detect import DETECTORS, Detector, find
from vision.faces.detect import eyes as find_eyes
from vision.faces.find.smiles import find_smiles

__all__ = ["DETECTORS", "Detector", "find", "find_eyes", "find_smiles"]
