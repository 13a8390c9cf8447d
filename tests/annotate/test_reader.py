"""The reader and the other heads: roles, factuality, embeddings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tests.sentences import SENTENCES
from wiredesk.annotate import reader, states
from wiredesk.annotate.roles import roles
from wiredesk.annotate.rolesets import features


def test_who_did_what_to_whom(nlp: Language) -> None:
    doc = nlp("On Tuesday the army shelled a market in Goma because rebels had entered it.")
    (shelled, entered) = doc._.roles
    said = {label: span.text for label, span in shelled.arguments}
    assert shelled.predicate.text == "shelled" and entered.predicate.text == "entered"
    assert said["ARG0"] == "the army" and said["ARG1"].startswith("a market") and said["ARGM-TMP"] == "On Tuesday"
    assert {label: span.text for label, span in entered.arguments}["ARG0"] == "rebels"


def test_roles_of_given_words_and_inside_the_sentence(nlp: Language) -> None:
    doc = nlp("The attack killed nine. A rebel attack on the convoy followed.")
    (one,) = roles(doc, [7])
    assert one.predicate.text == "attack"
    assert all(span.sent == doc[7].sent for _, span in one.arguments)
    assert roles(doc, []) == []


def test_a_predicate_is_read_with_its_rolesets(nlp: Language) -> None:
    doc = nlp("The army gave up the town.")
    kept = states.of(doc)
    assert kept is not None
    frame = reader._Framer(doc, kept, "roles").frame(2, 2)
    assert frame.arguments.tolist() == features("give", "up").tolist() != features("give").tolist()
    assert not reader._Framer(doc, kept, "speech").frame(2, 2).arguments.any()


def test_what_was_not_read_has_no_roles_and_no_factuality(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["They", "fled", "."])
    assert states.of(doc) is None and doc[1]._.factuality is None
    assert not states.meaning(doc[:]).any()


def test_factuality_tells_what_happened_from_what_did_not(nlp: Language) -> None:
    doc = nlp(
        "Rebels attacked the camp. No one was killed. The guards did not open fire. The army may bombard the town."
    )
    by_word = {token.text: token._.factuality for token in doc}
    assert by_word["attacked"] - max(by_word[word] for word in ("killed", "open", "bombard")) > 1
    assert by_word["."] is None
    assert all(-3 <= value <= 3 for value in by_word.values() if value is not None)


def test_names_have_a_common_and_a_finer_label(nlp: Language) -> None:
    doc = nlp("Fighters of Boko Haram killed Nigerian soldiers near Maiduguri, the BBC reported on Friday.")
    kinds = {ent.text: (ent.label_, ent._.kind) for ent in doc.ents}
    assert kinds["Boko Haram"] == ("ORG", "ARM") and kinds["Maiduguri"] == ("LOC", "LOC")
    assert kinds["Nigerian"] == ("NORP", "NAT") and kinds["BBC"][0] == "ORG" and kinds["Friday"][0] == "DATE"


def test_vectors_are_near_for_like_meaning(nlp: Language) -> None:
    doc = nlp(
        "Gunmen killed nine villagers. Nine people in a village were shot dead. The bank raised its interest rate."
    )
    killed, shot, bank = (sentence.vector for sentence in doc.sents)
    assert np.linalg.norm(killed) == pytest.approx(1, abs=1e-4) and doc.vector.shape == (384,)
    assert killed @ shot > killed @ bank + 0.2


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
def test_parts_lie_in_the_text_in_order(nlp: Language, parts: list[str]) -> None:
    parts = ["Gunmen killed nine villagers.", *parts]
    doc = nlp.get_pipe("encoder")(nlp.make_doc(" ".join(parts)))  # type: ignore[operator]
    heads = [(token.i, token.i) for token in doc if token.pos_ == "VERB"]
    everything = [*reader.read(doc, "speech", heads), *reader.read(doc, "roles", heads)]
    assert any(everything)
    for found in everything:
        places = [i for part in found for i in (part.first, part.last)]
        assert places == sorted(places) and all(0 <= i < len(doc) for i in places)
        assert all(0 <= part.chance <= 1.0001 and part.label != "O" for part in found)
