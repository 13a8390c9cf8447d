"""Every count of a sentence and the harm that it is a figure of: its own words, its neighbours, the parse."""

from __future__ import annotations

from spacy.tokens import Doc

from wiredesk.annotate.figures.attach import Bound, itself, to_the_left, to_the_right
from wiredesk.annotate.figures.sentence import Sentence, link, opened_as_part
from wiredesk.annotate.figures.tree import elsewhere, governed
from wiredesk.annotate.figures.victims import Counted
from wiredesk.annotate.figures.words import among

PART_NEAR = 3  # tokens from a part to a harm word of its own ("three of whom later died")


def bind(doc: Doc, sentence: Sentence) -> dict[int, Bound]:
    """Index of the count -> its binding, for the counts that are figures of harm."""
    bound: dict[int, Bound] = {}
    for i, one in enumerate(sentence.counts):
        found = to_the_left(sentence, one) or _own_or_total(sentence, bound, i) or itself(sentence, one)
        if found:
            bound[i] = found
    _spread(doc, sentence, bound)
    for i, one in enumerate(sentence.counts):
        chain = None if i in bound else governed(doc, sentence.start, one, sentence.chains)
        if chain:
            bound[i] = Bound(one, tuple(chain), "tree")
    return bound


def _own_or_total(sentence: Sentence, bound: dict[int, Bound], i: int) -> Bound | None:
    """The harm word after the count; a part ("eight of them") takes its total's, unless its own stands close."""
    one = sentence.counts[i]
    right = to_the_right(sentence, one)
    part = one.partitive or opened_as_part(sentence, one)
    if right and part and i - 1 in bound and right.chain[0].start - one.end > PART_NEAR:
        return _as(bound[i - 1], one) if link(sentence, sentence.counts[i - 1], one) == "part" else right
    return right


def _spread(doc: Doc, sentence: Sentence, bound: dict[int, Bound]) -> None:
    """Counts joined to a bound one share its harm, first rightwards, then leftwards."""
    counts = sentence.counts
    for i in range(1, len(counts)):
        if i in bound:
            continue
        if (i - 1) in bound and _inherits(sentence, i - 1, i):
            own = elsewhere(doc, sentence.start, counts[i], bound[i - 1].chain)
            if not own or adds_up(sentence, i - 1, i):
                bound[i] = _as(bound[i - 1], counts[i])
        elif bound and opened_as_part(sentence, counts[i]):
            _inherit_total(sentence, i, bound)
    for i in range(len(counts) - 2, -1, -1):
        if i not in bound and (i + 1) in bound and _may_lead(sentence, i, bound):
            bound[i] = _as(bound[i + 1], counts[i])


def _as(other: Bound, one: Counted) -> Bound:
    return Bound(one, other.chain, other.role, other.share)


def _inherits(sentence: Sentence, i: int, j: int) -> bool:
    return bool(link(sentence, sentence.counts[i], sentence.counts[j])) or adds_up(sentence, i, j)


def adds_up(sentence: Sentence, i: int, j: int) -> bool:
    """Whether the counts from ``j`` on are the parts of count ``i``: "seven people – three women and four children"."""
    total, first = sentence.counts[i], sentence.counts[j]
    marks = [word for word in sentence.tokens[total.end : first.start][-2:] if among(word, "appositions")]
    if not total.low or not marks or first.single:
        return False
    parts = run_of(sentence, j)
    return len(parts) > 1 and sum(sentence.counts[k].low or 0 for k in parts) == total.low


def run_of(sentence: Sentence, j: int) -> list[int]:
    """Count ``j`` and those joined to it."""
    run = [j]
    for k in range(j + 1, len(sentence.counts)):
        if link(sentence, sentence.counts[k - 1], sentence.counts[k]) != "conj":
            break
        run.append(k)
    return run


def _inherit_total(sentence: Sentence, i: int, bound: dict[int, Bound]) -> None:
    earlier = [j for j in bound if j < i]
    if earlier:
        bound[i] = _as(bound[max(earlier)], sentence.counts[i])


def _may_lead(sentence: Sentence, i: int, bound: dict[int, Bound]) -> bool:
    """Whether a count may take the harm of the next one: it is a subject with it, no object or oblique of its own."""
    one = sentence.counts[i]
    previous = sentence.word(one.start - 1)
    subject = bound[i + 1].role == "subject" and (previous == "to" or not among(previous, "oblique"))
    return subject and bool(link(sentence, one, sentence.counts[i + 1]))
