"""For the host: the way in, who is live, and what it costs. In the navigation only when HOST_PASSWORD is set."""

from ui.host import log_view, streams, way_in

if streams.let_in():
    way_in.show()
    streams.show()
    log_view.show()
