"""Numbers for Prometheus on a port of their own, where the host sets METRICS_PORT; nobody's names or pictures."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.runtime import Runtime

from live.video.usage import UsageMeter
from ui.common.bench import bench
from ui.common.host_settings import number, setting
from ui.common.links import place
from ui.common.waiting import capacity
from ui.host.log import log

if TYPE_CHECKING:
    from prometheus_client import Metric

_log = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def serve() -> bool:
    """Begin to answer, once per server; False when the host wants none or it cannot be. Behind a shared door each
    booth's port is METRICS_PORT plus its number.
    """
    from prometheus_client import CollectorRegistry, start_http_server  # not for those who ask for no numbers

    try:
        first = number("METRICS_PORT", 0, 1) or 0
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Numbers())
        at = str(setting("METRICS_ADDRESS") or "127.0.0.1")
        start_http_server(int(first) + int(place() or 0), at, registry)
    except (ValueError, OSError, OverflowError) as error:
        _log.warning("no numbers for Prometheus: %s", error, exc_info=True)
        return False
    return True


class _Numbers:
    """Read when they are asked for: nothing is counted on the way of a frame."""

    def __init__(self) -> None:
        self._usage = UsageMeter()

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily

        register, usage, work = capacity(), self._usage.read(), bench().load()
        reports = [turn.stream.report() for turn in register.turns()]
        numbers = {
            "pages": ("open pages", Runtime.instance()._session_mgr.num_active_sessions()),
            "viewers": ("live streams", len(reports)),
            "viewers_most": ("live streams that are let in", register.limit),
            "viewers_waiting": ("visitors in line", register.waiting()),
            "cores_busy": ("processor cores busy since the reading before", usage.cores),
            "memory_bytes": ("resident memory", 1024 * 1024 * (usage.memory_mb or 0)),
            "threads": ("threads", usage.threads),
            "jobs_running": ("visitors' files that are worked on", work.running),
            "jobs_waiting": ("visitors' files in line", work.waiting),
        }
        for name, (words, value) in numbers.items():
            yield GaugeMetricFamily(f"booth_{name}", words, value)
        frames = GaugeMetricFamily("booth_frames_per_second", "frames of all live streams", labels=["way"])
        frames.add_metric(["in"], sum(report.fps_in for report in reports))
        frames.add_metric(["out"], sum(report.fps_out for report in reports))
        yield frames
        spent = [sum(ms for _, ms in report.steps) / 1000 for report in reports]
        yield GaugeMetricFamily(
            "booth_frame_seconds_most", "filters' time for a frame of the slowest live stream", max(spent, default=0.0)
        )
        yield GaugeMetricFamily(
            "booth_frames_skipped", "frames that live streams passed over", sum(report.skipped for report in reports)
        )
        yield CounterMetricFamily("booth_troubles", "what was passed over", sum(e.times for e in log().recent(1000)))
