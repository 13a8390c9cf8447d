"""A Brief and its Situation as JSON, complete enough to be read back."""

from __future__ import annotations

import json
import re

import wiredesk
from wiredesk.model import Brief, Situation

_SURROGATE = re.compile("[\ud800-\udfff]")


def data(brief: Brief, situation: Situation) -> str:
    """One JSON object: the version that wrote it, the brief, the situation. Keys keep the order of the model."""
    content = {
        "wiredesk": wiredesk.__version__,
        "brief": brief.model_dump(mode="python"),
        "situation": situation.model_dump(mode="python"),
    }
    # A lone surrogate has no UTF-8; as an escape it survives the way through a file.
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
