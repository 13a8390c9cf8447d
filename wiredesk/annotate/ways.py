"""The way through the dependency tree from a predicate to each word, as one number: what a reader of roles goes by.

Up from the predicate to the lowest node that both hang under, then down: the way is told by the number of steps up and
by the relation of the branch down that the word stands in (after the path features of Gildea and Jurafsky 2002).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

HIGHEST = 3  # steps up that are told apart; what lies beyond is elsewhere
ELSEWHERE = 0


def count(relations: int) -> int:
    """How many ways there are for that many relations: elsewhere; after 0 to 3 steps up, the node or a branch."""
    return 1 + (HIGHEST + 1) * (relations + 1)


def branches(heads: Sequence[int], relations: Sequence[int]) -> np.ndarray:
    """[words, words]: at [word, node] 1 + the relation of the child of ``node`` that ``word`` hangs under, else 0.

    ``heads`` count from 0, a root is its own head; ``relations`` are numbers of labels.
    """
    found = np.zeros((len(heads), len(heads)), np.int64)
    for word in range(len(heads)):
        below, node = word, heads[word]
        for _ in range(len(heads)):
            if node == below:
                break
            found[word, node] = 1 + relations[below]
            below, node = node, heads[node]
    return found


def ways(branch: np.ndarray, heads: Sequence[int], predicate: int, relations: int) -> np.ndarray:
    """[words]: the way from ``predicate`` to each word, below :func:`count` (``relations``)."""
    found = np.zeros(len(heads), np.int64)
    node = predicate
    for up in range(HIGHEST + 1):
        base = 1 + up * (relations + 1)
        if found[node] == ELSEWHERE:
            found[node] = base
        under = (branch[:, node] > 0) & (found == ELSEWHERE)
        found[under] = base + branch[under, node]
        if heads[node] == node:
            break
        node = heads[node]
    return found


def top(heads: Sequence[int], first: int, last: int) -> int:
    """The word of a stretch (``first`` to ``last``) that the rest of it hangs on: the first whose head lies outside."""
    return next((i for i in range(first, last + 1) if heads[i] == i or not first <= heads[i] <= last), first)
