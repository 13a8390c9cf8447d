"""The data files that extraction stands on, each read once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def knowledge(name: str) -> Any:
    """The content of ``wiredesk/knowledge/<name>.yaml``."""
    source = resources.files("wiredesk.knowledge").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(source, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def joining() -> frozenset[str]:
    """Words that tie a sentence to the one before it."""
    return frozenset(knowledge("wording")["joining"])
