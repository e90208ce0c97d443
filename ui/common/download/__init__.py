"""What a visitor may fetch: the files of learned models."""
