"""How pictures travel: bitrates that fit the frame size, and no wait or queue on the way."""

from __future__ import annotations

from functools import partial

from live.libraries import found, replace
from live.transport.broadcast import SharingEncoder
from live.transport.congestion import StandingQueueEstimator
from live.transport.encoder import SizedEncoder
from live.transport.extensions import PLAYOUT_DELAY, PromptHeaderExtensions, offered
from live.transport.negotiation import preferring
from live.transport.receiver import PromptJitterBuffer, decode_newest
from live.transport.relay import DirectRelay
from live.transport.reports import heeding
from live.transport.vp8 import VP8, Vp8Decoder

__all__ = ["CODECS", "DirectRelay", "install"]

CODECS = (VP8,)
_CAMERA_START_KBITS = 1000
_CONSENT_INTERVAL_S = 2  # six unanswered requests end a connection: a browser that died is noticed in 15 s, not in 33


def install(*, shared: bool = True) -> None:
    """Tune aiortc in this process; calling it again changes nothing. `shared`: connections share encodings."""
    for codec in CODECS:
        replace(codec.place, partial(SharingEncoder if shared else SizedEncoder, codec))
        for offer in found("aiortc.codecs:CODECS")["video"]:
            if offer.mimeType == codec.mime:
                offer.parameters = {**offer.parameters, "x-google-start-bitrate": _CAMERA_START_KBITS}
    replace("aiortc.codecs:Vp8Decoder", Vp8Decoder)
    extensions = found("aiortc.codecs:HEADER_EXTENSIONS")
    if all(extension.uri != PLAYOUT_DELAY for extension in extensions["video"]):
        taken = {e.id for kind in extensions.values() for e in kind}
        extensions["video"].append(offered(next(i for i in range(1, 15) if i not in taken)))
    replace("aiortc.rtp:HeaderExtensionsMap", PromptHeaderExtensions)
    replace("aiortc.rtcrtpreceiver:JitterBuffer", PromptJitterBuffer)
    replace("aiortc.rtcrtpreceiver:decoder_worker", decode_newest)
    replace("aiortc.rtcrtpreceiver:RemoteBitrateEstimator", StandingQueueEstimator)
    agree = "aiortc.rtcpeerconnection:find_common_codecs"
    replace(agree, preferring([codec.mime for codec in CODECS], found(agree)))
    reports = "aiortc.rtcrtpsender:RTCRtpSender._handle_rtcp_packet"
    replace(reports, heeding(found(reports)))
    replace("aioice.ice:CONSENT_INTERVAL", _CONSENT_INTERVAL_S)
