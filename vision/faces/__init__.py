"""Faces, eyes and smiles: three detectors, how good they are, and what to do with what they find."""

from vision.faces.detect import DETECTORS, Detector, find_eyes, find_faces, find_smiles, see_faces

__all__ = ["DETECTORS", "Detector", "find_eyes", "find_faces", "find_smiles", "see_faces"]
