"""Attributions by layout: headlines with a colon ("Ministry: three dead"), quotations signed with a dash."""

from __future__ import annotations

from spacy.tokens import Doc

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.draft import Draft
from wiredesk.annotate.speech.quotes import MARKS, Quote, paragraphs
from wiredesk.annotate.speech.tree import Range

DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST_NAME = 8  # tokens
LONGEST_HEADLINE = 40


def by_layout(doc: Doc, quotes: list[Quote]) -> list[Draft]:
    """The attributions that have a colon or a dash for a cue."""
    found = []
    for n, (start, end) in enumerate(paragraphs(doc)):
        draft = _colon(doc, start, end, n == 0, quotes) or _signed(doc, start, end, quotes)
        if draft is not None:
            found.append(draft)
    return found


def _colon(doc: Doc, start: int, end: int, first: bool, quotes: list[Quote]) -> Draft | None:
    colon = next((i for i in range(start, end) if doc[i].text == ":"), None)
    if colon is None:
        return None
    if turn := _turn(doc, start, colon, end):
        return turn
    if any(q.start < colon < q.end for q in quotes):
        return None
    before, after = tree.trim(doc, start, colon), tree.trim(doc, colon + 1, end)
    if before is None or after is None:
        return None
    quoted = any(q.start == after[0] for q in quotes)
    headline = first and end - start <= LONGEST_HEADLINE
    if (headline or quoted) and _is_name(doc, before) and after[1] - after[0] > 2:
        return Draft(colon, (colon, colon + 1), before, [_to_sentence_end(doc, after, quoted)], "say")
    if headline and _is_name(doc, after) and before[1] - before[0] > 2:
        return Draft(colon, (colon, colon + 1), after, [before], "say")
    return None


def _turn(doc: Doc, start: int, colon: int, end: int) -> Draft | None:
    """A turn of a transcript: WALLACE: ..."""
    name, said = tree.trim(doc, start, colon), tree.trim(doc, colon + 1, end)
    if name is None or said is None:
        return None
    if doc[name[0]].text in MARKS:
        name = (name[0] + 1, name[1])
    words = [t.text for t in doc[name[0] : name[1]] if t.is_alpha]
    if doc[name[0]].text[0].isdigit():
        return None  # "16:50 GMT" is when, not who
    if not words or len(words) > 3 or not all(word.isupper() and len(word) > 2 for word in words):
        return None
    return Draft(colon, (colon, colon + 1), name, [said], "say")


def _to_sentence_end(doc: Doc, span: Range, quoted: bool) -> Range:
    return span if quoted or not doc.has_annotation("SENT_START") else (span[0], max(doc[span[0]].sent.end, span[1]))


def _is_name(doc: Doc, span: Range) -> bool:
    """Whether words name a speaker: short, without a verb, with a name or a word for speakers in it."""
    words = doc[span[0] : span[1]]
    if len(words) > LONGEST_NAME or any(t.pos_ in tree.VERBAL for t in words):
        return False
    if any(t.text in {".", ";", "?", "!"} and t.i + 1 < span[1] and len(t.text) > 1 for t in words):
        return False
    last = words[-1]
    known = any(t.lower_ in cues().speakers for t in words)
    return known or (last.pos_ == "PROPN" and words[0].text[0].isupper() and last.ent_type_ not in {"DATE", "EVENT"})


def _signed(doc: Doc, start: int, end: int, quotes: list[Quote]) -> Draft | None:
    for quote in quotes:
        if not (start <= quote.start and quote.end < end and doc[quote.end].text in DASHES):
            continue
        name = tree.trim(doc, quote.end + 1, end)
        if name is not None and _is_name(doc, name):
            return Draft(quote.end, (quote.end, quote.end + 1), name, [(quote.start, quote.end)], "say")
    return None
