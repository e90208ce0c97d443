"""All that is changed inside other people's libraries: the list, and the only way to do it.

`tests/live/test_libraries.py` holds each line against the library's source, and finds changes that are not listed.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LibraryPatch:
    """place: "module:name", which is replaced or added to. reader: whose source must say `words` for it to matter."""

    place: str
    why: str
    reader: str
    words: str


_SENDER = "aiortc.rtcrtpsender:RTCRtpSender"
_RECEIVER = "aiortc.rtcrtpreceiver:RTCRtpReceiver"
PATCHES = (
    LibraryPatch(
        "aiortc.codecs:Vp8Encoder",
        "bitrates that fit the frame and the link; one encoding for many",
        "aiortc.codecs:get_encoder",
        "return Vp8Encoder()",
    ),
    LibraryPatch(
        "aiortc.codecs:Vp8Decoder",
        "the quicker of FFmpeg's two decoders",
        "aiortc.codecs:get_decoder",
        "return Vp8Decoder()",
    ),
    LibraryPatch(
        "aiortc.codecs:CODECS",
        "a browser's camera starts at a bitrate worth looking at",
        "aiortc.rtcpeerconnection",
        "CODECS[media.kind]",
    ),
    LibraryPatch(
        "aiortc.rtcpeerconnection:find_common_codecs",
        "our codec comes first, whatever a browser prefers",
        "aiortc.rtcpeerconnection",
        "find_common_codecs(CODECS[media.kind], media.rtp.codecs)",
    ),
    LibraryPatch(
        "aiortc.codecs:HEADER_EXTENSIONS",
        "the playout-delay extension is agreed on",
        "aiortc.rtcpeerconnection",
        "HEADER_EXTENSIONS[media.kind]",
    ),
    LibraryPatch(
        "aiortc.rtp:HeaderExtensionsMap",
        "pictures are shown as soon as they are decoded",
        _SENDER,
        "rtp.HeaderExtensionsMap()",
    ),
    LibraryPatch(
        "aiortc.rtcrtpreceiver:JitterBuffer",
        "a frame is whole at its marker, not when the next begins",
        _RECEIVER,
        "JitterBuffer(capacity=512, is_video=True)",
    ),
    LibraryPatch(
        "aiortc.rtcrtpreceiver:decoder_worker",
        "only the newest of the frames that waited is handed on",
        _RECEIVER,
        "target=decoder_worker",
    ),
    LibraryPatch(
        "aiortc.rtcrtpreceiver:RemoteBitrateEstimator",
        "the camera slows down for a queue that stands, not for jitter",
        _RECEIVER,
        "RemoteBitrateEstimator()",
    ),
    LibraryPatch(
        "aiortc.rtcrtpsender:RTCRtpSender._handle_rtcp_packet",
        "the encoder hears of the receiver's trips and losses",
        "aiortc.rtcdtlstransport",
        "_handle_rtcp_packet(packet)",
    ),
    LibraryPatch(
        "aioice.ice:CONSENT_INTERVAL",
        "a browser that died is noticed in 15 s, not in 33",
        "aioice.ice:Connection",
        "CONSENT_INTERVAL *",
    ),
    LibraryPatch(
        "streamlit.runtime.runtime:Runtime.streamlit-webrtc-global-relay",
        "no unbounded queue stands before a connection",
        "streamlit_webrtc.relay:get_global_relay",
        "hasattr(singleton, _SERVER_GLOBAL_RELAY_ATTR_NAME_)",
    ),
    LibraryPatch(
        "streamlit_webrtc.config:AiortcRTCConfiguration",
        "the server's end goes through the relay too, when a host says so",
        "streamlit_webrtc.config",
        "AiortcRTCConfiguration(",
    ),
    LibraryPatch(
        "streamlit_webrtc.shutdown:_get_current_page_script_hash",
        "a START on a busy server is not taken for a visitor who went to another page",
        "streamlit_webrtc.shutdown",
        "current_page_script_hash = _get_current_page_script_hash(app_session)",
    ),
    LibraryPatch(
        "streamlit.runtime.pages_manager:PagesManager.uses_pages_directory",
        "a folder called pages/ is no app of Streamlit's older kind",
        "streamlit.runtime.pages_manager:PagesManager",
        "uses_pages_directory",
    ),
    LibraryPatch(
        "streamlit.runtime.app_session:AppSession.request_rerun",
        "who follows a link is not called back by what the page left still says",
        "streamlit.runtime.app_session:AppSession",
        "self.request_rerun(client_state)",
    ),
    LibraryPatch(
        "streamlit.runtime.memory_uploaded_file_manager:MemoryUploadedFileManager.add_file",
        "a session and the server hold only so many uploads",
        "streamlit.web.server.starlette.starlette_routes:create_upload_routes",
        "upload_mgr.add_file(",
    ),
    LibraryPatch(
        "starlette.datastructures:UploadFile.read",
        "only so many uploads are taken in at once",
        "streamlit.web.server.starlette.starlette_routes:create_upload_routes",
        "await upload.read()",
    ),
    LibraryPatch(
        "streamlit.components.v1.custom_component:is_dataframe_like",
        "START needs no pandas: nothing is a table before that is imported",
        "streamlit.components.v1.custom_component",
        "is_dataframe_like(arg_val)",
    ),
    LibraryPatch(
        "streamlit.components.v2.bidi_component.serialization:is_dataframe_like",
        "the same for our own components",
        "streamlit.components.v2.bidi_component.serialization",
        "is_dataframe_like(value)",
    ),
)


def found(place: str) -> Any:
    """What stands at a listed place, to be added to or wrapped. Raises LookupError for one that is not listed."""
    holder, name = _holder(place)
    return getattr(holder, name)


def replace(place: str, value: Any, holder: Any = None) -> None:
    """Put `value` at a listed place, or at the same name of `holder`, an object of that class.

    Raises LookupError for a place that is not listed, AttributeError for one that the library no longer has.
    """
    owner, name = _holder(place)
    if holder is None:
        getattr(owner, name)
    setattr(holder or owner, name, value)


def _holder(place: str) -> tuple[Any, str]:
    if all(change.place != place for change in PATCHES):
        raise LookupError(f"{place} is not in the list of what is changed in libraries")
    module, _, path = place.partition(":")
    *outer, name = path.split(".")
    holder: Any = importlib.import_module(module)
    for part in outer:
        holder = getattr(holder, part)
    return holder, name
