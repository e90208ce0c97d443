"""A receiver's reports, on their way to the encoder."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtcpSrPacket

from live.transport.encoder import SizedEncoder

Handler = Callable[[Any, Any], Awaitable[None]]


def heeding(handle: Handler) -> Handler:
    """aiortc's RTCRtpSender._handle_rtcp_packet, which also tells the encoder of trips and losses."""
    if hasattr(handle, "__wrapped__"):
        return handle

    @wraps(handle)
    async def heed(sender: Any, packet: Any) -> None:
        await handle(sender, packet)
        encoder = sender._RTCRtpSender__encoder
        if isinstance(packet, RtcpRrPacket | RtcpSrPacket) and isinstance(encoder, SizedEncoder):
            for report in packet.reports:
                trip_s = _round_trip_s(sender, report)
                if trip_s is not None:
                    encoder.rate.reported(trip_s, report.fraction_lost / 256, time.monotonic())

    return heed


def _round_trip_s(sender: Any, report: RtcpReceiverInfo) -> float | None:
    """RFC 3550 6.4.1: since our last report, without the time that it lay at the receiver."""
    if report.ssrc != sender._ssrc or not report.dlsr or report.lsr != sender._RTCRtpSender__lsr:
        return None
    return max(0.0, time.time() - float(sender._RTCRtpSender__lsr_time) - report.dlsr / 65536)
