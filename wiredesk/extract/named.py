"""Which actors a noun phrase names: itself, what it is coordinated with, or the examples it gives."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wiredesk.annotate.actors import actor_of, resolve
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor


def actors_named(token: Token) -> list[Actor]:
    """The actors a noun phrase names: its examples ("groups such as A and B") before itself; coordination too."""
    general = token.pos_ == "NOUN"
    members = [word for word in token.subtree if general and _exemplifies(word)]
    members = [word for word in members if word.dep_ in ("nmod", "appos") or _such_as(word)]
    heads = members[:1] or [token]
    heads += [conjunct for head in heads for conjunct in _coordinate(head)]
    found: list[Actor] = []
    for head in heads:
        resolved = resolve(head)
        if isinstance(resolved, tuple):
            found += resolved
        elif resolved is not None:
            found.append(resolved)
        elif head.pos_ == "PROPN" or head.ent_type_ in ("PER", "ORG", "NORP", "LOC"):
            found.append(actor_of(_phrase(head)))
    return list({actor.id: actor for actor in found}.values())


def _coordinate(head: Token) -> list[Token]:
    """The conjuncts after a word, as far as a word that opens a list of examples: they belong to another noun."""
    after = [conjunct for conjunct in head.conjuncts if conjunct.i > head.i]
    return [one for one in after if not any(_exemplifies(word) for word in head.doc[head.i + 1 : one.i + 1])]


def _such_as(word: Token) -> bool:
    """Its words are clear wherever the parse hangs it; "like" and "including" are so only behind their noun."""
    return any(child.lower_ == "such" and child.dep_ == "case" for child in word.children)


def _exemplifies(child: Token) -> bool:
    return any(
        c.lower_ in knowledge("relations")["examples"] for c in child.children if c.dep_ in ("case", "fixed", "mark")
    )


def _phrase(head: Token) -> Words:
    """The name itself: the words before the head that belong to it."""
    left = [
        child.i
        for child in head.children
        if child.dep_ in ("compound", "flat", "nmod:poss", "amod") and child.i < head.i
    ]
    right = [child.right_edge.i for child in head.children if child.dep_ in ("flat",)]
    return head.doc[min([*left, head.i]) : max([*right, head.i]) + 1]
