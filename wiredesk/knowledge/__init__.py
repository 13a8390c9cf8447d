"""What Wiredesk knows, as data files that a journalist can read and correct; each is read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml reads the files ten times as fast as the loaders in Python, which do the same where it is missing.
_TYPED = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def knowledge(name: str, *, words: bool = False) -> Any:
    """The content of ``wiredesk/knowledge/<name>.yaml``; raises FileNotFoundError.

    With ``words`` every value is a string, so that the words "on" and "no" are not read as true and false.
    """
    source = files(__name__).joinpath(*f"{name}.yaml".split("/")).read_bytes()
    return yaml.load(source, Loader=_WORDS if words else _TYPED)
