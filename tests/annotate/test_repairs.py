"""Slips of the parse that its own tags betray, without the model."""

from __future__ import annotations

import numpy as np
import pytest

from wiredesk.annotate import repairs


@pytest.mark.parametrize(
    ("tag", "dep", "head", "moved"),
    [  # groups in the region that oppose
        ("NNS IN NN WDT VBP", "root case nmod nsubj acl:relcl", "0 2 0 4 2", True),
        ("NNS IN NN WDT VBZ", "root case nmod nsubj acl:relcl", "0 2 0 4 2", False),
        ("NN IN NNS WDT VBZ", "root case nmod nsubj acl:relcl", "0 2 0 4 2", True),
        ("NN IN NNPS WDT VBZ", "root case nmod nsubj acl:relcl", "0 2 0 4 2", False),
        ("NNS IN NN WDT VBD", "root case nmod nsubj acl:relcl", "0 2 0 4 2", False),
        ("NNS IN NN WDT VBP NN", "root case nmod nsubj acl:relcl conj", "0 2 0 4 2 2", False),
    ],
)
def test_a_relative_clause_goes_to_the_noun_it_agrees_with(tag: str, dep: str, head: str, moved: bool) -> None:
    heads = np.array([int(one) for one in head.split()])
    repairs.relatives(tag.split(), dep.split(), heads)
    assert (heads[4] == 0) == moved


def test_whom_a_speaker_cites_is_the_object_of_citing() -> None:
    words = ["media", ",", "quoting", "a", "commander", ",", "said"]
    pos, tag = ["NOUN", "PUNCT", "VERB", "DET", "NOUN", "PUNCT", "VERB"], ["NN", ",", "VBG", "DT", "NN", ",", "VBD"]
    dep, head = ["nsubj", "punct", "acl", "det", "obl", "punct", "root"], np.array([6, 2, 0, 4, 6, 4, 6])
    repairs.citing(words, pos, tag, dep, head)
    assert (dep[4], head[4], dep[2], head[2]) == ("obj", 2, "advcl", 6)


def test_a_noun_with_a_preposition_is_nobody_cited() -> None:
    words = ["media", ",", "quoting", "nobody", ",", "said", "in", "Rome"]
    pos = ["NOUN", "PUNCT", "VERB", "PRON", "PUNCT", "VERB", "ADP", "PROPN"]
    tag = ["NN", ",", "VBG", "NN", ",", "VBD", "IN", "NNP"]
    dep, head = ["nsubj", "punct", "acl", "obj", "punct", "root", "case", "obl"], np.array([5, 2, 0, 2, 2, 5, 7, 5])
    repairs.citing(words, pos, tag, dep, head)
    assert head.tolist() == [5, 2, 0, 2, 2, 5, 7, 5]


def test_who_cites_above_the_verb_stays_where_it_is() -> None:
    words = ["now", "quoting", "a", "commander", ",", "they", "said"]
    pos, tag = ["ADV", "VERB", "DET", "NOUN", "PUNCT", "PRON", "VERB"], ["RB", "VBG", "DT", "NN", ",", "PRP", "VBD"]
    dep = ["advmod", "root", "det", "obl", "punct", "nsubj", "ccomp"]
    head = np.array([1, 1, 3, 6, 3, 6, 1])
    repairs.citing(words, pos, tag, dep, head)
    assert head.tolist() == [1, 1, 3, 6, 3, 6, 1]


def test_whom_the_tree_hangs_on_citing_without_a_preposition_is_its_object() -> None:
    words = ["media", ",", "quoting", "a", "commander", ",", "said"]
    pos, tag = ["NOUN", "PUNCT", "VERB", "DET", "NOUN", "PUNCT", "VERB"], ["NN", ",", "VBG", "DT", "NN", ",", "VBD"]
    dep, head = ["nsubj", "punct", "advcl", "det", "obl", "punct", "root"], np.array([6, 2, 6, 4, 2, 2, 6])
    repairs.citing(words, pos, tag, dep, head)
    assert (dep[4], head[4]) == ("obj", 2)


@pytest.mark.parametrize(("subject", "mended"), [("nsubj", True), ("compound", False)])
def test_a_participle_with_a_subject_is_the_verb_of_its_noun(subject: str, mended: bool) -> None:
    """Chad suspended aid to Mali."""
    tag, pos = ["NNP", "VBN", "NN", "IN", "NNP", "."], ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"]
    dep, head = [subject, "amod", "ROOT", "case", "nmod", "punct"], np.array([1, 2, 2, 4, 2, 2])
    repairs.finite(tag, pos, dep, head)
    assert (dep[1] == "ROOT") == mended
    if mended:
        assert (tag[1], dep[2], head.tolist()) == ("VBD", "obj", [1, 1, 1, 4, 2, 1])
