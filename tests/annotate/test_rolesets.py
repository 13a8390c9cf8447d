"""What rolesets say of the numbered arguments of a word."""

from __future__ import annotations

import numpy as np

from wiredesk.annotate.rolesets import ARGUMENTS, FUNCTIONS, SIZE, features


def told(lemma: str, particle: str = "") -> dict[int, set[str]]:
    """The functions that an argument mostly has."""
    rows = features(lemma, particle).reshape(ARGUMENTS, len(FUNCTIONS))
    return {n: {FUNCTIONS[i] for i in np.flatnonzero(row > 0.4)} for n, row in enumerate(rows) if row.max() > 0.4}


def test_the_argument_of_a_gift_is_a_goal() -> None:
    assert told("give") == {0: {"PAG"}, 1: {"PPT"}, 2: {"GOL"}}
    assert told("Give") == told("give")


def test_a_particle_has_rolesets_of_its_own_or_those_of_the_verb() -> None:
    assert told("give", "up") != told("give")
    assert told("give", "sideways") == told("give")


def test_an_unknown_word_has_none() -> None:
    assert features("zzgrblx").shape == (SIZE,) and not features("zzgrblx").any()
