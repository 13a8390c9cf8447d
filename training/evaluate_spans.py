"""IOB2 tags to spans, without PyTorch."""

from __future__ import annotations

from collections.abc import Iterable


def spans(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """(first, last, label) of the IOB2 tags, as conlleval reads them."""
    found, start, label = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[:2] != "I-" or tag[2:] != label):
            found.add((start, i - 1, label))
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]
    return found
