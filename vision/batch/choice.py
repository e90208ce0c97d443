"""The options that choose an engine."""

from __future__ import annotations

import argparse

from vision.batch.cluster import Cluster
from vision.batch.engines import Engine, Here, Processes
from vision.types import VisionError


def add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, default=1, help="how many processes on this computer share the files")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask cluster that shares them, tcp://host:8786; its workers read the files by the same names",
    )


def engine_of(args: argparse.Namespace) -> Engine:
    """What was asked for; raises VisionError for what cannot be."""
    if args.scheduler is not None:
        return Cluster(args.scheduler)
    if args.workers < 1:
        raise VisionError(f"--workers is at least 1, not {args.workers}.")
    return Here() if args.workers == 1 else Processes(args.workers)
