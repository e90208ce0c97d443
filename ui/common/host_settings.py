"""What a host may set, by environment variable or in the secrets file."""

from __future__ import annotations

import json
import os
from typing import Any

import streamlit as st

from vision.words.said import said

_EXAMPLE = '[{"urls": "turn:host:3478", "username": "u", "credential": "c"}]'
_RELAY_KEYS = ("CLOUDFLARE_TURN_KEY_ID", "TWILIO_ACCOUNT_SID", "HF_TOKEN")


def setting(name: str) -> Any:
    """The value of `name` from the environment or else the secrets, None when it is in neither."""
    if name in os.environ:
        return os.environ[name]
    try:
        return st.secrets.get(name)
    except FileNotFoundError:
        return None


def ice_servers() -> list[dict[str, Any]] | None:
    """Servers that help two networks to meet. [] asks nobody, which is right on one network; None lets
    streamlit-webrtc use the relay whose credentials it finds. Raises ValueError for a broken setting."""
    given = setting("ICE_SERVERS")
    if given is None:
        return None if any(setting(key) for key in _RELAY_KEYS) else []
    try:
        servers = json.loads(given) if isinstance(given, str) else [dict(s) for s in given]
    except (ValueError, TypeError):
        servers = None
    if not isinstance(servers, list) or not all(isinstance(s, dict) and "urls" in s for s in servers):
        raise ValueError(said("ICE_SERVERS must be a list like {example}.", example=_EXAMPLE))
    return servers


def relay_only() -> bool:
    """Whether both ends must go through the relay (ICE_TRANSPORT_POLICY is "relay"): to test one, or to hide addresses.

    Raises ValueError for a broken setting.
    """
    given = setting("ICE_TRANSPORT_POLICY") or "all"
    if given not in ("all", "relay"):
        raise ValueError(said('ICE_TRANSPORT_POLICY must be "all" or "relay", not {given}.', given=repr(given)))
    return bool(given == "relay")


def number(name: str, default: float | None, least: float) -> float | None:
    """A setting that is a number of at least `least`; raises ValueError saying what it must be."""
    given = setting(name)
    if given is None:
        return default
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = float("nan")
    if not value >= least:
        values = {"name": name, "least": least, "given": repr(given)}
        raise ValueError(said("{name} must be a number of at least {least:g}, not {given}.", **values))
    return value
