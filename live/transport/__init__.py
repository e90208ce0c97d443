"""How pictures travel: bitrates that fit the frame size, and no wait or queue on the way.

The only module that touches the insides of aiortc; its test says so when a new aiortc moves them.
"""

from __future__ import annotations

from typing import Any

import aioice.ice
import aiortc.codecs
import aiortc.rtcrtpreceiver
import aiortc.rtcrtpsender
import aiortc.rtp

from live.transport.congestion import StandingQueueEstimator
from live.transport.encoder import SizedVp8Encoder
from live.transport.extensions import PLAYOUT_DELAY, PromptHeaderExtensions, offered
from live.transport.receiver import PromptJitterBuffer, decode_newest
from live.transport.relay import DirectRelay
from live.transport.reports import heeding

__all__ = ["DirectRelay", "install"]

_CAMERA_START_KBITS = 1000
_CONSENT_INTERVAL_S = 2  # six unanswered requests end a connection: a browser that died is noticed in 15 s, not in 33


def install() -> None:
    """Tune aiortc in this process; calling it again changes nothing."""
    codecs: Any = aiortc.codecs
    codecs.Vp8Encoder = SizedVp8Encoder
    for codec in codecs.CODECS["video"]:
        if codec.mimeType == "video/VP8":
            codec.parameters = {"x-google-start-bitrate": _CAMERA_START_KBITS}
    extensions = codecs.HEADER_EXTENSIONS["video"]
    if all(extension.uri != PLAYOUT_DELAY for extension in extensions):
        taken = {e.id for kind in codecs.HEADER_EXTENSIONS.values() for e in kind}
        extensions.append(offered(next(i for i in range(1, 15) if i not in taken)))
    rtp: Any = aiortc.rtp
    rtp.HeaderExtensionsMap = PromptHeaderExtensions
    receiver: Any = aiortc.rtcrtpreceiver
    receiver.JitterBuffer, receiver.decoder_worker = PromptJitterBuffer, decode_newest
    receiver.RemoteBitrateEstimator = StandingQueueEstimator
    sender: Any = aiortc.rtcrtpsender.RTCRtpSender
    sender._handle_rtcp_packet = heeding(sender._handle_rtcp_packet)
    ice: Any = aioice.ice
    ice.CONSENT_INTERVAL = _CONSENT_INTERVAL_S
