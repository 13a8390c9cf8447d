"""From a Doc to the windows that the model reads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tests.sentences import SENTENCES
from wiredesk.annotate.encoder import BATCH, LONGEST_WORD, WINDOW, Encoder, Window, _batches, case_of


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("camp", 0), ("camp’s", 0), ("Kenya", 1), ("Kenya’s", 1), ("NATO", 2), ("U.N.", 2), ("McDonald", 3), ("iPhone", 3),
        ("M23", 4), ("12", 4), ("A", 5), ("I", 5), ("A.", 5), ("—", 6), ("“", 6), ("...", 6), ("Łódź", 1), ("ÉTÉ", 2),
        ("شمال", 0), ("東京", 0), ("٣", 4), ("ﬁ", 0), ("", 6), ("🚀", 6),
    ],
)  # fmt: skip
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


@given(st.text(max_size=12))
def test_case_is_one_of_seven(word: str) -> None:
    assert case_of(word) in range(7)


def check(windows: list[Window], doc: Doc) -> None:
    words = [i for window in windows for i in window.words]
    assert words == [token.i for token in doc if not token.is_space]  # each word once, in order
    for window in windows:
        assert len(window.words) == len(window.pieces) == len(window.cases) == len(window.breaks) > 0
        assert all(1 <= len(ids) <= LONGEST_WORD for ids in window.pieces)
        assert window.length <= WINDOW


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*SENTENCES, "and so on " * 90, "ab-" * 70, "“" * 30]), max_size=9), st.sampled_from([" ", "\n"]))
def test_windows_hold_every_word_once_and_fit(nlp: Language, encoder: Encoder, parts: list[str], joint: str) -> None:
    doc = nlp.make_doc(joint.join(parts))
    check(list(encoder.windows(0, doc)), doc)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_windows_of_any_text(nlp: Language, encoder: Encoder, text: str) -> None:
    doc = nlp.make_doc(text)
    check(list(encoder.windows(0, doc)), doc)


def test_windows_are_cut_where_sentences_end(nlp: Language, encoder: Encoder) -> None:
    doc = nlp.make_doc(" ".join(SENTENCES))
    windows = list(encoder.windows(0, doc))
    assert len(windows) > 5
    first = [doc[window.words[0]] for window in windows[1:]]
    assert all(doc[token.i - 1].text in ".?!”" or doc[token.i - 1].text[-1] in ".?!" for token in first)


def test_paragraphs_break(nlp: Language, encoder: Encoder) -> None:
    doc = nlp.make_doc("Fighting in Goma\nKenya bombed a camp.\n\nChad did not.")
    breaks = [doc[i].text for window in encoder.windows(0, doc) for i, b in zip(window.words, window.breaks, strict=True) if b]
    assert breaks == ["Fighting", "Kenya", "Chad"]


def test_white_space_has_no_window(nlp: Language, encoder: Encoder) -> None:
    assert list(encoder.windows(0, nlp.make_doc(" \n\n \t"))) == []
    assert list(encoder.windows(0, nlp.make_doc(""))) == []


def window_of(length: int) -> Window:
    return Window(0, list(range(length - 2)), [[1]] * (length - 2), [0] * (length - 2), [False] * (length - 2))


@given(st.lists(st.integers(3, WINDOW), max_size=60))
def test_batches_hold_every_window_and_are_bounded(lengths: list[int]) -> None:
    windows = [window_of(length) for length in lengths]
    batches = list(_batches(windows))
    assert sorted(id(w) for batch in batches for w in batch) == sorted(map(id, windows))
    for batch in batches:
        assert len(batch) * max(w.length for w in batch) <= max(BATCH, WINDOW)


def test_scores_have_the_shapes_that_decoding_expects(nlp: Language, encoder: Encoder) -> None:
    batch = [w for text in SENTENCES[:3] for w in encoder.windows(0, nlp.make_doc(text))]
    encoder.run(batch)
    for window in batch:
        assert window.out is not None
        count = len(window.words)
        assert window.out["arc"].shape == (count, count)
        assert window.out["start"].shape == (count,)
        for name in ("upos", "xpos", "ner"):
            assert window.out[name].shape == (count, len(encoder.labels[name]))
            assert np.isfinite(window.out[name]).all()


def test_a_long_word_is_cut_to_its_first_pieces(encoder: Encoder) -> None:
    assert len(encoder.pieces("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")) == LONGEST_WORD
    assert encoder.pieces("\u200b") and encoder.pieces("")  # never without a piece
    assert encoder.pieces("camp") == encoder.pieces("camp")


@pytest.mark.xfail(strict=True, reason="int8 activations are scaled over a whole batch: neighbours change the scores")
def test_neighbours_in_a_batch_change_nothing(nlp: Language, encoder: Encoder) -> None:
    alone, beside, other = (list(encoder.windows(0, nlp.make_doc(SENTENCES[i]))) for i in (0, 0, 1))
    for batch in _batches(alone):
        encoder.run(batch)
    for batch in _batches([*beside, *other]):
        encoder.run(batch)
    assert alone[0].out is not None and beside[0].out is not None
    np.testing.assert_allclose(alone[0].out["arc"], beside[0].out["arc"], atol=1e-3)
