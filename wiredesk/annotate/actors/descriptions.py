"""Definite descriptions: "the group", "the ministry", "both nations". None where more than one reading is open."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cache

from spacy.tokens import Doc, Span

from wiredesk.annotate.actors.phrases import Phrase
from wiredesk.annotate.actors.reading import Reading
from wiredesk.annotate.actors.roles import words
from wiredesk.annotate.actors.states import states
from wiredesk.model import Actor

Fits = Callable[[Phrase], bool]
_WINDOW = 3  # sentences back


@cache
def _descriptions() -> tuple[tuple[frozenset[str], dict[str, list[str]]], ...]:
    return tuple((frozenset(entry["words"]), entry) for entry in words()["descriptions"])


def pair_noun(span: Span) -> str | None:
    """ "states" or "groups" for "the two countries", "both groups", "the neighbours"."""
    tokens = [t.lower_ for t in span if t.is_alpha]
    if len(tokens) < 2 or tokens[0] not in ("the", "both", "two", "these"):
        return None
    last = _singular(tokens[-1])
    two = "both" in tokens or "two" in tokens
    for kind, nouns in words()["pairs"].items():
        if last in nouns and last != tokens[-1] and (two or last in ("neighbour", "neighbor", "side", "rival")):
            return str(kind)
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def pair(read: Reading, span: Span, kind: str) -> tuple[Actor, ...] | None:
    """The two states (or groups) in focus: the nearest stretch before the span that names exactly two.

    In a sentence that names more, those do not count that are only where something takes place ("a deal in Qatar").
    """
    sentence = read.sentence[span.start]
    found: dict[str, Actor] = {}
    for number in range(sentence, sentence - _WINDOW - 1, -1):
        here = {actor.id: actor for actor in _named_in(read, number, span.start, kind)}
        if len(here) > 2:
            here = {actor.id: actor for actor in _named_in(read, number, span.start, kind, _scenes(read, span.doc))}
        found = here | found
        if len(found) >= 2:
            break
    return tuple(found.values()) if len(found) == 2 else None


def _scenes(read: Reading, doc: Doc) -> set[int]:
    """The first tokens of states behind a preposition of place, and of those joined to them."""
    found: set[int] = set()
    last_end = last_start = -1
    for mark in read.marks:
        at = mark.start - (2 if doc[mark.start - 1].lower_ == "the" else 1)
        joined = last_start in found and last_end == at and doc[at].lower_ in ("and", ",")
        if at >= 0 and (doc[at].lower_ in words()["scenes"] or joined):
            found.add(mark.start)
        last_start, last_end = mark.start, mark.end
    return found


def _named_in(
    read: Reading, number: int, before: int, kind: str, left_out: Container[int] = frozenset()
) -> Iterable[Actor]:
    """The states or the armed groups that a sentence names in front of the token ``before``."""
    if kind == "states":
        for mark in read.marks:
            code, here = mark.country, mark.start < before and read.sentence[mark.start] == number
            if here and code in states() and mark.start not in left_out:
                yield states()[code].actor
    else:
        for phrase in read.phrases:
            here = phrase.end <= before and read.sentence[phrase.start] == number
            armed = phrase.actor.kind == "armed group" or phrase.actor.sector in ("REB", "MIL", "OPP", "CRM")
            if here and armed and phrase.role is None and phrase.owned:
                yield phrase.actor


def description(read: Reading, doc: Doc, start: int, text: str) -> Actor | None:
    """The actor that "the group", "the ministry", "the country" was used for; None unless one stands out."""
    for nouns, entry in _descriptions():
        if text in nouns:
            return _described(read, doc, start, entry)
    last = text.split()[-1]
    for nouns, entry in _descriptions():
        if last in nouns and len(text.split()) <= 4 and "state" not in entry["kinds"]:
            return _described(read, doc, start, entry)
    return None


def _described(read: Reading, doc: Doc, start: int, entry: dict[str, list[str]]) -> Actor | None:
    if "state" in entry["kinds"]:
        return _state_before(read, start)
    match = entry.get("match")

    def fits(phrase: Phrase) -> bool:
        actor = phrase.actor
        if actor.kind not in entry["kinds"] or (entry.get("sectors") and actor.sector not in entry["sectors"]):
            return False
        if match and str(match) not in actor.id:
            return False
        return actor.kind == "person" or (phrase.role is None and (phrase.owned or phrase.body is None))

    return nearest(read, doc, start, fits)


def _state_before(read: Reading, start: int) -> Actor | None:
    """The one state that the nearest sentence with any state points at."""
    sentence = read.sentence[start]
    for number in range(sentence, sentence - _WINDOW, -1):
        found = list(dict.fromkeys(actor.id for actor in _named_in(read, number, start, "states")))
        if found:
            return states()[found[0].upper()].actor if len(found) == 1 else _subject_state(read, number, start)
    return None


def _subject_state(read: Reading, number: int, start: int) -> Actor | None:
    shown = [p for p in read.phrases if p.end <= start and read.sentence[p.start] == number and p.shown]
    first = next(iter(shown), None)
    return first.actor if first is not None and first.actor.kind == "state" and number < read.sentence[start] else None


def nearest(read: Reading, doc: Doc, start: int, fits: Fits) -> Actor | None:
    sentence = read.sentence[start] if start < len(read.sentence) else 0
    for number in range(sentence, sentence - _WINDOW - 1, -1):
        here = [p for p in read.phrases if p.end <= start and read.sentence[p.start] == number and fits(p)]
        ids = {p.actor.id for p in here}
        if len(ids) == 1:
            return here[-1].actor
        if len(ids) > 1:
            return only_subject(doc, here)
    return None


def only_subject(doc: Doc, phrases: list[Phrase]) -> Actor | None:
    """The one that is a subject, where the parse tells and only one is."""
    if not doc.has_annotation("DEP"):
        return None
    subjects = {p.actor.id: p.actor for p in phrases if doc[p.head].dep_ in ("nsubj", "nsubj:pass")}
    return next(iter(subjects.values())) if len(subjects) == 1 else None
