"""The workbench: a visitor's file and slow work, in processes of their own with a time and a memory limit."""

from work.job import Job, LimitError, Standing
from work.line import Bench

__all__ = ["Bench", "Job", "LimitError", "Standing"]
