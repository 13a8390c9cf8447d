"""A sentence in its units: the main clauses that can stand alone, each a contiguous run of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wiredesk.knowledge import knowledge

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})


@dataclass(frozen=True)
class Unit:
    """A main clause with everything under it. ``span`` has no joining "and" and no outer punctuation."""

    span: Span
    root: Token

    @property
    def whole(self) -> bool:
        """It has a finite verb with a subject, as a sentence has and a headline often has not."""
        verbs = [self.root, *(child for child in self.root.children if child.dep_ in ("aux", "aux:pass", "cop"))]
        active = any(child.dep_ == "nsubj" for child in self.root.children)
        finite = any(verb.tag_ in FINITE or (verb.tag_ == "VBN" and active) for verb in verbs)
        return finite and any(child.dep_ in SUBJECTS and child in self for child in self.root.children)

    def __contains__(self, token: Token) -> bool:
        return self.span.start <= token.i < self.span.end


def units(doc: Doc) -> list[Unit]:
    """Every unit of the document, in order; together they hold every word that is not mere punctuation."""
    found: list[Unit] = []
    for sentence in doc.sents:
        if _dateline(sentence):
            continue
        start, root = sentence.start, sentence.root
        for coordinate in _coordinates(sentence):
            edge = coordinate.left_edge.i
            _add(found, doc, start, edge, root)
            start, root = edge, coordinate
        _add(found, doc, start, sentence.end, root)
    return found


def _dateline(sentence: Span) -> bool:
    """The place, day and agency that open agency copy, which the encoder cuts off as a sentence."""
    text = sentence.text.rstrip() + " A"
    match = re.match(knowledge("wording")["dateline"], text)
    return match is not None and match.end() == len(text) - 1


def _add(found: list[Unit], doc: Doc, start: int, end: int, root: Token) -> None:
    def outer(token: Token) -> bool:
        joins = token.dep_ == "cc" and token.lower_ in knowledge("wording")["joining"]  # "nor" stays: it denies
        return token.is_space or (token.is_punct and token.text not in "“”\"'‘’()[]") or joins

    while start < end and (outer(doc[start]) or doc[start].text in ")]”’"):
        start += 1
    while end > start and (outer(doc[end - 1]) or doc[end - 1].text in "([“‘"):
        end -= 1
    if start < end:
        found.append(Unit(doc[start:end], root))


def _coordinates(sentence: Span) -> list[Token]:
    """Coordinated main clauses with a subject of their own, in order, where no quotation or bracket is cut."""
    found = []
    for token in sentence:
        if not _main(token) or not _joined(token) or not any(child.dep_ in SUBJECTS for child in token.children):
            continue
        edge = token.left_edge.i
        before = sentence.doc[sentence.start : edge].text
        if edge > sentence.start + 2 and _balanced(before) and _balanced(sentence.doc[edge : sentence.end].text):
            found.append(token)
    return sorted(found, key=lambda token: token.left_edge.i)


def _joined(token: Token) -> bool:
    """By a conjunction, or by a semicolon."""
    edge = token.left_edge.i
    semicolon = ";" in (token.doc[edge].text, token.doc[max(edge - 1, 0)].text)
    return token.dep_ == "conj" or (token.dep_ == "parataxis" and semicolon)


def _main(token: Token) -> bool:
    """The clause is coordinated with the main clause, directly or along a chain."""
    while _joined(token):
        token = token.head
    return token.dep_ == "ROOT" and token.pos_ in PREDICATES


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
