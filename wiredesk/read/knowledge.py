"""The data files of reading, each loaded once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from wiredesk.knowledge import knowledge


def table(name: str) -> dict[str, Any]:
    """A YAML file of ``wiredesk/knowledge``."""
    loaded: dict[str, Any] = knowledge(name.removesuffix(".yaml"))
    return loaded


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a TSV file of ``wiredesk/knowledge``, without comments and the header."""
    lines = files("wiredesk").joinpath("knowledge", name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))[1:]


def wording(phrases: list[str]) -> re.Pattern[str]:
    """A pattern for whole lines that read like one of the phrases; ``#`` is a number, ``*`` anything."""
    shapes = (
        re.escape(phrase).replace(r"\#", r"\d[\d,.]*").replace("\\ ", r"\s+").replace(r"\*", ".*") for phrase in phrases
    )
    return re.compile(r"(?:" + "|".join(shapes) + r")[\s.:…»›→]*", re.IGNORECASE)
