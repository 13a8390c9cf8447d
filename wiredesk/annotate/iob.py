"""IOB2 tags: the best consistent sequence for the scores of a head, and the spans that tags stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

BARRED = np.float32(-1e6)


@cache
def _inner(labels: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The inner tags I-; the B- of each; and for every tag the B- that it asks for before it, -1 for none."""
    inner = [i for i, label in enumerate(labels) if label[:2] == "I-"]
    outer = [labels.index("B" + labels[i][1:]) for i in inner]
    asks = np.full(len(labels), -1)
    asks[inner] = outer
    return np.array(inner, int), np.array(outer, int), asks


def best_path(scores: np.ndarray, labels: tuple[str, ...]) -> list[int]:
    """The best sequence of IOB2 tags [words] for scores [words, tags]: every I- follows its own B- or I-."""
    return best_paths([scores], labels)[0] if len(scores) else []


def best_paths(many: Sequence[np.ndarray], labels: tuple[str, ...]) -> list[list[int]]:
    """:func:`best_path` of several frames at once, whatever their lengths.

    Where the best tag of each word makes a consistent sequence, that is it; the others are searched (Viterbi).
    """
    sizes = np.array([len(scores) for scores in many])
    tags = np.concatenate([scores.argmax(1) for scores in many])
    before = np.concatenate([[-1], tags[:-1]])
    starts = np.cumsum(sizes) - sizes
    before[starts] = -1
    asks = _inner(labels)[2][tags]
    wrong = np.add.reduceat((asks >= 0) & (before != tags) & (before != asks), starts) > 0
    found = [part.tolist() for part in np.split(tags, starts[1:])]
    searched = np.flatnonzero(wrong).tolist()
    if searched:
        for i, path in zip(searched, _viterbi([many[i] for i in searched], labels), strict=True):
            found[i] = path
    return found


def _viterbi(many: Sequence[np.ndarray], labels: tuple[str, ...]) -> list[list[int]]:
    """Word by word over all frames."""
    rows = np.zeros((max(map(len, many)), len(many), len(labels)), np.float32)
    for i, scores in enumerate(many):
        rows[: len(scores), i] = scores
    inner, outer, _ = _inner(labels)
    every = np.arange(len(many))
    total = rows[0].copy()
    total[:, inner] += BARRED
    totals, back = [total], []
    for row in rows[1:]:
        best = total.argmax(1)
        came = np.repeat(best[:, None], len(labels), 1)
        on, fresh = total[:, inner], total[:, outer]
        came[:, inner] = np.where(on > fresh, inner, outer)
        reached = np.repeat(total[every, best][:, None], len(labels), 1)
        reached[:, inner] = np.maximum(on, fresh)
        total = reached + row
        totals.append(total)
        back.append(came)
    return [_traced(i, len(scores), totals, back) for i, scores in enumerate(many)]


def _traced(frame: int, size: int, totals: list[np.ndarray], back: list[np.ndarray]) -> list[int]:
    path = [int(totals[size - 1][frame].argmax())]
    for came in reversed(back[: size - 1]):
        path.append(int(came[frame, path[-1]]))
    return path[::-1]


@cache
def _grouped(labels: tuple[str, ...], common: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], np.ndarray]:
    """The tags in common labels, and for each of ``labels`` the number of its common tag."""
    known = dict(common)
    theirs = [label if label == "O" else label[:2] + known[label[2:]] for label in labels]
    coarse = tuple(dict.fromkeys(theirs))
    return coarse, np.array([coarse.index(label) for label in theirs])


def finer_spans(scores: np.ndarray, labels: tuple[str, ...], common: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """(first, last, label) of the names in scores [words, tags], decided by their common labels first.

    ``common`` tells the common label of each finer one. What several finer labels share counts together, so that a
    name whose finer kind is unsure does not lose to another label that is sure of itself; then the best finer one.
    """
    if not len(scores):
        return []
    chance = np.exp(scores - scores.max(1, keepdims=True))
    coarse, number = _grouped(labels, tuple(common.items()))
    together = np.zeros((len(scores), len(coarse)), np.float32)
    np.add.at(together.T, number, chance.T)
    path = best_path(np.log(together + 1e-30), coarse)
    found = []
    for first, last, label in spans([coarse[i] for i in path]):
        kinds = [kind for kind, one in common.items() if one == label and f"B-{kind}" in labels]
        begun = np.array([scores[first, labels.index(f"B-{kind}")] for kind in kinds])
        inside = [labels.index(f"I-{kind}") for kind in kinds]
        best = int((begun + scores[first + 1 : last + 1, inside].sum(0)).argmax())
        found.append((first, last, kinds[best]))
    return found


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first, last, label) of IOB2 tags, as conlleval reads them."""
    found, start, label = [], 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[:2] != "I-" or tag[2:] != label):
            found.append((start, i - 1, label))
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]
    return found
