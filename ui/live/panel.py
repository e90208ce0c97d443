"""What stands around the live video: the status line, snapshots, the link, help when nothing comes."""

from __future__ import annotations

import time

import streamlit as st

from live.video.meter import Report
from live.video.stream import LiveStream
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.live import source_picker
from vision.catalogue import label_of
from vision.imageio import save_png

_PATIENCE_S = 10


def status(stream: LiveStream, connection: Connection) -> None:
    """Below the video, once a second while it runs: how it goes, and plain words when it does not."""
    st.fragment(_status, run_every=1.0 if connection.active else None)(stream, connection)


def _status(stream: LiveStream, connection: Connection) -> None:
    report = stream.report()
    if report.running and connection.active:
        st.caption(_line(report))
        _show_errors(report, hides=bool(stream.recipe.hiding))
        return
    waited = time.monotonic() - connection.since if connection.since is not None else 0.0
    if waited > _PATIENCE_S:
        st.warning(
            "The video could not get through. A firewall or a phone network may be in the way; "
            "another Wi-Fi often helps. A single photo works everywhere.",
            title="No connection after 10 seconds",
            icon=":material/wifi_off:",
        )
    _help(open_now=waited > _PATIENCE_S)


def _show_errors(report: Report, *, hides: bool) -> None:
    if hides and report.errors:
        st.info("Nothing but a blur goes out until all of it works again.", icon=":material/visibility_off:")
    for name, error in report.errors:
        title = f"{label_of(name)} could not work on this picture" if name else "The picture source has a problem"
        st.warning(plain(error), title=title, icon=":material/warning:")


def _line(report: Report) -> str:
    width, height = report.size
    parts = [
        f":material/south_west: **{report.fps_in:.0f}** in",
        f":material/north_east: **{report.fps_out:.0f}** out a second",
        f":material/aspect_ratio: {width} × {height}",
        *(f"{label_of(name)} **{ms:.1f}** ms" for name, ms in report.steps),
        f":material/skip_next: {report.skipped} skipped",
    ]
    return " &nbsp;·&nbsp; ".join(parts)


@st.fragment
def snapshot(stream: LiveStream) -> None:
    """A button that keeps this moment, and the two pictures to download."""
    if st.button("Snapshot", icon=":material/photo_camera:", width="stretch", help="The video goes on."):
        shot = stream.snapshot()
        if shot is None:
            st.info("There is no picture yet. Press START first.", icon=":material/hourglass_empty:")
            return
        st.session_state["snapshot"] = save_png(shot.filtered), save_png(shot.raw), shot.hides
    if "snapshot" in st.session_state:
        filtered, raw, hides = st.session_state["snapshot"]
        st.image(filtered, alt="The snapshot, filtered")
        _save("Filtered PNG", filtered, "vision-booth.png")
        name = "Only hidden" if hides else "Unfiltered"
        _save(f"{name} PNG", raw, f"vision-booth-{name.lower().replace(' ', '-')}.png")


def _save(label: str, png: bytes, name: str) -> None:
    st.download_button(label, png, name, "image/png", icon=":material/download:", width="stretch", on_click="ignore")


def _help(open_now: bool) -> None:
    with st.expander("**Permission denied**, or no picture after START?", icon=":material/help:", expanded=open_now):
        st.markdown(
            "- The browser asks whether this page may use the camera: choose **Allow**.\n"
            "- If you refused before, press the camera or lock symbol beside the address and allow it there.\n"
            "- Close other programs that use the camera.\n"
            "- Away from this computer, the page must be opened with **https**, or browsers hide the camera."
        )
        with st.container(horizontal=True):
            _instead("Use the test pattern", "test_pattern", ":material/animation:")
            _instead("Take one photo", "photo", ":material/photo_camera:")


def _instead(label: str, source: str, icon: str) -> None:
    key = f"instead {source}"
    if st.button(label, icon=icon, on_click=source_picker.choose, args=(source,), key=key):
        st.rerun()
