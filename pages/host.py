"""For the host: who is live, and what it costs this computer. In the navigation only when HOST_PASSWORD is set."""

from ui import host_panel

if host_panel.let_in():
    host_panel.show()
