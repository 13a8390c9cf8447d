"""Wiredesk: news reports in, one sourced account out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wiredesk.annotate import load as load

__version__ = "0.1.0"

# Loaded on first use, so that `wiredesk --help` and a script that only reads stay quick.
_HOMES = {"load": "wiredesk.annotate"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'wiredesk' has no attribute {name!r}")
