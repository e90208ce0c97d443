"""How much memory a session fills that sends files to Streamlit's endpoint unasked, one by one and all at once.

python -m benchmarks.uploads
"""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from rig.booth import Server, serving
from rig.visitor import line_of

FILES, MEGABYTES = 20, 48
_HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'
_BODY = _HEAD + b"x" * (MEGABYTES * 1_000_000) + b"\r\n--edge--\r\n"
_KIND = {"Content-Type": "multipart/form-data; boundary=edge"}


def main() -> None:
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with (
        serving(log, STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION="false") as server,
        connect(line_of(server.url), subprotocols=[Subprotocol("streamlit")], max_size=None) as line,
    ):
        session = opened(line)
        print(f"at rest: {memory_mb(server):.0f} MB")
        for name, at_once in (("one by one", 1), ("all at once", FILES)):
            with ThreadPoolExecutor(at_once) as senders, peak_of(server) as peak:
                files = [f"{name} {n}".replace(" ", "-") for n in range(FILES)]
                answers = Counter(senders.map(lambda file: sent(server, session, file), files))
            print(f"{FILES} files of {MEGABYTES} MB, {name}: answers {dict(answers)}, peak {max(peak):.0f} MB")


def opened(line: ClientConnection) -> str:
    """The session of a page that has been drawn."""
    line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
    session = ""
    while True:
        message = ForwardMsg.FromString(bytes(line.recv(60, decode=False)))
        if message.HasField("new_session"):
            session = message.new_session.initialize.session_id
        if message.WhichOneof("type") == "script_finished":
            return session


def sent(server: Server, session: str, file: str) -> int:
    """The status that the upload of one file is answered with."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=120)
    try:
        connection.request("PUT", f"/_stcore/upload_file/{session}/{file}", _BODY, _KIND)
        return connection.getresponse().status
    finally:
        connection.close()


def memory_mb(server: Server) -> float:
    return float(server.process.memory_info().rss) / 1e6


@contextmanager
def peak_of(server: Server) -> Iterator[list[float]]:
    """The server's memory, read fifty times a second meanwhile; MB."""
    seen, over = [memory_mb(server)], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            seen.append(memory_mb(server))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
