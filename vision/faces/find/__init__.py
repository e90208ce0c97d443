"""Detectors of faces, eyes and smiles, and what they are made of."""
