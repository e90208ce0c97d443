"""Header extensions: the playout delay is sent where it was agreed on."""

from __future__ import annotations

import aiortc.rtcrtpparameters
import aiortc.rtp
from aiortc.rtp import HeaderExtensions

from live import transport
from live.transport import extensions

transport.install()


def test_the_playout_delay_is_added_where_it_was_agreed_on() -> None:
    values = HeaderExtensions(mid="0", abs_send_time=1234)
    plain = aiortc.rtp.HeaderExtensionsMap()
    agreed = aiortc.rtp.HeaderExtensionsMap()
    mid = aiortc.rtcrtpparameters.RTCRtpHeaderExtensionParameters(id=3, uri="urn:ietf:params:rtp-hdrext:sdes:mid")
    agreed.configure(parameters(mid, extensions.offered(7)))
    plain.configure(parameters(mid))
    assert aiortc.rtp.unpack_header_extensions(*plain.set(values)) == [(3, b"0")]
    assert aiortc.rtp.unpack_header_extensions(*agreed.set(values)) == [(3, b"0"), (7, bytes(3))]
    assert aiortc.rtp.unpack_header_extensions(*agreed.set(HeaderExtensions())) == [(7, bytes(3))]
    assert agreed.get(*agreed.set(values)).mid == "0"


def parameters(*agreed: object) -> aiortc.rtcrtpparameters.RTCRtpParameters:
    return aiortc.rtcrtpparameters.RTCRtpParameters(headerExtensions=list(agreed))  # type: ignore[arg-type]
