"""Faces, eyes and smiles: three detectors, how good they are, and what to do with what they find."""

from vision.faces.detect import DETECTORS, Detector, find_eyes, find_faces
from vision.faces.find.smiles import find_smiles

__all__ = ["DETECTORS", "Detector", "find_eyes", "find_faces", "find_smiles"]
