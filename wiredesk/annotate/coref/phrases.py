"""The noun phrases and pronouns of a Doc from its parse, as GUM cuts them (Zeldes 2017).

A phrase goes from its first modifier to its last, with possessive marker, prepositional phrases and relative clauses;
an apposition is a phrase of its own. Coordinated phrases are each their own, and all of them together one more.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from wiredesk.annotate.states import States
from wiredesk.knowledge import knowledge

WHOLE, TOGETHER, SHORT, NESTED = range(4)


class Phrase(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive) with their head.

    ``shape``: the WHOLE phrase; all that are coordinated (TOGETHER); cut SHORT behind the noun, where the parse may
    have hung too much on it; or with the name behind the comma ("Portland, Oregon", NESTED).
    """

    head: int
    start: int
    end: int
    shape: int


class Tree:
    """The parse of a Doc as lists over its tokens: relation, children, first and last token of each subtree."""

    def __init__(self, doc: Doc, kept: States) -> None:
        names = kept.labels["dep"]
        self.head: list[int] = kept.head.tolist()
        self.relation = [names[i] for i in kept.relation.tolist()]
        read = [(token.pos_, token.tag_, token.lower_) for token in doc]
        self.pos, self.tag, self.lower = ([word[k] for word in read] for k in range(3))
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i and self.pos[i] != "SPACE":
                self.children[head].append(i)
        self.first, self.last = list(range(len(self.head))), list(range(len(self.head)))
        order = [i for i, head in enumerate(self.head) if head == i]
        for node in order:  # grows: those above before those below
            order += self.children[node]
        for node in reversed(order):
            above = self.head[node]
            self.first[above] = min(self.first[above], self.first[node])
            self.last[above] = max(self.last[above], self.last[node])


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(some) for name, some in knowledge("coref")["phrases"].items()}


def cut(tree: Tree) -> list[Phrase]:
    """The candidates in the order of their starts, the longer first."""
    found = {phrase[:3]: phrase for head in range(len(tree.head)) if _nominal(tree, head) for phrase in _of(tree, head)}
    return sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end))


def _nominal(tree: Tree, i: int) -> bool:
    known = _words()
    if tree.relation[i] in known["no head"] or tree.tag[i] in known["no tag"]:
        return False
    if tree.pos[i] in known["nominal"]:
        return True
    if tree.lower[i] in known["adverbs"]:
        return True
    return tree.pos[i] in known["sometimes"] and tree.relation[i] in known["nominal relations"]


def _of(tree: Tree, head: int) -> list[Phrase]:
    """The ways to cut the phrase of a head."""
    whole = _trimmed(tree, head, _left(tree, head), _right(tree, head, "inside"))
    found = [Phrase(head, *whole, WHOLE)]
    short = _trimmed(tree, head, whole[0], _right(tree, head, "short"))
    if short != whole:
        found.insert(0, Phrase(head, *short, SHORT))
    conjuncts = [child for child in tree.children[head] if tree.relation[child] == "conj"]
    if conjuncts:
        last = max(_right(tree, child, "inside") for child in conjuncts)
        found.insert(0, Phrase(head, *_trimmed(tree, head, whole[0], last), TOGETHER))
    named = [child for child in tree.children[head] if child > head and tree.relation[child] in _words()["nested"]]
    if named and tree.pos[head] == tree.pos[named[0]] == "PROPN":
        last = _right(tree, named[0], "inside")
        found.insert(0, Phrase(head, *_trimmed(tree, head, whole[0], last), NESTED))
    return found


def _left(tree: Tree, head: int) -> int:
    edge = head
    for child in reversed([child for child in tree.children[head] if child < head]):
        if tree.relation[child] in _words()["inside"]:
            edge = min(edge, tree.first[child])
        elif tree.pos[child] != "PUNCT" and tree.relation[child] not in _words()["between"]:
            break
    return edge


def _right(tree: Tree, head: int, kind: str) -> int:
    edge, clause = head, any(tree.relation[child] == "cop" for child in tree.children[head])
    for child in (child for child in tree.children[head] if child > head):
        relation = tree.relation[child]
        if relation in _words()[kind] or (relation == "case" and tree.tag[child] == "POS"):
            edge = max(edge, tree.last[child])
        elif relation != "punct" and not (clause and relation == "advmod"):
            break
    return edge


def _trimmed(tree: Tree, head: int, first: int, last: int) -> tuple[int, int]:
    """Without punctuation at the edges; the end is exclusive."""
    while first < head and tree.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    while last > head and tree.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    return first, last + 1
