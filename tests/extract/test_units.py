"""A sentence in its units: cut between main clauses, never in a quotation, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.sentences import SENTENCES
from wiredesk.extract.units import units


def texts(nlp: Language, text: str) -> list[str]:
    return [unit.span.text for unit in units(nlp(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked Goma, and the army bombed Masisi.", ["Rebels attacked Goma", "the army bombed Masisi"]),
        ("Kenya bombed a camp, but it did not send troops.", ["Kenya bombed a camp", "it did not send troops"]),
        ("Kenya bombed a camp and shelled a village.", ["Kenya bombed a camp and shelled a village"]),
        ("Kenya and Chad sent troops and tanks.", ["Kenya and Chad sent troops and tanks"]),
        ("Kenya did not pay, nor did Chad send troops.", ["Kenya did not pay", "nor did Chad send troops"]),
        ("The rains came. The road closed.", ["The rains came", "The road closed"]),
    ],
)
def test_coordinate_clauses_with_subjects_of_their_own(nlp: Language, text: str, expected: list[str]) -> None:
    assert texts(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said “rebels attacked Goma, and the army bombed Masisi”.",
        'The minister said: "Rebels attacked Goma, and the army bombed Masisi."',
        "The convoy (rebels had burned it, and the army had left it) is gone.",
        "The mayor said that rebels attacked Goma and that the army bombed Masisi.",
    ],
)
def test_what_somebody_says_is_not_cut(nlp: Language, text: str) -> None:
    assert len(texts(nlp, text)) == 1


@settings(max_examples=20)
@given(st.lists(st.sampled_from([one for one in SENTENCES if not one[:4].isupper()]), min_size=1, max_size=5))
def test_nothing_is_lost_and_nothing_is_said_twice(nlp: Language, sentences: list[str]) -> None:
    doc = nlp(" ".join(sentences))
    found = units(doc)
    ends = [0, *(unit.span.end for unit in found)]
    assert all(end <= unit.span.start for end, unit in zip(ends, found, strict=False))
    held = {i for unit in found for i in range(unit.span.start, unit.span.end)}
    lost = [token for token in doc if token.i not in held and not token.is_punct and not token.is_space]
    assert all(token.dep_ == "cc" for token in lost), lost
    for unit in found:
        assert unit.root in unit.span.sent
        assert not unit.span[0].is_space and not unit.span[-1].is_space


def test_the_dateline_is_no_part_of_the_first_unit(nlp: Language) -> None:
    text = "NAIROBI, Feb 6 (Savanna Press) - The African Union called for a ceasefire in Sudan."
    assert texts(nlp, text) == ["The African Union called for a ceasefire in Sudan"]


def test_a_unit_knows_whether_it_is_a_sentence(nlp: Language) -> None:
    verdicts = {
        "Rebels attacked Goma.": True,
        "The army was accused of looting.": True,
        "The road is closed.": True,
        "Fierce fighting near Goma": False,
        "Army on high alert": False,
    }
    assert {text: units(nlp(text))[0].whole for text in verdicts} == verdicts


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "“”", "()"])
def test_mere_punctuation_has_no_words(nlp: Language, text: str) -> None:
    assert not any(token.is_alpha for unit in units(nlp(text)) for token in unit.span)
