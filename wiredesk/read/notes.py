"""The notes at the end of a text: "1. Source …", "[2] …", "³ …", "* …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from wiredesk.read.knowledge import table, wording

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_MOST_NOTES = 60
_NOTE_WORDS = 60
_NOTE = re.compile(
    r"(?:[\[(](?P<boxed>\d{1,3}|[a-z*†‡])[\])]|(?P<plain>\d{1,3})(?:[.):]|(?=\s))|(?P<raised>[⁰¹²³⁴-⁹]{1,3}|[*†‡]+))[.:]?\s*(?P<text>\S.*)"
)


@dataclass(frozen=True)
class Notes:
    """``first`` is the number of the first line of the notes; ``by_label`` leads from the mark to its note."""

    first: int
    by_label: dict[str, str] = field(default_factory=dict)
    headed: bool = False


def find_notes(lines: list[str]) -> Notes:
    """The block of note lines that ends the text. A list in an article looks the same; see :func:`are_notes`.

    Under a heading such as "Notes" the lines may have lost their numbers (HTML does not write out
    those of a list); they are then counted.
    """
    first, by_label = len(lines), dict[str, str]()
    while first > 1 and (match := _NOTE.fullmatch(lines[first - 1])):
        by_label[_label(match)] = match["text"]
        first -= 1
    if not by_label:
        first = _under_heading(lines)
        counted = {str(number): line for number, line in enumerate(lines[first:], 1)}
        return Notes(first - 1, counted, True) if counted else Notes(len(lines))
    headed = first > 1 and bool(_heading().fullmatch(lines[first - 1]))
    return Notes(first - headed, by_label, headed)


def are_notes(notes: Notes, marks: Iterable[str]) -> bool:
    """Whether the block is notes: marks in the text lead to it, without such a heading to half of its lines."""
    labels = set(marks)
    found = sum(label in labels for label in notes.by_label)
    return found > 0 and (notes.headed or 2 * found >= len(notes.by_label))


def _under_heading(lines: list[str]) -> int:
    """The first line under a heading of notes near the end; the number of lines if there is none."""
    for number in range(len(lines) - 1, max(1, len(lines) - _MOST_NOTES), -1):
        if len(lines[number].split()) > _NOTE_WORDS:
            break
        if _heading().fullmatch(lines[number - 1]):
            return number
    return len(lines)


@cache
def _heading() -> re.Pattern[str]:
    return wording(table("read_marks.yaml")["notes_headings"])


def _label(match: re.Match[str]) -> str:
    return (match["boxed"] or match["plain"] or match["raised"]).translate(SUPERSCRIPT)
