"""Thin scripts: gather input, call, show."""
