"""Lines of a page that are not the article: reader comments, teasers, sharing buttons, notices.

Only whole lines count, so that a sentence that begins like one ("Comments by the minister …") stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from wiredesk.model import Dropped
from wiredesk.read.knowledge import table, wording

Reach = Literal["rest", "block", "line"]

_LONG = 150  # words after a comments heading beyond which the block must show signs of comments
_HEADLINE_WORDS = 20
_FEWEST_WORDS = 5  # above a comments block there must be an article at all


def cut_leftovers(text: str) -> tuple[str, list[Dropped]]:
    """The text without such lines, and the lines with the reason for each block."""
    kept: list[str] = []
    dropped: list[Dropped] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        reach, reason = _kind(lines[number])
        length = _length(lines[number:], reach, kept) if reach else 0
        if length:
            dropped.append(Dropped(text="\n".join(lines[number : number + length]), reason=reason))
        else:
            kept.append(lines[number])
        number += max(length, 1)
    return "\n".join(kept), dropped


@cache
def _patterns() -> tuple[tuple[Reach, str, re.Pattern[str]], ...]:
    known = table("read_leftovers.yaml")["lines"]
    reaches: tuple[Reach, ...] = ("rest", "block", "line")
    return tuple((reach, reason, wording(phrases)) for reach in reaches for reason, phrases in known[reach].items())


def _kind(line: str) -> tuple[Reach | None, str]:
    if len(line.split()) > _HEADLINE_WORDS:
        return None, ""
    return next(((reach, reason) for reach, reason, pattern in _patterns() if pattern.fullmatch(line)), (None, ""))


def _length(lines: Sequence[str], reach: Reach, kept: Sequence[str]) -> int:
    """How many lines from here on go; 0 if there is no article above a block that takes the rest."""
    if reach == "line":
        return 1
    if reach == "rest":
        if sum(len(line.split()) for line in kept) < _FEWEST_WORDS:
            return 0
        return len(lines) if _reads_like_comments(lines[1:]) else 1
    return 1 + _headlines(lines[1:])


def _headlines(lines: Sequence[str]) -> int:
    """The number of lines, right here, that are headlines and no sentences of an article."""
    ends = (".", "!", '."', ".”")
    sentences = (n for n, line in enumerate(lines) if len(line.split()) > _HEADLINE_WORDS or line.endswith(ends))
    return next(sentences, len(lines))


@cache
def _signs() -> re.Pattern[str]:
    return wording(table("read_leftovers.yaml")["comment_signs"])


def _reads_like_comments(lines: Sequence[str]) -> bool:
    if sum(len(line.split()) for line in lines) <= _LONG:
        return True
    return 6 * sum(bool(_signs().fullmatch(line)) for line in lines) >= len(lines)
