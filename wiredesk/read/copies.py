"""Wire copies: reports that print another report, with another headline, a cut tail or a dateline.

Candidates come from MinHash locality-sensitive hashing over word shingles (Broder 1997; Leskovec,
Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3), once over the whole text and once
over its beginning, which a cut copy keeps. Each candidate is then verified on the shingles
themselves: nearly all of the shorter text stands in the longer one, and no number has been changed.
A report told anew in its own words shares few shingles and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from wiredesk.model import Report
from wiredesk.read.knowledge import table

_WIDTH = 4  # words in a shingle
_CONTAINED = 0.75  # share of the shorter text's shingles that stand in the longer one
_LEAST = 20  # shingles: shorter texts are copies only if they are the same
_START = 60  # words of the beginning
_FEW = 80  # up to so many reports every pair is compared, and datasketch is not loaded
_PERMUTATIONS = 64
_THRESHOLD = 0.35  # Jaccard similarity at which a pair becomes a candidate


@dataclass(frozen=True)
class _Text:
    """A report as words; ``shingles`` are hashes of runs of words."""

    number: int
    words: tuple[str, ...]
    shingles: frozenset[int]
    start: frozenset[int]


def mark_copies(reports: Iterable[Report]) -> list[Report]:
    """The reports in their order, with ``repeats`` set to the id of the earliest one that says the same.

    The earliest is the one published first; of those without a date or with the same, the first in
    order. A report with the text of an earlier one has its id as well, and repeats itself: ``repeats``
    is then equal to ``id``. What was marked before is marked anew.
    """
    given = list(reports)
    texts = [_text(number, report.text) for number, report in enumerate(given)]
    order = sorted(range(len(given)), key=lambda number: (_when(given[number]), number))
    rank = {number: place for place, number in enumerate(order)}
    near = _candidates(texts)
    root: dict[int, int] = {}
    first: dict[str, int] = {}
    for number in order:
        same = first.setdefault(given[number].id, number)
        if same != number:
            root[number] = root.get(same, same)
            continue
        earlier = sorted((other for other in near[number] if rank[other] < rank[number]), key=rank.__getitem__)
        copied = next((other for other in earlier if _is_copy(texts[number], texts[other])), None)
        if copied is not None:
            root[number] = root.get(copied, copied)
    return [
        report.model_copy(update={"repeats": given[root[number]].id if number in root else None})
        for number, report in enumerate(given)
    ]


def _when(report: Report) -> str:
    """Sorts by date; a month without a day comes after its days, no date after all."""
    return f"{report.published or ''}~"


def _text(number: int, text: str) -> _Text:
    words = tuple(re.findall(r"\w+(?:[.,:]\d+)*", text.casefold()))
    return _Text(number, words, _shingles(words), _shingles(words[:_START]))


def _shingles(words: Sequence[str]) -> frozenset[int]:
    from zlib import crc32  # Python's own hash of strings differs from run to run

    return frozenset(crc32(" ".join(words[at : at + _WIDTH]).encode()) for at in range(len(words) - _WIDTH + 1))


def _candidates(texts: Sequence[_Text]) -> list[set[int]]:
    """For each text the numbers of those that may say the same."""
    if len(texts) <= _FEW:
        return [{other.number for other in texts if other.number != text.number} for text in texts]
    near: list[set[int]] = [set() for _ in texts]
    for sets in ([text.shingles for text in texts], [text.start for text in texts]):
        for number, others in _hashed(sets):
            near[number] |= others
    return near


def _hashed(sets: Sequence[frozenset[int]]) -> Iterator[tuple[int, set[int]]]:
    import numpy
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    hashes = {}
    for number, members in enumerate(sets):
        if len(members) >= _LEAST:
            hashes[number] = empty.copy()
            hashes[number].update_batch(numpy.fromiter(members, dtype=numpy.uint64).tolist())
            index.insert(number, hashes[number], check_duplication=False)
    for number, signature in hashes.items():
        yield number, set(index.query(signature)) - {number}


def _is_copy(one: _Text, other: _Text) -> bool:
    short, long = sorted((one, other), key=lambda text: len(text.shingles))
    if len(short.shingles) < _LEAST:
        return short.words == long.words and bool(short.words)
    if len(short.shingles & long.shingles) < _CONTAINED * len(short.shingles):
        return False
    return not _changes_numbers(short.words, long.words)


@cache
def _number_words() -> frozenset[str]:
    return frozenset(table("read_copies.yaml")["numbers"])


def _changes_numbers(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether, where the texts differ, both have numbers and not the same ones."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "replace":
            here, there = _numbers(one[start:end]), _numbers(other[other_start:other_end])
            if here and there and not (here <= there or there <= here):
                return True
    return False


def _numbers(words: Sequence[str]) -> set[str]:
    return {word for word in words if word[0].isdigit() or word in _number_words()}
