"""A visitor without a browser: speaks the websocket that a Streamlit page speaks, and keeps what the server says."""

from __future__ import annotations

from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

_RUN_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_COMPLAINTS = ("alert", "exception")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run of the page sent: its elements in order, and whether the script came to its end."""

    elements: tuple[Element, ...]
    finished: bool
    colour: str
    """The theme's primary colour on light pages."""

    def complaints(self) -> list[str]:
        """Warnings, and tracebacks."""
        return [e.alert.body or e.exception.message for e in self.elements if e.WhichOneof("type") in _COMPLAINTS]

    def labels(self) -> list[str]:
        """The labels of all widgets."""
        kinds = [getattr(e, e.WhichOneof("type") or "empty") for e in self.elements]
        return [widget.label for widget in kinds if hasattr(widget, "label")]


def line_of(url: str) -> str:
    """The address of the websocket that pages of the booth at `url` speak through."""
    return url.replace("http://", "ws://") + "/_stcore/stream"


def visit(url: str, query: str = "", seconds: float = 60, page: str = "") -> Seen:
    """Open `page`, or the first, of the booth at `url` with a link's `query`; read until its script has run."""
    elements: list[Element] = []
    colour = ""
    with connect(line_of(url), subprotocols=[Subprotocol("streamlit")], max_size=None) as line:
        line.send(BackMsg(rerun_script=ClientState(query_string=query, page_name=page)).SerializeToString())
        while True:
            message = ForwardMsg.FromString(bytes(line.recv(seconds, decode=False)))
            if message.HasField("new_session"):
                elements.clear()
                colour = message.new_session.custom_theme.light.primary_color
            elif message.HasField("delta") and message.delta.HasField("new_element"):
                elements.append(message.delta.new_element)
            elif message.WhichOneof("type") == "script_finished" and message.script_finished != _RUN_AGAIN:
                return Seen(tuple(elements), message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, colour)
