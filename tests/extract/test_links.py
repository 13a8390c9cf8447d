"""Cues: the words by which one event answers, causes or backs another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wiredesk.model import Claim

Told = Callable[..., list[Claim]]


def cues(claims: list[Claim]) -> list[tuple[str, str, str | None]]:
    """(trigger of the claim, kind, trigger of what it points at)."""
    by_id = {claim.id: claim for claim in claims}
    return [
        (claim.event.trigger.text, cue.kind, by_id[cue.to].event.trigger.text if cue.to else None)  # type: ignore[union-attr]
        for claim in claims
        if claim.event
        for cue in claim.cues
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Poland bombed a depot in Brest in response to the shelling of Lublin.",
            ("bombed", "response_to", "shelling"),
        ),
        ("Chad expelled two diplomats in retaliation for the bombing of Tine.", ("expelled", "response_to", "bombing")),
        ("The killing of the mayor sparked protests in Lima.", ("protests", "caused_by", "killing")),
        ("Protests broke out in Lima because of the killing of the mayor.", ("Protests", "caused_by", "killing")),
        ("Sudan recalled its envoy amid clashes in El Fasher.", ("recalled", "backdrop", "clashes")),
    ],
)
def test_a_cue_points_from_the_answer_to_what_it_answers(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert cues(told(text)) == [expected]


def test_an_answer_to_an_earlier_sentence_points_nowhere_yet(told: Told) -> None:
    claims = told("Rebels shelled Goma on Monday. On Tuesday Rwanda’s army struck back with a raid on Masisi.")
    [(_, kind, to)] = cues(claims)
    assert (kind, to) == ("response_to", None)


def test_a_sentence_without_cue_words_has_no_cues(told: Told) -> None:
    assert cues(told("Rebels shelled Goma on Monday. On Tuesday Rwanda’s army bombed Masisi.")) == []


def test_the_span_of_a_cue_is_its_words(told: Told) -> None:
    claims = told("Poland bombed a depot in Brest in response to the shelling of Lublin.")
    assert [cue.span.text for claim in claims for cue in claim.cues] == ["in response to"]
