"""Wiredesk: news reports in, one sourced account out.

Start with :func:`read`, :func:`extract`, :func:`reconcile` and :func:`brief`; :func:`load` gives the spaCy
pipeline underneath. The nouns (:class:`Report`, :class:`Claim`, :class:`Event`, ...) are in ``wiredesk.model``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wiredesk.annotate import load as load
    from wiredesk.annotate.events.code import code_event as code_event
    from wiredesk.annotate.places import place_of as place_of
    from wiredesk.brief import brief as brief
    from wiredesk.errors import NothingRead as NothingRead
    from wiredesk.errors import WiredeskError as WiredeskError
    from wiredesk.extract import extract as extract
    from wiredesk.model import (
        Actor as Actor,
    )
    from wiredesk.model import (
        Brief as Brief,
    )
    from wiredesk.model import (
        Claim as Claim,
    )
    from wiredesk.model import (
        Event as Event,
    )
    from wiredesk.model import (
        EventMention as EventMention,
    )
    from wiredesk.model import (
        Figure as Figure,
    )
    from wiredesk.model import (
        Finding as Finding,
    )
    from wiredesk.model import (
        Link as Link,
    )
    from wiredesk.model import (
        Place as Place,
    )
    from wiredesk.model import (
        Relation as Relation,
    )
    from wiredesk.model import (
        Report as Report,
    )
    from wiredesk.model import (
        Situation as Situation,
    )
    from wiredesk.model import (
        Span as Span,
    )
    from wiredesk.model import (
        Speaker as Speaker,
    )
    from wiredesk.model import (
        Statement as Statement,
    )
    from wiredesk.model import (
        When as When,
    )
    from wiredesk.read import read as read
    from wiredesk.reconcile import reconcile as reconcile

__version__ = "0.1.0"

# Loaded on first use: `wiredesk --help` stays quick, and a script that only reads loads no model.
_HOMES = {
    "load": "wiredesk.annotate",
    "code_event": "wiredesk.annotate.events.code",
    "place_of": "wiredesk.annotate.places",
    "read": "wiredesk.read",
    "extract": "wiredesk.extract",
    "reconcile": "wiredesk.reconcile",
    "brief": "wiredesk.brief",
    "WiredeskError": "wiredesk.errors",
    "NothingRead": "wiredesk.errors",
} | dict.fromkeys(
    ("Actor", "Brief", "Claim", "Event", "EventMention", "Figure", "Finding", "Link", "Place", "Relation", "Report")
    + ("Situation", "Span", "Speaker", "Statement", "When"),
    "wiredesk.model",
)

__all__ = sorted(_HOMES)


class _Face(ModuleType):
    """The package as a module on which ``read`` stays the function when ``wiredesk.read`` is imported as a package."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'wiredesk' has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return [*__all__, "__version__"]


sys.modules[__name__].__class__ = _Face
