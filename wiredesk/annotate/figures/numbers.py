"""Quantities in a text: number words and digits with their bounds ("at least seven", "dozens of").

Works on tokens alone, so that it runs on a blank tokenizer as well as on a parsed Doc.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wiredesk.annotate.figures.measures import HYPHENS, Value, is_calendar, is_measured
from wiredesk.annotate.figures.words import Phrases, phrases, words
from wiredesk.knowledge import knowledge

DIGITS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,8}(?:\.\d+)?|0(?:\.\d+)?")
RANGE = re.compile(r"(\d{1,7})[-–—](\d{1,7})")
GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)")


@dataclass(frozen=True)
class Quantity:
    """A number phrase: tokens ``start:end``, the bound included. ``word`` is "a" for an article read as one."""

    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool
    word: str = ""


@cache
def _wordlike() -> Phrases[tuple[int | None, bool]]:
    data = knowledge("numbers")
    named: dict[str, tuple[int | None, bool]] = {
        word: (n, False) for word, n in {**data["units"], **data["tens"]}.items()
    }
    named |= {phrase: (n, phrase in data["loose"]) for phrase, n in data["fixed"].items()}
    named |= {phrase: (n, True) for phrase, n in data["vague"].items()}
    named |= dict.fromkeys(data["unnumbered"], (None, True))
    named |= dict.fromkeys(data["none"], (0, False))
    return Phrases.of(named)


@cache
def _bounds() -> Phrases[str]:
    data = knowledge("numbers")
    return Phrases.of({phrase: kind for kind in ("exact", "near", "most", "least") for phrase in data[kind]})


@cache
def _openers() -> frozenset[str]:
    """Words that can begin a quantity; most tokens cannot."""
    return frozenset({*_wordlike().entries, *_bounds().entries, *words("numbers", "between")})


def _digits(token: str) -> float | None:
    return float(token.replace(",", "")) if DIGITS.fullmatch(token) else None


def _single(tokens: Sequence[str], i: int) -> float | None:
    """One token as a number that may be part of a longer one."""
    data = knowledge("numbers")
    plain: int | None = data["units"].get(tokens[i], data["tens"].get(tokens[i]))
    return plain if plain is not None else _digits(tokens[i])


def number_at(tokens: Sequence[str], start: int) -> Value | None:
    """The number that begins at ``start``: "1,200", "1.2 million", "two hundred and fifty", "half a dozen"."""
    glued = GLUED.fullmatch(tokens[start])
    scales: dict[str, int] = knowledge("numbers")["scales"]
    if glued:
        return Value(start, start + 1, round(float(glued[1]) * scales[glued[2]]))
    fixed = _wordlike().at(tokens, start)
    first = _single(tokens, start)
    if first is None or (fixed and fixed[0] > start + 1):
        return Value(start, fixed[0], *fixed[1]) if fixed else None
    return _composed(tokens, start, first, scales)


def _composed(tokens: Sequence[str], start: int, first: float, scales: dict[str, int]) -> Value | None:
    total, group, i = 0.0, first, start + 1
    while i < len(tokens):
        if tokens[i] in scales and (len(tokens[i]) > 2):
            group *= scales[tokens[i]]
            if scales[tokens[i]] >= 1000:
                total, group = total + group, 0
            i += 1
            continue
        skip = i + 1 if tokens[i] in HYPHENS or tokens[i] == "and" else i
        following = _single(tokens, skip) if skip < len(tokens) else None
        if following is None or not _continues(tokens[i - 1], tokens[skip], tokens[i] == "and"):
            break
        group, i = group + following, skip + 1
    number = total + group
    return Value(start, i, int(number)) if number == int(number) else None


def _continues(before: str, word: str, linked: bool) -> bool:
    data = knowledge("numbers")
    if before in data["tens"]:
        return not linked and word in data["units"]
    return (
        before in data["scales"]
        and before not in ("dozen", "score")
        and (word in data["units"] or word in data["tens"])
    )


def _range_at(tokens: Sequence[str], start: int) -> tuple[Value, Value] | None:
    """Two ends of a range: "10 to 15", "10-15", "between ten and fifteen", "two or three"."""
    joined = RANGE.fullmatch(tokens[start])
    if joined:
        low, high = int(joined[1]), int(joined[2])
        return (Value(start, start + 1, low), Value(start, start + 1, high)) if low < high else None
    between = tokens[start] in words("numbers", "between")
    first = number_at(tokens, start + between) if start + between < len(tokens) else None
    if not first or first.end + 1 >= len(tokens) or first.number is None:
        return None
    link = tokens[first.end]
    if link not in words("numbers", "range_links") and not (tokens[start] == "between" and link == "and"):
        return None
    begin = _past_bound(tokens, first.end + 1) if between else first.end + 1
    second = number_at(tokens, begin)
    if not second or second.number is None or second.number <= first.number or _rising(tokens, start, first.end):
        return None
    return first, replace(second, loose=second.loose or begin > first.end + 1)


def _past_bound(tokens: Sequence[str], i: int) -> int:
    """Behind the bound of the upper end: "from 500 to well over 1,000"."""
    return bound[0] if (bound := _bounds().at(tokens, i)) and bound[0] < len(tokens) else i


def _rising(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the number is what a toll rises from ("from 12 to 15"), no longer true."""
    from_ = start if tokens[start] == "from" else start - 1
    if from_ < 0 or tokens[from_] != "from" or end >= len(tokens) or tokens[end] != "to":
        return False
    return any(word in words("numbers", "rising") for word in tokens[max(0, from_ - 5) : from_])


def _bound_before(tokens: Sequence[str], start: int) -> tuple[int, str]:
    """The start of the bounds that stand right before ``start``, and the strongest of them."""
    kind, begin = "exact", start
    while begin > 0:
        found = next(
            (i for i in range(max(0, begin - 4), begin) if (hit := _bounds().at(tokens, i)) and hit[0] == begin), None
        )
        if found is None:
            break
        hit = _bounds().at(tokens, found)
        assert hit
        kind = hit[1] if kind == "exact" else kind
        begin = found
    return begin, kind


def _bound_after(tokens: Sequence[str], end: int, kind: str) -> tuple[int, str]:
    for name, meaning in (("after_least", "least"), ("after_near", "near")):
        found = phrases("numbers", name).at(tokens, end) if end < len(tokens) else None
        if found:
            return found[0], meaning
    return end, kind


def _bounded(start: int, end: int, value: Value, kind: str, word: str) -> Quantity:
    if kind == "most" and value.number is not None:
        return Quantity(start, end, None, value.number, True, word)
    return Quantity(start, end, value.number, None, value.loose or kind != "exact", word)


def quantities(tokens: Sequence[str]) -> list[Quantity]:
    """The quantities among the (lower-case) tokens, in order, without overlap."""
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        if not tokens[i][:1].isdigit() and tokens[i] not in _openers():
            i += 1
            continue
        quantity = _quantity_at(tokens, i)
        if quantity and found and quantity.start < found[-1].end:
            quantity = _later(quantity, found[-1].end)
        if quantity and (not found or quantity.start >= found[-1].end):
            found.append(quantity)
        i = max(i + 1, quantity.end if quantity else _end_of_number(tokens, i))
    return found


def _later(quantity: Quantity, start: int) -> Quantity:
    return Quantity(start, quantity.end, quantity.low, quantity.high, quantity.approximate, quantity.word)


def _end_of_number(tokens: Sequence[str], i: int) -> int:
    bound = _bounds().at(tokens, i)
    if bound and _opens_bound(tokens, i):
        return bound[0]
    value = number_at(tokens, i)
    return value.end if value else i + 1


def _opens_bound(tokens: Sequence[str], i: int) -> bool:
    """Whether the words at ``i`` bound a number that follows ("some 200", "no fewer than nine")."""
    bound = _bounds().at(tokens, i)
    return bool(bound and bound[0] < len(tokens) and number_at(tokens, bound[0]))


def _quantity_at(tokens: Sequence[str], i: int) -> Quantity | None:
    span = _range_at(tokens, i)
    begin, kind = _bound_before(tokens, i)
    if span:
        low, high = span
        if is_measured(tokens, Value(i, high.end, high.number), False):
            return None
        end, kind = _bound_after(tokens, high.end, kind)
        return Quantity(begin, end, low.number, high.number, kind != "exact" or high.loose)
    value = number_at(tokens, i)
    if value is None:
        return None
    if _rising(tokens, i, value.end) or _opens_bound(tokens, i):
        return None
    end, kind = _bound_after(tokens, value.end, kind)
    bounded = kind != "exact"
    if is_calendar(tokens, value, bounded) or is_measured(tokens, value, bounded):
        return None
    return _bounded(begin, end, value, kind, tokens[i])
