"""IOB2 tags: the best consistent sequence for the scores of a head, and the spans that tags stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

BARRED = -1e6


@cache
def _pairs(labels: tuple[str, ...]) -> list[tuple[int, int]]:
    """The number of each inner tag I- with that of its B-."""
    return [(i, labels.index("B" + label[1:])) for i, label in enumerate(labels) if label[:2] == "I-"]


@cache
def _asks(labels: tuple[str, ...]) -> np.ndarray:
    """For every tag the B- that it asks for before it, -1 for none."""
    asks = np.full(len(labels), -1)
    for inner, outer in _pairs(labels):
        asks[inner] = outer
    return asks


def best_path(scores: np.ndarray, labels: tuple[str, ...]) -> list[int]:
    """The best sequence of IOB2 tags [words] for scores [words, tags]: every I- follows its own B- or I-."""
    return best_paths([scores], labels)[0] if len(scores) else []


def best_paths(many: Sequence[np.ndarray], labels: tuple[str, ...]) -> list[list[int]]:
    """:func:`best_path` of several frames (at least one, none empty) at once, whatever their lengths.

    Where the best tag of each word makes a consistent sequence, that is it; the others are searched (Viterbi).
    """
    sizes = np.array([len(scores) for scores in many])
    tags = np.concatenate([scores.argmax(1) for scores in many])
    before = np.concatenate([[-1], tags[:-1]])
    starts = np.cumsum(sizes) - sizes
    before[starts] = -1
    asks = _asks(labels)[tags]
    wrong = np.add.reduceat((asks >= 0) & (before != tags) & (before != asks), starts) > 0
    found = [part.tolist() for part in np.split(tags, starts[1:])]
    for i in np.flatnonzero(wrong).tolist():
        found[i] = _searched(many[i], labels)
    return found


def _searched(scores: np.ndarray, labels: tuple[str, ...]) -> list[int]:
    """The best consistent path of one frame, word by word (Viterbi); on so few tags lists are faster than arrays."""
    pairs = _pairs(labels)
    first, *rest = scores.tolist()
    total, back = first, []
    for inner, _ in pairs:
        total[inner] += BARRED
    for row in rest:
        highest = max(total)
        came = [total.index(highest)] * len(total)
        reached = [highest + score for score in row]
        for inner, outer in pairs:
            came[inner] = inner if total[inner] > total[outer] else outer
            reached[inner] = total[came[inner]] + row[inner]
        total = reached
        back.append(came)
    path = [total.index(max(total))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


@cache
def _grouped(
    labels: tuple[str, ...], common: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, ...], np.ndarray, dict[str, tuple[list[str], list[int], list[int]]]]:
    """The tags in common labels; which ``labels`` each gathers [labels, tags]; the kinds of each, their B- and I-."""
    kinds = {kind: label for kind, label in common if f"B-{kind}" in labels and f"I-{kind}" in labels}
    coarse = ("O", *(f"{part}-{label}" for label in dict.fromkeys(kinds.values()) for part in "BI"))
    gathers = np.zeros((len(labels), len(coarse)), np.float32)
    gathers[labels.index("O"), 0] = 1
    finer: dict[str, tuple[list[str], list[int], list[int]]] = {label: ([], [], []) for label in kinds.values()}
    for kind, label in kinds.items():
        for part, columns in zip("BI", finer[label][1:], strict=True):
            columns.append(labels.index(f"{part}-{kind}"))
            gathers[columns[-1], coarse.index(f"{part}-{label}")] = 1
        finer[label][0].append(kind)
    return coarse, gathers, finer


def finer_spans(scores: np.ndarray, labels: tuple[str, ...], common: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """(first, last, label) of the names in scores [words, tags], decided by their common labels first.

    ``common`` tells the common label of each finer one. What several finer labels share counts together, so that a
    name whose finer kind is unsure does not lose to another label that is sure of itself; then the best finer one.
    """
    if not len(scores):
        return []
    coarse, gathers, finer = _grouped(labels, tuple(common.items()))
    together = np.exp(scores - scores.max(1, keepdims=True)) @ gathers
    path = best_path(np.log(together + 1e-30), coarse)
    found = []
    for first, last, label in spans([coarse[i] for i in path]):
        kinds, begun, inside = finer[label]
        best = int((scores[first, begun] + scores[first + 1 : last + 1, inside].sum(0)).argmax())
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
