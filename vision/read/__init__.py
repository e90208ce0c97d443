"""The words of lines that were found, read by tesseract where it is installed."""

from vision.read.program import HOW_TO_INSTALL, has_tesseract, languages
from vision.read.transcribe import read

__all__ = ["HOW_TO_INSTALL", "has_tesseract", "languages", "read"]
