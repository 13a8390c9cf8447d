"""What belongs to a word in a tree given by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from wiredesk.extract.trees import own_words


def test_a_conjunct_inside_the_phrase_is_its_own_and_the_clause_beside_it_is_not() -> None:
    words = ["They", "struck", "armed", "and", "hidden", "posts", "in", "Arat", "and", "left", "Brin"]
    heads = [1, 1, 5, 4, 2, 1, 7, 4, 9, 1, 9]
    deps = ["nsubj", "ROOT", "amod", "cc", "conj", "obj", "case", "obl", "cc", "conj", "obj"]
    doc = Doc(spacy.blank("en").vocab, words, heads=heads, deps=deps)
    assert {words[i] for i in own_words(doc[1], set())} == {*words[:8]}
    assert {words[i] for i in own_words(doc[1], {4})} == {"They", "struck", "armed", "posts"}
