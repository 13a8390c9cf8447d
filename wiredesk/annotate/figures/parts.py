"""Totals and their parts: "at least seven people – three women and four children"."""

from __future__ import annotations

from wiredesk.annotate.figures.attach import Bound
from wiredesk.annotate.figures.binding import adds_up, run_of
from wiredesk.annotate.figures.sentence import Sentence, link, opened_as_part


def parts(sentence: Sentence, bound: dict[int, Bound]) -> dict[int, int | None]:
    """Index of a part -> index of its total, or None where the total stands in an earlier sentence."""
    totals: dict[int, int | None] = {}
    for j in sorted(bound):
        if j in totals:
            continue
        total = _total_of(sentence, bound, totals, j)
        if total is not None:
            _divide(sentence, bound, totals, j, total)
        elif bound[j].share or sentence.counts[j].partitive or opened_as_part(sentence, sentence.counts[j]):
            totals[j] = None
    _among(sentence, bound, totals)
    return totals


def _total_of(sentence: Sentence, bound: dict[int, Bound], totals: dict[int, int | None], j: int) -> int | None:
    earlier = [i for i in bound if i < j and i not in totals and bound[i].chain == bound[j].chain]
    for i in reversed(earlier):
        if adds_up(sentence, i, j):
            return i
    if not earlier or not (opened_as_part(sentence, sentence.counts[j]) or sentence.counts[j].partitive):
        return None
    fitting = [i for i in earlier if _fits(sentence, i, j)]
    return fitting[-1] if fitting else None


def _fits(sentence: Sentence, i: int, j: int) -> bool:
    total, part = sentence.counts[i], sentence.counts[j]
    return total.low is None or part.low is None or part.low <= total.low


def _divide(sentence: Sentence, bound: dict[int, Bound], totals: dict[int, int | None], j: int, total: int) -> None:
    """Count ``j`` and those joined to it are parts of ``total``, as long as they do not exceed it."""
    left = sentence.counts[total].low
    for k in run_of(sentence, j):
        amount = sentence.counts[k].low or 0
        if k not in bound or (left is not None and amount > left):
            break
        totals[k] = total
        left = None if left is None else left - amount


def _among(sentence: Sentence, bound: dict[int, Bound], totals: dict[int, int | None]) -> None:
    """ "five children among 20 dead", "six people including a child were among 20 dead": the part comes first."""
    for i in bound:
        if i + 1 in bound and link(sentence, sentence.counts[i], sentence.counts[i + 1]) == "among":
            inner = totals.get(i)
            totals[i if inner is None else inner] = i + 1
