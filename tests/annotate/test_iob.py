"""Tags in IOB2: consistent sequences, names of finer kinds, spans."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wiredesk.annotate import iob

LABELS = ("O", "B-SRC", "I-SRC", "B-CON", "I-CON")


def consistent(path: list[int]) -> bool:
    tags = [LABELS[i] for i in path]
    return all(tag[0] != "I" or (i > 0 and tags[i - 1] in (tag, "B" + tag[1:])) for i, tag in enumerate(tags))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.floats(-9, 9, width=32))))
def test_the_best_path_is_the_best_of_the_consistent(scores: np.ndarray) -> None:
    path = iob.best_path(scores, LABELS)
    assert consistent(path)
    every = [list(p) for p in itertools.product(range(5), repeat=len(scores)) if consistent(list(p))]
    best = max(sum(float(scores[i, tag]) for i, tag in enumerate(p)) for p in every)
    assert sum(float(scores[i, tag]) for i, tag in enumerate(path)) == pytest.approx(best, abs=1e-3)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 999))
def test_frames_of_any_length_do_not_change_each_other(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    many = [rng.standard_normal((n, len(LABELS)), np.float32) for n in sizes]
    assert iob.best_paths(many, LABELS) == [iob.best_path(scores, LABELS) for scores in many]


FINER = ("O", "B-GOV", "I-GOV", "B-ARM", "I-ARM", "B-PER", "I-PER")
COMMON = {"GOV": "ORG", "ARM": "ORG", "PER": "PER"}


def chances(*rows: tuple[float, ...]) -> np.ndarray:
    return np.log(np.array(rows, np.float32) + 1e-9)


def test_finer_kinds_of_one_label_count_together() -> None:
    scores = chances((0, 0.35, 0, 0.25, 0, 0.4, 0), (0.1, 0, 0.2, 0, 0.3, 0, 0.4), (1, 0, 0, 0, 0, 0, 0))
    assert iob.finer_spans(scores, FINER, COMMON) == [(0, 1, "ARM")]
    assert iob.finer_spans(scores[2:], FINER, COMMON) == iob.finer_spans(scores[:0], FINER, COMMON) == []


def test_spans_of_tags() -> None:
    assert iob.spans(["B-A", "I-A", "B-A", "O", "I-B", "I-A"]) == [
        (0, 1, "A"),
        (2, 2, "A"),
        (4, 4, "B"),
        (5, 5, "A"),
    ]
    assert iob.spans([]) == []
