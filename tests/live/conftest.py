from tests.live.peers import loopback

__all__ = ["loopback"]
