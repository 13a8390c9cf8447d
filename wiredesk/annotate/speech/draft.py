"""An attribution in the making, and what the finders of cues share."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import Entry, Groups, cues
from wiredesk.annotate.speech.frames import Filled, fill
from wiredesk.annotate.speech.tree import Range


@dataclass(slots=True)
class Draft:
    """An attribution in the making. ``head`` is the number of the token that the cue hangs on."""

    head: int
    cue: Range
    source: Range | None
    pieces: list[Range]
    verdict: str
    negative: bool = False
    medium: Range | None = None
    speaker: Range | None = None  # what a relative pronoun in ``source`` stands for
    inner: list[Range] = field(default_factory=list)  # those whom the source cites
    quotable: bool = False  # the cue can govern a quotation

    @property
    def core(self) -> Range:
        """Source and cue and what lies between."""
        parts = [self.cue] + ([self.source] if self.source else [])
        return min(part[0] for part in parts), max(part[1] for part in parts)


def entries_of(word: Token, groups: Groups) -> tuple[Entry, ...]:
    """The entries of a word, with its particle if it has one that the knowledge lists."""
    lemma = word.lemma_.lower() or word.lower_
    for child in word.children:
        if child.i > word.i and child.dep_ in {"compound:prt", "advmod", "obj", "obl"} and child.i - word.i < 4:
            found = groups.get(f"{lemma} {child.lower_}")
            if found:
                return found
    return groups.get(lemma, ())


def match(word: Token, entries: tuple[Entry, ...], is_passive: bool) -> tuple[str, Filled] | None:
    for entry in entries:
        for frame in entry.frames:
            filled = fill(frame, word, is_passive)
            if filled is not None:
                return entry.verdict, filled
    return None


def source_of(who: Token | None, verb: Token, top: Token) -> Range | None:
    """The words of the source: its noun phrase, less the clause that holds the cue and a leading "by"."""
    if who is None:
        return None
    start, end = tree.reach(who)
    mark = tree.marker(who)
    if mark is not None and mark.left_edge.i == start and mark.i < who.i:
        start = mark.right_edge.i + 1
    if start <= verb.i < end:
        inside = min(top.left_edge.i, verb.left_edge.i)
        end = inside if inside > who.i else min(top.i, verb.i)
    return tree.trim(who.doc, start, end) if start < end else None


def antecedent(who: Token | None) -> Range | None:
    if who is None or who.lower_ not in tree.RELATIVES or not who.head.dep_.startswith("acl"):
        return None
    noun, clause = who.head.head, who.head
    start, end = noun.left_edge.i, max(noun.i + 1, clause.left_edge.i)
    last = end - 1
    while last > noun.i and not who.doc[last].is_alpha:
        last -= 1
    if noun.pos_ == "NOUN" and noun.lower_ not in cues().speakers and who.doc[last].pos_ == "PROPN":
        start = last  # "anger in Lusaka, which called ...": the name beside the pronoun speaks
        while start - 1 > noun.i and who.doc[start - 1].pos_ == "PROPN":
            start -= 1
    while start < noun.i and who.doc[start].dep_ == "case":
        start += 1
    return tree.trim(who.doc, start, end)


def with_preposition(cue: Range, filled: Filled) -> Range:
    preposition = filled.preposition
    if preposition is not None and preposition.i == cue[1]:
        after = filled.pieces[-1][0]
        return cue[0], max(cue[1] + 1, min(after, cue[1] + 3))
    return cue


def is_light(verb: Token) -> bool:
    """Whether a verb carries a cue noun: "issue", "put out"."""
    lemma = verb.lemma_.lower()
    keys = {lemma, *(f"{lemma} {c.lower_}" for c in tree.children(verb, "compound"))}
    return bool(keys & cues().light)
