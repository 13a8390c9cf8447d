"""From a Doc to the windows that the model reads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tests.sentences import SENTENCES
from wiredesk.annotate.encoder import LONGEST_WORD, WINDOW, Encoder, Window, case_of


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("camp", 0), ("camp’s", 0), ("Kenya", 1), ("Kenya’s", 1), ("NATO", 2), ("U.N.", 2), ("McDonald", 3),
        ("iPhone", 3), ("M23", 4), ("12", 4), ("A", 5), ("I", 5), ("A.", 5), ("—", 6), ("“", 6), ("...", 6),
        ("Łódź", 1), ("ÉTÉ", 2), ("شمال", 0), ("東京", 0), ("٣", 4), ("ﬁ", 0), ("", 6), ("🚀", 6),
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
        assert 2 + sum(map(len, window.pieces)) <= WINDOW


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from([*SENTENCES, "and so on " * 90, "ab-" * 70, "“" * 30]), max_size=9),
    st.sampled_from([" ", "\n"]),
)
def test_windows_hold_every_word_once_and_fit(nlp: Language, encoder: Encoder, parts: list[str], joint: str) -> None:
    doc = nlp.make_doc(joint.join(parts))
    check(list(encoder.windows(doc)), doc)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_windows_of_any_text(nlp: Language, encoder: Encoder, text: str) -> None:
    doc = nlp.make_doc(text)
    check(list(encoder.windows(doc)), doc)


def test_windows_are_cut_where_sentences_end(nlp: Language, encoder: Encoder) -> None:
    doc = nlp.make_doc(" ".join(SENTENCES))
    windows = list(encoder.windows(doc))
    assert len(windows) > 5
    first = [doc[window.words[0]] for window in windows[1:]]
    assert all(doc[token.i - 1].text in ".?!”" or doc[token.i - 1].text[-1] in ".?!" for token in first)


def test_paragraphs_break(nlp: Language, encoder: Encoder) -> None:
    doc = nlp.make_doc("Fighting in Goma\nKenya bombed a camp.\n\nChad did not.")
    breaks = [
        doc[i].text for window in encoder.windows(doc) for i, b in zip(window.words, window.breaks, strict=True) if b
    ]
    assert breaks == ["Fighting", "Kenya", "Chad"]


def test_white_space_has_no_window(nlp: Language, encoder: Encoder) -> None:
    assert list(encoder.windows(nlp.make_doc(" \n\n \t"))) == []
    assert list(encoder.windows(nlp.make_doc(""))) == []


def test_scores_have_the_shapes_that_decoding_expects(nlp: Language, encoder: Encoder) -> None:
    for text in ("Kenya", *SENTENCES[:3]):
        for window in encoder.windows(nlp.make_doc(text)):
            out, count = encoder.run(window), len(window.words)
            assert out["arc"].shape == (count, count)
            assert out["start"].shape == (count,)
            for name in ("upos", "xpos", "ner"):
                assert out[name].shape == (count, len(encoder.labels[name]))
                assert np.isfinite(out[name]).all()


def test_a_long_word_is_cut_to_its_first_pieces(encoder: Encoder) -> None:
    assert len(encoder.pieces("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")) == LONGEST_WORD
    assert encoder.pieces("\u200b") and encoder.pieces("")  # never without a piece
    assert encoder.pieces("camp") == encoder.pieces("camp")


def test_the_scores_of_a_window_hang_on_its_words_alone(nlp: Language, encoder: Encoder) -> None:
    """The weights are quantised with a scale for each run: a neighbour in the run would change the scores."""
    [window] = encoder.windows(nlp.make_doc(SENTENCES[0]))
    first = encoder.run(window)["arc"]
    for other in encoder.windows(nlp.make_doc(SENTENCES[1])):
        encoder.run(other)
    np.testing.assert_array_equal(first, encoder.run(window)["arc"])
