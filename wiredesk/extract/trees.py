"""Small questions to the parse of a sentence."""

from __future__ import annotations

from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def own_words(token: Token, others: set[int]) -> set[int]:
    """What hangs on the word, without the clauses beside it and the words of other events."""
    found, todo = {token.i}, list(token.children)
    while todo:
        word = todo.pop()
        beside = word.dep_ == "parataxis" or (word.dep_ == "conj" and word.head == token)
        if word.i not in others and not beside:
            found.add(word.i)
            todo.extend(word.children)
    return found


def definite(token: Token) -> bool:
    """ "the strike", "Thursday's strikes", "Nordia's raid": a noun told as known."""
    marks = [child for child in token.children if child.dep_ in ("det", "nmod:poss")]
    return token.pos_ == "NOUN" and any(mark.dep_ == "nmod:poss" or mark.lower_ in DEFINITE for mark in marks)


def depth(token: Token, root: Token) -> int:
    """Steps from the word up to the root; the whole height of the tree where the root is not above it."""
    chain = [token, *token.ancestors]
    return chain.index(root) if root in chain else len(chain)
