"""Two networks that only meet at a relay: both ends are forced through a real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rig.booth import press, seen, serving, until, video_frame
from rig.relay import relay

_PEERS = """(() => { const Peer = window.RTCPeerConnection; window.peers = [];
  window.RTCPeerConnection = class extends Peer { constructor(...given) { super(...given); window.peers.push(this); } };
})();"""
_PAIR = """async () => { for (const peer of window.peers) { const all = await peer.getStats();
  for (const s of all.values()) if (s.type === 'candidate-pair' && s.nominated)
    return [all.get(s.localCandidateId).candidateType, all.get(s.remoteCandidateId).candidateType]; } return null; }"""


@pytest.mark.skipif(shutil.which("turnserver") is None, reason="coturn is not installed here")
def test_video_comes_back_through_a_relay(page: Page, tmp_path: Path) -> None:
    page.add_init_script(_PEERS)
    with (
        relay(tmp_path) as servers,
        serving(tmp_path / "log.txt", ICE_SERVERS=servers, ICE_TRANSPORT_POLICY="relay") as server,
    ):
        page.goto(server.url)
        press(page, "START")
        until(lambda: seen(page) is not None, 40, "no picture came through the relay", page)
        assert video_frame(page).evaluate(_PAIR) == ["relay", "relay"]
        assert not server.tracebacks()
