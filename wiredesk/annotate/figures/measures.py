"""Numbers that count nobody: dates, clock times, prices, distances, ages, names of units, citation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wiredesk.annotate.figures.words import forms, is_person, words
from wiredesk.knowledge import knowledge

HYPHENS = frozenset("-‐‑–")
DASHES = frozenset("–")
YEARS = range(1900, 2100)


@dataclass(frozen=True)
class Value:
    """A bare number, its tokens ``start:end``."""

    start: int
    end: int
    number: int | None
    loose: bool = False


@cache
def measures() -> frozenset[str]:
    """Nouns that make a number a measure: hours, miles, percent."""
    return frozenset(forms(knowledge("numbers")["measures"]))


def is_calendar(tokens: Sequence[str], value: Value, bounded: bool) -> bool:
    """Whether the number is a day of a month, a year, or another piece of a date."""
    months = words("numbers", "months")
    before = tokens[value.start - 1] if value.start else ""
    after = tokens[value.end] if value.end < len(tokens) else ""
    number = value.number or 0
    if number <= 31 and after in months and not bounded:
        return True
    if before in months and number <= 31 and not bounded:
        return True
    plain = value.end == value.start + 1 and tokens[value.start].isdigit()  # neither "1,950" nor "thousands"
    if number in YEARS and plain and not bounded:
        dated = before in months or before.isdigit() or before in words("numbers", "before_years")
        return dated or not is_person(after)
    return False


def is_measured(tokens: Sequence[str], value: Value, bounded: bool) -> bool:
    """Whether the number is a price, a distance, an age, a share, the name of a unit, a citation mark."""
    before = tokens[value.start - 1] if value.start else ""
    after = tokens[value.end] if value.end < len(tokens) else ""
    following = tokens[value.end + 1] if value.end + 1 < len(tokens) else ""
    if before in words("numbers", "currencies") or (before == "[" and after == "]"):
        return True
    if after in measures() or (after in HYPHENS - DASHES and following[:1].isalnum() and following != "and"):
        return True
    if after[:1] in HYPHENS and len(after) > 1 or after in ("/", ":") and following[:1].isdigit():
        return True
    earlier = tokens[value.start - 2] if value.start > 1 else ""
    if before in HYPHENS - DASHES or (before in ("/", ":") and earlier.isdigit()):
        return True
    digits = tokens[value.start][:1].isdigit()
    return not bounded and digits and before in words("numbers", "named_by") and not is_person(after)
