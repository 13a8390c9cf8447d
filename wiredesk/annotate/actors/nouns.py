"""Which word of a phrase tells whom it is about: the noun that is counted, the name beside it, the owner of a thing."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from wiredesk.annotate.actors.names import slug
from wiredesk.annotate.actors.phrases import Phrase
from wiredesk.annotate.actors.reading import Reading
from wiredesk.annotate.actors.roles import words
from wiredesk.model import Actor

_OWNING = ("nmod:poss", "compound", "amod", "nmod")
_BESIDE = frozenset({"appos", "flat", "list", "compound"})


def head_of(span: Span) -> Token:
    """The noun that the phrase is about ("banks" of "hundreds of banks"); without a parse, the last word before a
    preposition, comma or relative."""
    if span.doc.has_annotation("DEP"):
        return _counted(span, span.root)
    head = span[0]
    for token in span:
        if token.i > span.start and (
            token.lower_ in ("of", "in", "from", "for", "who", "which", "that", "at", "on", "by", ",", "(")
        ):
            break
        if not token.is_space and not token.is_punct and token.text not in ("'s", "’s"):
            head = token
    return head


def noun_phrase(span: Span, head: Token) -> Span:
    """From the determiner to the head: relative clauses and the rest behind the head are cut off."""
    start = span.start
    if len(span) == 1 and span.doc.has_annotation("DEP"):
        kinds = ("det", "nummod", "amod", "compound", "nmod:poss")
        start = min(
            [c.left_edge.i if c.dep_ != "nmod:poss" else c.i for c in head.children if c.dep_ in kinds] + [head.i]
        )
    elif len(span) == 1 and head.i > 0:
        while (
            start > 0 and head.i - start < 3 and span.doc[start - 1].lower_ in ("the", "both", "two", "this", "these")
        ):
            start -= 1
    return span.doc[min(start, head.i) : head.i + 1]


@cache
def _amounts() -> frozenset[str]:
    return frozenset(words()["amounts"])


def _counted(span: Span, head: Token) -> Token:
    """ "dozens of fighters", "members of the delegation", "one of the critics": the noun behind "of"."""
    while head.lower_ in _amounts() or head.like_num:
        of = next((c for c in head.children if c.i > head.i and any(k.lower_ == "of" for k in c.children)), None)
        if of is None or of.i >= span.end:
            return head
        head = of
    return head


def named_beside(read: Reading, span: Span, head: Token) -> Actor | None:
    """The person named in apposition: "his counterpart, Mara Osei"."""
    if not span.doc.has_annotation("DEP"):
        return None
    for phrase in read.phrases:
        actor = phrase.actor
        inside = head.i < phrase.start and phrase.end <= span.end
        told = actor.kind == "person" and (actor.country or actor.sector)
        if inside and told and _beside(span.doc[phrase.head], head):
            return actor
    return None


def _beside(name: Token, head: Token) -> bool:
    """Whether only links of apposition lead from the name up to the noun."""
    while name.dep_.split(":")[0] in _BESIDE and name.i > head.i:
        name = name.head
    return name.i == head.i


def owner_of(read: Reading, span: Span, head: Token) -> Actor | None:
    """Whose thing or doing it is: "the ministry's demand", "an army base".

    An adjective or noun of a state only tells the country ("Chadian exports"): an Actor without sector.
    """
    if not span.doc.has_annotation("DEP"):
        return None
    found = [(c, read.cover.get(c.i)) for c in head.children if span.start <= c.i < head.i and c.dep_ in _OWNING]
    found.sort(key=lambda pair: _OWNING.index(pair[0].dep_))
    nation = None
    for child, phrase in found:
        if phrase is None or phrase.end > head.i or not (phrase.actor.country or phrase.actor.sector):
            continue
        if phrase.actor.kind != "state" or child.dep_ == "nmod:poss":
            return phrase.actor
        nation = nation or phrase
    return _of_nation(span, nation)


def _of_nation(span: Span, nation: Phrase | None) -> Actor | None:
    if nation is None:
        return None
    text = " ".join(span.text.split())
    return Actor(id=slug(text), name=text, country=nation.actor.country)
