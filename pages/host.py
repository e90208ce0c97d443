"""For the host: who is live, and what it costs this computer. In the navigation only when HOST_PASSWORD is set."""

from ui.host import log_view, streams

if streams.let_in():
    streams.show()
    log_view.show()
