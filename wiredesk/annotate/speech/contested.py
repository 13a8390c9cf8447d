"""Contested wording: words that a report holds at arm's length.

Scare quotes of one to four words, and adjectives such as "alleged" and "so-called" with what they stand before.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import hedges
from wiredesk.annotate.speech.quotes import find_quotes
from wiredesk.annotate.speech.tree import Range

LONGEST_SCARE_QUOTE = 4  # words


def contested(doc: Doc) -> list[Span]:
    """The contested wordings of a Doc in order: the marks, or the adjective, are part of the span."""
    ranges = _scare_quotes(doc) + _by_adjective(doc)
    kept: list[Range] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [doc[start:end] for start, end in kept]


def _scare_quotes(doc: Doc) -> list[Range]:
    found = []
    for quote in find_quotes(doc):
        words = [t for t in doc[quote.start + 1 : quote.end - 1] if not (t.is_punct or t.is_space)]
        if not quote.closed or not 1 <= len(words) <= LONGEST_SCARE_QUOTE:
            continue
        if not _utterance(doc, quote.start, quote.end) and not _title(doc, quote.start):
            found.append((quote.start, quote.end))
    return found


def _utterance(doc: Doc, start: int, end: int) -> bool:
    """Whether a short quotation is a whole turn ("Never," he said), and so nobody's wording is at issue."""
    last = doc[end - 2].text
    before = doc[start - 1].text if start else "."
    opened = before in {":", ","} or start == 0 or before[-1] in ".!?\n"
    return last in {"!", "?"} or (opened and doc[start + 1].text[:1].isupper() and last in {",", ".", "…"})


def _title(doc: Doc, start: int) -> bool:
    if start == 0:
        return False
    before = doc[start - 1]
    if before.text == "," and start > 1:
        before = doc[start - 2]
    return before.lower_ in hedges().titled


def _by_adjective(doc: Doc) -> list[Range]:
    found = []
    lower = [token.lower_ for token in doc]
    firsts = {phrase[0] for phrase in hedges().contested} | {"-".join(p) for p in hedges().contested}
    for i, word in enumerate(lower):
        if word not in firsts and "-" not in word:
            continue
        for phrase in hedges().contested:
            end = i + len(phrase)
            joined = "".join(phrase)
            if word == joined and len(phrase) > 1:
                end = i + 1
            elif tuple(lower[i:end]) != phrase:
                continue
            if (noun := _noun_end(doc, i, end)) is not None:
                found.append((i, noun))
            break
    return found


def _noun_end(doc: Doc, start: int, end: int) -> int | None:
    """Where the noun phrase behind an adjective ends; None where the word is no adjective of a noun."""
    if end >= len(doc) or doc[end].is_space:
        return None
    head = doc[end - 1].head
    if doc.has_annotation("DEP"):
        while head.dep_ in {"compound", "amod", "flat"} and head.head.i > head.i:
            head = head.head
        if doc[start].pos_ in {"VERB", "AUX"} and doc[start].dep_ not in {"amod", "compound"}:
            return None
        if head.i >= end and head.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"}:
            return _with_names(doc, head.i + 1)
        return None
    function = {"the", "a", "an", "of", "to", "that", "by"}
    return end + 1 if doc[end].is_alpha and doc[end].lower_ not in function else None


def _with_names(doc: Doc, end: int) -> int:
    while end < len(doc) and doc[end].dep_ in {"flat", "compound"} and doc[end].head.i < end:
        end += 1
    trimmed = tree.trim(doc, end - 1, end)
    return trimmed[1] if trimmed else end
