"""Figures are bound to the event they tell of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wiredesk.model import Claim, Figure

Told = Callable[..., list[Claim]]


def figures(claims: list[Claim]) -> list[tuple[Figure, Claim]]:
    return [(claim.figure, claim) for claim in claims if claim.figure]


def trigger(claims: list[Claim], id: str | None) -> str | None:
    [found] = [claim for claim in claims if claim.id == id] or [None]
    return found.event.trigger.text if found and found.event else None


def test_a_toll_in_the_sentence_of_its_event(told: Told) -> None:
    claims = told("An air strike on Idlib killed 12 people on Thursday.")
    [(figure, claim)] = figures(claims)
    assert (figure.category, figure.low, figure.victims) == ("killed", 12, "people")
    assert trigger(claims, claim.about) in ("strike", "air strike", "killed")


def test_two_tolls_of_two_events_do_not_mix(told: Told) -> None:
    claims = told(
        "Militants attacked a bus in Mandera on Monday, killing five. On Wednesday, police shot dead two protesters."
    )
    bound = {figure.low: trigger(claims, claim.about) for figure, claim in figures(claims)}
    assert bound[2] == "shot"
    assert bound[5] in ("attacked", "killing")


def test_a_toll_in_the_next_sentence(told: Told) -> None:
    claims = told("Russia shelled Kharkiv on Monday. Fourteen were wounded.")
    [(figure, claim)] = figures(claims)
    assert (figure.category, figure.low) == ("injured", 14)
    assert trigger(claims, claim.about) in ("shelled", "wounded")


def test_parts_say_what_they_are_a_part_of(told: Told) -> None:
    claims = told("The blast killed 12 people, including four children.")
    whole, part = sorted((figure for figure, _ in figures(claims)), key=lambda figure: -(figure.low or 0))
    assert (whole.low, whole.part_of, part.low) == (12, None, 4)
    assert part.part_of is not None and part.part_of.text == whole.span.text
    assert len({claim.about for _, claim in figures(claims)}) == 1


def test_a_plan_or_a_denied_attack_takes_no_toll_of_a_later_sentence(told: Told) -> None:
    claims = told("The army threatened to bomb the camp at Dori. Six people were missing.")
    assert all(trigger(claims, claim.about) != "bomb" for _, claim in figures(claims))


def test_a_cumulative_toll_is_not_of_the_last_incident(told: Told) -> None:
    claims = told("A shell hit a bakery in Taiz on Monday. More than 150,000 people have been killed since 2014.")
    [(figure, claim)] = figures(claims)
    assert figure.scope == "cumulative" and trigger(claims, claim.about) != "hit"


def test_figures_of_two_speakers_keep_theirs(told: Told) -> None:
    claims = told("The army said two soldiers were killed in Gao. The rebels said 30 soldiers were killed.")
    speakers = {figure.low: claim.speakers[0].description.lower() for figure, claim in figures(claims)}
    assert speakers == {2: "the army", 30: "the rebels"}


@pytest.mark.parametrize("text", ["Thirty people attended.", "The bridge is 400 metres long.", "Article 51 was cited."])
def test_other_numbers_are_no_figures(told: Told, text: str) -> None:
    assert not figures(told(text))


def test_parts_apart_from_the_words_said_are_of_the_speaker_of_their_total(told: Told) -> None:
    claims = told("At least nine people were killed, police said, five men and four children.")
    speakers = {figure.low: claim.speakers[0].name for figure, claim in figures(claims)}
    assert speakers == {9: "police", 5: "police", 4: "police"}


def test_who_tells_of_a_part_anew_gives_it(told: Told) -> None:
    claims = told("Police said nine people were killed; witnesses told of four children among the dead.")
    speakers = {figure.low: claim.speakers[0].name for figure, claim in figures(claims)}
    assert speakers[9] == "police" != speakers[4]
