"""Whose figure it is: of the incident reported, of the whole war, of another incident; since when, as of when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from wiredesk.annotate.figures.attach import Bound
from wiredesk.annotate.figures.sentence import Sentence
from wiredesk.annotate.figures.words import among, phrases
from wiredesk.knowledge import knowledge

OWN, OTHER, WHOLE, UNREAL = range(4)
LONGEST = 7  # tokens of a "since" that is no date
COMPARED = 8  # tokens from a superlative to its "since"
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Scope:
    """``rank`` orders the figures of a report: its own incident, another one, the whole war, what did not happen."""

    kind: Literal["incident", "cumulative"]
    rank: int
    since: str | None = None
    as_of: str | None = None


def scope(doc: Doc, sentence: Sentence, bound: Bound) -> Scope:
    """The scope of one figure, from the words of its clause."""
    start, end = _clause(sentence, bound)
    since = _since(sentence, start, _unbroken(sentence, end))
    as_of = _after_phrase(doc, sentence, start, end, ("as", "of"))
    from_ = _time_text(doc, sentence, since + 1) if since is not None else None
    if _whole(sentence, bound, start, end, since):
        return Scope("cumulative", WHOLE, from_, as_of)
    if _unreal(sentence, bound):
        return Scope("incident", UNREAL, from_, as_of)
    other = _elsewhere(sentence, bound, start, end) or _earlier(doc, sentence, start, end)
    return Scope("incident", OTHER if other else OWN, from_, as_of)


def _clause(sentence: Sentence, bound: Bound) -> tuple[int, int]:
    """From the previous harm words to the next ones; what lies between belongs to this figure."""
    first, last = bound.chain[0], bound.chain[-1]
    low, high = min(first.start, bound.counted.start), max(last.end, bound.counted.end)
    before = [harm.end for chain in sentence.chains for harm in chain if harm.end <= low]
    after = [harm.start for chain in sentence.chains for harm in chain if harm.start >= high]
    return max(before, default=0), min(after, default=len(sentence.tokens))


def _unbroken(sentence: Sentence, end: int) -> int:
    """Where the words up to the next clause end: a "since" behind "killed and millions displaced" holds for both."""
    ends = (i for i in range(end, len(sentence.tokens)) if among(sentence.tokens[i], "clause_breaks"))
    return next(ends, len(sentence.tokens))


def _since(sentence: Sentence, start: int, end: int) -> int | None:
    found = (i for i in range(start, end) if sentence.tokens[i] == knowledge("harms")["since"])
    return next((i for i in found if not _compared(sentence.tokens, i)), None)


def _compared(tokens: Sequence[str], since: int) -> bool:
    """ "the deadliest attack since 2019" counts one attack."""
    return phrases("harms", "superlatives").anywhere(tokens, max(0, since - COMPARED), since)


def _whole(sentence: Sentence, bound: Bound, start: int, end: int, since: int | None) -> bool:
    tokens = sentence.tokens
    if since is not None and not any(among(word, "recent") for word in tokens[since + 1 : since + 3]):
        return True
    cumulative = phrases("harms", "cumulative", "phrases")
    return cumulative.anywhere(tokens, start, end) or _war(tokens, bound, start, end)


def _war(tokens: Sequence[str], bound: Bound, start: int, end: int) -> bool:
    """ "the war, which has killed", "have been killed in the conflict": a war with a perfect tense."""
    data = knowledge("harms")["cumulative"]
    first = bound.chain[0].start
    perfect = any(word in data["subject_verbs"] for word in tokens[max(start, first - 4) : first])
    named = any(
        word in data["subjects"] and tokens[i + 1] not in data["compounds"]
        for i, word in enumerate(tokens[start:first], start)
    )
    after = any(word in data["wars"] for word in tokens[max(first, bound.counted.start) : end])
    return (perfect and (named or after)) or (after and (bound.counted.low or 0) >= data["many"])


def _elsewhere(sentence: Sentence, bound: Bound, start: int, end: int) -> bool:
    """Whether the clause is about another incident ("a similar attack killed 12", "killed 12 last month")."""
    behind = max(bound.chain[-1].end, bound.counted.end)
    turn = next((i for i in range(behind, end) if among(sentence.tokens[i], "turns")), end)
    return phrases("harms", "elsewhere").anywhere(sentence.tokens, start, turn)


def _unreal(sentence: Sentence, bound: Bound) -> bool:
    first = bound.chain[0].start
    return any(among(word, "hypothetical") for word in sentence.tokens[max(0, first - 4) : first])


def _earlier(doc: Doc, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the clause names a year before the report's own."""
    published = str(doc._.published or "")[:4] if doc.has_extension("published") else ""
    years = [word for word in sentence.tokens[start:end] if YEAR.fullmatch(word)]
    return bool(published) and any(year < published for year in years)


def _after_phrase(doc: Doc, sentence: Sentence, start: int, end: int, phrase: tuple[str, ...]) -> str | None:
    for i in range(start, end):
        if tuple(sentence.tokens[i : i + len(phrase)]) == phrase:
            return _time_text(doc, sentence, i + len(phrase))
    return None


def _time_text(doc: Doc, sentence: Sentence, first: int) -> str | None:
    """The time after "since": its TIMEX3 value where times are annotated, else the words."""
    start = sentence.start + first
    times = doc._.times if doc.has_extension("times") else []
    for when in times:
        if when.span is not None and start <= when.span.start <= start + 8:
            return str(when.value)
    tokens, end = sentence.tokens, first
    while end < len(tokens) and (tokens[end][:1].isdigit() or among(tokens[end], "recent", "calendar")):
        end += 1
    if end == first:
        while end < len(tokens) and end - first < LONGEST and tokens[end][:1].isalnum():
            end += 1
    return doc[start : sentence.start + end].text or None
