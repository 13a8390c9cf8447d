"""Which actors a noun phrase names, on trees given by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from wiredesk.extract.named import actors_named


def test_examples_that_the_parse_coordinates_with_a_name_belong_to_the_general_noun() -> None:
    words = ["Chad", "arms", "groups", "that", "oppose", "Sudan", ",", "such", "as", "Hamas", "and", "Hezbollah"]
    heads = [1, 1, 1, 4, 2, 4, 9, 9, 7, 5, 11, 5]
    deps = ["nsubj", "ROOT", "obj", "nsubj", "acl:relcl", "obj", "punct", "case", "fixed", "conj", "cc", "conj"]
    pos = ["PROPN", "VERB", "NOUN", "PRON", "VERB", "PROPN", "PUNCT", "ADJ", "ADP", "PROPN", "CCONJ", "PROPN"]
    doc = Doc(spacy.blank("en").vocab, words, heads=heads, deps=deps, pos=pos)
    assert [actor.name for actor in actors_named(doc[5])] == ["Sudan"]
    assert {actor.name for actor in actors_named(doc[2])} == {"Hamas", "Hezbollah"}
