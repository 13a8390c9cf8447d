"""From scores to trees, names and lemmas, without the model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from spacy.tokens import Doc
from spacy.vocab import Vocab

from wiredesk.annotate import decode
from wiredesk.annotate.encoder import Window

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
SCORES = st.floats(-20, 20, width=32)


def square(size: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float32, (size, size), elements=SCORES)


def is_tree(tree: list[int]) -> bool:
    """One root, and every word below it."""
    roots = [i for i, up in enumerate(tree) if up == i]
    for i in range(len(tree)):
        steps = 0
        while tree[i] != i and steps <= len(tree):
            i, steps = tree[i], steps + 1
        if [i] != roots:
            return False
    return len(roots) == 1


@given(st.integers(1, 12).flatmap(square))
def test_any_scores_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(decode._tree(scores).tolist())


@given(st.integers(1, 12).flatmap(square))
def test_the_best_heads_are_taken_where_they_are_a_tree(scores: np.ndarray) -> None:
    best = scores.argmax(1).tolist()
    if is_tree(best):
        assert decode._tree(scores).tolist() == best


@pytest.mark.parametrize("size", [2, 3, 7, 50, 180])
def test_scores_without_any_preference_give_a_tree(size: int) -> None:
    for value in (0.0, -1e9, 1e9):
        assert is_tree(decode._tree(np.full((size, size), value, np.float32)).tolist())


def test_several_roots_leave_the_surest() -> None:
    scores = np.array([[5.0, 4.9, 0], [0, 9, 0], [0, 8, 0]], np.float32)  # word 0 may as well hang on word 1
    assert decode._tree(scores).tolist() == [1, 1, 1]


def test_a_tree_in_the_scores_is_taken_as_it_is() -> None:
    scores = np.full((4, 4), -5, np.float32)
    for word, head in enumerate([1, 1, 3, 1]):
        scores[word, head] = 5
    assert decode._tree(scores).tolist() == [1, 1, 3, 1]


def test_a_cycle_is_broken_at_its_weakest_arc() -> None:
    scores = np.array([[9, 0, 0], [1, -9, 8], [4, 8, -9]], np.float32)  # 1 and 2 prefer each other
    assert decode._tree(scores).tolist() == [0, 2, 0]


@given(st.integers(1, 14).flatmap(lambda n: st.tuples(square(n), arrays(np.bool_, n))))
def test_sentences_have_a_tree_each_and_heads_inside(pair: tuple[np.ndarray, np.ndarray]) -> None:
    arc, begins = pair
    begins[0] = True
    tree = decode.heads(arc, begins)
    sentence = np.cumsum(begins)
    assert (sentence[tree] == sentence).all()
    for number in range(1, sentence[-1] + 1):
        inside = np.flatnonzero(sentence == number)
        assert is_tree((tree[inside] - inside[0]).tolist())


def found(tags: list[str]) -> list[tuple[str, str]]:
    words = [f"w{i}" for i in range(len(tags))]
    doc = Doc(Vocab(), words)
    window = Window(words=list(range(len(words))))
    window.out = {"ner": np.array([[tag == one for one in TAGS] for tag in tags], float).reshape(-1, len(TAGS))}
    return [(span.text, span.label_) for span in decode.names(doc, window, TAGS)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O O", []),
        ("B-PER I-PER O", [("w0 w1", "PER")]),
        ("B-PER B-PER", [("w0", "PER"), ("w1", "PER")]),
        ("I-LOC I-LOC O", [("w0 w1", "LOC")]),
        ("O O B-LOC", [("w2", "LOC")]),
        ("B-LOC O I-LOC", [("w0", "LOC")]),  # no name begins with an inner tag
    ],
)
def test_names_from_iob2(tags: str, expected: list[tuple[str, str]]) -> None:
    assert found(tags.split()) == expected


def test_a_place_and_the_larger_one_behind_a_comma_are_two_names() -> None:
    words = ["Gilbert", ",", "in", "Midland", ",", "Texas", "Smith", ",", "Son"]
    tags = ["B-LOC", "I-LOC", "O", "B-LOC", "I-LOC", "I-LOC", "B-PER", "I-PER", "I-PER"]
    window = Window(words=list(range(len(words))))
    window.out = {"ner": np.array([[tag == one for one in TAGS] for tag in tags], float)}
    named = decode.names(Doc(Vocab(), words), window, TAGS)
    assert [span.text for span in named] == ["Gilbert", "Midland", "Texas", "Smith , Son"]


@given(st.lists(st.sampled_from(TAGS), max_size=12))
def test_names_never_overlap(tags: list[str]) -> None:
    words = [word for text, _ in found(tags) for word in text.split()]
    assert len(words) == len(set(words)) and words == sorted(words, key=lambda word: int(word[1:]))
    if all(tag[0] != "I" or (i and tags[i - 1] in (tag, "B" + tag[1:])) for i, tag in enumerate(tags)):
        assert words == [f"w{i}" for i, tag in enumerate(tags) if tag != "O"]


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("struck", "VERB", "strike"), ("killing", "VERB", "kill"), ("was", "AUX", "be"), ("children", "NOUN", "child"),
        ("troops", "NOUN", "troop"), ("Attacked", "VERB", "attack"), ("worst", "ADJ", "bad"), ("Goma", "PROPN", "Goma"),
        ("They", "PRON", "they"), ("“", "PUNCT", "“"), ("M23", "PROPN", "M23"), ("", "NOUN", ""),
    ],
)  # fmt: skip
def test_lemmas(word: str, upos: str, expected: str) -> None:
    assert decode.lemma(word, upos) == expected
