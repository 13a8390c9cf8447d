"""Names that a document itself gives to an actor: "the Balochistan Liberation Army (BLA)", "also known as …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors.lexicon import Mark
from wiredesk.annotate.actors.names import is_abbreviation, long_form_start, pieces
from wiredesk.annotate.actors.roles import words

_QUOTES = frozenset("\"“”„'‘’«»")


class AliasMention(NamedTuple):
    """A name, its further names in the same sentence, and the words between the name and the first of them."""

    name: Span
    aliases: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Names:
    """Where names end and start in a document: known ones, entities, runs of capitals."""

    doc: Doc
    by_end: dict[int, int]
    by_start: dict[int, int]


def alias_mentions(doc: Doc, marks: list[Mark], lower: list[str]) -> list[AliasMention]:
    """Every pair that the words (``lower``: in lower case) give, in order; an alias is not taken as a name again."""
    names = _names(doc, marks)
    starts = _cue_starts() | {"(", "["}
    found: list[AliasMention] = []
    taken: set[int] = set()
    for mention in (mention for i, word in enumerate(lower) if word in starts and (mention := _at(names, i))):
        if mention.name.start not in taken:
            found.append(mention)
            taken |= {alias.start for alias in mention.aliases}
    return sorted(found, key=lambda mention: mention.name.start)


def _names(doc: Doc, marks: list[Mark]) -> Names:
    by_end: dict[int, int] = {}
    by_start: dict[int, int] = {}
    spans = [(m.start, m.end) for m in marks if m.actor is not None or m.shared]
    spans += [(e.start, e.end) for e in doc.ents if e.label_ in ("ORG", "NORP", "PER", "PERSON", "MISC")]
    for start, end in spans:
        if doc[start].lower_ == "the" and end > start + 1:
            start += 1
        by_end[end] = min(start, by_end.get(end, start))
        by_start[start] = max(end, by_start.get(start, end))
    return Names(doc, by_end, by_start)


def _at(names: Names, i: int) -> AliasMention | None:
    return _bracket(names, i) if names.doc[i].text in ("(", "[") else _cued(names, i)


def _bracket(names: Names, i: int) -> AliasMention | None:
    """Name (ABBREVIATION), ABBREVIATION (name), name (cue other name)."""
    doc = names.doc
    close = next((k for k in range(i + 1, min(i + 14, len(doc))) if doc[k].text in (")", "]")), None)
    if close is None or close == i + 1 or i == 0:
        return None
    first = i + 1
    while first < close and doc[first].text in _QUOTES:
        first += 1
    inside = doc[first:close]
    while len(inside) > 1 and inside[-1].text in _QUOTES:
        inside = inside[:-1]
    if inside and is_abbreviation(inside.text.strip("\"'“”")) and len(inside) <= 4:
        return _abbreviated(names, i, inside)
    if is_abbreviation(doc[i - 1].text) and inside and inside[0].text[:1].isupper():
        start = long_form_start(doc[i - 1].text, [t.text for t in inside])
        if start is not None and start == 0:
            return AliasMention(doc[i - 1 : i], (inside,), "(")
    return None


def _abbreviated(names: Names, i: int, inside: Span) -> AliasMention | None:
    doc = names.doc
    low = max(0, i - 14)
    before = [t.text for t in doc[low:i]]
    cut = max((k + 1 for k, text in enumerate(before) if text in (".", ";", ":", "(", ")", '"')), default=0)
    start = long_form_start(inside.text, before[cut:])
    if start is not None:
        start += low + cut
        if doc[start].text[:1].isupper() and i - start > 1 and not _verbs(doc, start, i):
            return AliasMention(doc[min(start, names.by_end.get(i, start)) : i], (inside,), "(")
    known = names.by_end.get(i)
    if known is not None and i - known >= 2 and known > 0 and doc[known:i].text.upper() != doc[known:i].text:
        return AliasMention(doc[known:i], (inside,), "(")
    return None


def _verbs(doc: Doc, start: int, end: int) -> bool:
    """A long form holds capitalised words and small links only."""
    links = words()["name_links"]
    return any(t.is_alpha and t.is_lower and t.lower_ not in links for t in doc[start:end])


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in words()["alias_cues"].items()}


@cache
def _cue_starts() -> frozenset[str]:
    cues = _cues()
    singles = {cue.split()[0] for cue in cues["bare"]}
    return (cues["adverbs"] | cues["participles"] | singles) - frozenset({"the", "is", "since", "simply", "usually"})


def _cued(names: Names, i: int) -> AliasMention | None:
    """A cue between two names: back over commas and relatives to the name, forward to the other one."""
    doc, cues = names.doc, _cues()
    if i > 0 and (doc[i - 1].lower_ in cues["adverbs"] or doc[i - 1].lower_ in cues["participles"]):
        return None  # the cue started before
    start = _cue_end(doc, i)
    if start is None:
        return None
    name = _name_before(names, i)
    alternative = doc[i].lower_ == "or"
    if name is None or (alternative and (name.end == i or doc[name.end].text != ",")):
        return None
    found = _names_from(names, start)
    if not found or (alternative and not _closed(doc, found[-1].end)):
        return None
    if any(pieces(other.text) == pieces(name.text) for other in found):
        return None
    return AliasMention(name, tuple(found), doc[name.end : found[0].start].text)


def _closed(doc: Doc, end: int) -> bool:
    return end >= len(doc) or doc[end].is_punct or doc[end].is_space


def _cue_end(doc: Doc, i: int) -> int | None:
    """Where the other name may start: behind "also known in Iran as", "a.k.a.", "formerly"."""
    cues = _cues()
    at = i
    while at < len(doc) and doc[at].lower_ in cues["adverbs"]:
        at += 1
    if at < len(doc) and doc[at].lower_ in cues["participles"]:
        for k in range(at + 1, min(at + 7, len(doc))):
            if doc[k].lower_ in cues["ends"]:
                return k + 1 + (k + 1 < len(doc) and doc[k + 1].lower_ == "the")
            if doc[k].is_punct and doc[k].text not in _QUOTES:
                break
        called = doc[at].lower_ in ("called", "named", "dubbed", "renamed", "nicknamed", "styled", "rebranded")
        return at + 1 if called and not _active(doc[at]) else None
    for cue in cues["bare"]:
        size = len(cue.split())
        if doc[i : i + size].text.lower() == cue:
            return i + size
    return None


def _active(verb: Token) -> bool:
    """ "Mara Osei called the minister": not the passive that gives a name."""
    if not verb.doc.has_annotation("DEP"):
        return False
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ == "nsubj" for child in verb.children)


def _name_before(names: Names, i: int) -> Span | None:
    doc, at = names.doc, i
    relatives = _cues()["relatives"]
    while at > 0 and (doc[at - 1].text in (",", "(", "–", "—") or doc[at - 1].lower_ in relatives):
        if at in names.by_end:
            break
        at -= 1
    if i - at > 5 or at == 0:
        return None
    if at in names.by_end:
        return doc[names.by_end[at] : at]
    start = _run(doc, at - 1, lambda k: k - 1, at - 8)
    start = at if start is None else start
    return doc[start:at] if at - start >= 2 else None


def _run(doc: Doc, at: int, step: Callable[[int], int], limit: int) -> int | None:
    """The far end of a run of capitalised words with links inside, walking from ``at``."""
    links = words()["name_links"]
    far = None
    while 0 <= at < len(doc) and at != limit:
        token = doc[at]
        if token.text[:1].isupper() and token.text not in ("The", "A"):
            far = at
        elif token.lower_ not in links or token.lower_ in ("and", "in", "to", "on", "with"):
            break
        at = step(at)
    return far


def _names_from(names: Names, start: int) -> list[Span]:
    """The other names: first, then those behind "or", "and", a comma with "or"."""
    doc, found, at = names.doc, list[Span](), start
    while (span := _name_at(names, at)) is not None:
        found.append(span)
        at = span.end
        while at < len(doc) and doc[at].text in _QUOTES:
            at += 1
        joined = next(_joints(doc, at), None)
        if joined is None:
            break
        at = joined
    return found


def _joints(doc: Doc, at: int) -> Iterator[int]:
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ == "or":
        yield at + 2
    if at < len(doc) and doc[at].lower_ == "or":
        yield at + 1


def _name_at(names: Names, at: int) -> Span | None:
    doc = names.doc
    while at < len(doc) and (doc[at].text in _QUOTES or doc[at].lower_ in ("the", "simply")):
        at += 1
    if at >= len(doc):
        return None
    if at in names.by_start and names.by_start[at] > at:
        return doc[at : names.by_start[at]]
    first_small = doc[at].lower_ in ("al", "an", "ash", "as", "at") and at + 1 < len(doc)
    if not (doc[at].text[:1].isupper() or first_small):
        return None
    far = _run(doc, at, lambda k: k + 1, at + 10)
    return doc[at : far + 1] if far is not None else None
