"""The compose file, as far as it can be checked without a daemon: what it names is there, and fits door and image."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from rig.booth import ROOT

DEPLOY = ROOT / "deploy"
TEXT = (DEPLOY / "compose.yaml").read_text()
KEYS = {"build", "image", "restart", "stop_grace_period", "environment", "volumes"}
KEYS |= {"command", "depends_on", "ports", "network_mode"}
"""Of a service, by the Compose specification: those that are in use here."""


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    whole = yaml.safe_load(TEXT)
    assert {key for key in whole if not key.startswith("x-")} == {"services", "volumes"}
    found: dict[str, Any] = whole["services"]
    return found


def booths(services: dict[str, Any]) -> dict[str, Any]:
    return {name: service for name, service in services.items() if name.startswith("booth-")}


def test_each_service_has_an_image_and_known_keys(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["image"], name
        assert set(service) <= KEYS, name


def test_each_booth_is_built_from_the_dockerfile_and_serves_below_its_number(services: dict[str, Any]) -> None:
    image = (DEPLOY / "Dockerfile").read_text()
    volumes = yaml.safe_load(TEXT)["volumes"]
    for name, booth in booths(services).items():
        assert (DEPLOY / booth["build"]["context"] / booth["build"]["dockerfile"]).is_file()
        assert booth["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"] == name.removeprefix("booth-")
        volume, place = booth["volumes"][0].split(":")
        assert volume in volumes
        assert f"VOLUME {place}\n" in image
    assert len({booth["volumes"][0] for booth in booths(services).values()}) == len(volumes)


def test_the_door_knows_all_booths_at_the_port_of_the_image(services: dict[str, Any]) -> None:
    port = re.findall(r"EXPOSE (\d+)", (DEPLOY / "Dockerfile").read_text())[0]
    door = (DEPLOY / "nginx.conf").read_text()
    named = set(re.findall(r"\b(booth-\d+):(\d+)", door))
    assert named == {(name, port) for name in booths(services)}
    assert set(services["door"]["depends_on"]) == set(booths(services))
    assert (DEPLOY / services["door"]["volumes"][0].split(":")[0]).is_file()
    assert f"listen {services['door']['ports'][0].split(':')[1]} ssl" in door


def test_what_counts_together_is_a_service(services: dict[str, Any]) -> None:
    for booth in booths(services).values():
        host = re.findall(r"redis://([\w-]+):6379", booth["environment"]["BOOTH_REDIS"])[0]
        assert host in services


def test_each_value_from_outside_says_what_it_is_for() -> None:
    named = set(re.findall(r"\$\{(\w+)", TEXT))
    assert named == set(re.findall(r"\$\{(\w+):\?[a-z]", TEXT))
