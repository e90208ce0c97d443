"""What tests and benchmarks both drive the booth with: a server, a browser, a relay, a video of known faces."""
