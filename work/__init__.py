"""The workbench: a visitor's file and slow work, in processes of their own with a time and a memory limit."""

from work.bench import Bench
from work.job import Job, LimitError, Progress

__all__ = ["Bench", "Job", "LimitError", "Progress"]
