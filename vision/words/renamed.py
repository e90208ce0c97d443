"""What findings are called in their viewer's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vision.words.said import Said

OWN = "names"
"""Under which a viewer brings them along: by English labels, and by templates of `Said` ones with the places open."""

ENGLISH: Mapping[str, str] = MappingProxyType({})


def names_of(own: Mapping[str, Any]) -> Mapping[str, str]:
    """Those among what a viewer alone brings along."""
    names: Mapping[str, str] = own.get(OWN, ENGLISH)
    return names


def renamed(label: str, names: Mapping[str, str]) -> str:
    """The label as the names have it; as it is where they do not."""
    if not isinstance(label, Said):
        return names.get(label, label)
    template = label.one if label.one is not None and label.values["number"] == 1 else label.template
    if template not in names:
        return label
    values = {name: renamed(v, names) if isinstance(v, str) else v for name, v in label.values.items()}
    return names[template].format(**values)
