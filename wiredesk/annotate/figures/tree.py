"""What the dependency parse (Universal Dependencies) says where the words alone leave a count open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from wiredesk.annotate.figures.harms import Harm
from wiredesk.annotate.figures.victims import Counted

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
STEPS = 4  # conjuncts and appositions climbed


def head_token(doc: Doc, start: int, one: Counted) -> Token:
    """The token that stands for the count in the tree: the top of its words."""
    words = doc[start + one.start : start + one.end]
    inside = {token.i for token in words}
    return next((token for token in words if token.head.i not in inside or token.head.i == token.i), words[-1])


def governed(doc: Doc, start: int, one: Counted, chains: Sequence[Sequence[Harm]]) -> Sequence[Harm] | None:
    """The harm words that the parse makes the count's: object, passive subject, or subject of what is suffered."""
    if not doc.has_annotation("DEP"):
        return None
    by_token = {start + harm.start: chain for chain in chains for harm in chain}
    token = head_token(doc, start, one)
    for _ in range(STEPS):
        found = _direct(token, by_token, start)
        if found:
            return found
        if token.dep_ not in ("conj", "appos", "list"):
            return None
        token = token.head
    return None


def _direct(token: Token, by_token: Mapping[int, Sequence[Harm]], start: int) -> Sequence[Harm] | None:
    chain = by_token.get(token.head.i)
    if chain is None or token.head.i == token.i:
        return None
    harm = next(harm for harm in chain if start + harm.start == token.head.i)
    affects = harm.reading("affects") is not None
    if affects and token.dep_ in ("obj", "nsubj:pass"):
        return chain
    if token.dep_ == "nsubj" and harm.reading("suffers", "states"):
        return None if affects and any(child.dep_ == "obj" for child in token.head.children) else chain
    named = token.dep_ == "nmod" and any(child.lower_ == "of" for child in token.children)
    return chain if named and harm.reading("of", "counts") else None


def elsewhere(doc: Doc, start: int, one: Counted, chain: Sequence[Harm]) -> bool:
    """Whether the parse makes the count the subject of another verb than these harm words."""
    if not doc.has_annotation("DEP"):
        return False
    token = head_token(doc, start, one)
    tokens = {start + i for harm in chain for i in range(harm.start, harm.end)}
    return token.dep_ in SUBJECTS and token.head.pos_ == "VERB" and token.head.i not in tokens
