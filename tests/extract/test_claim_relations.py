"""What holds between actors, and what does not or no longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wiredesk.model import Claim

Told = Callable[..., list[Claim]]


def relations(claims: list[Claim]) -> set[tuple[str, str, str]]:
    found = [claim.relation for claim in claims if claim.relation]
    return {(r.kind, r.from_.name, r.to if isinstance(r.to, str) else r.to.name) for r in found}


@pytest.mark.parametrize(
    ("text", "kind", "from_", "to"),
    [
        ("The Sahel Dawn Front, also known as FAS, closed the road.", "also_known_as", "Sahel Dawn Front", "FAS"),
        ("The Karen Hill Movement (KHM) holds the valley.", "also_known_as", "Karen Hill Movement", "KHM"),
        ("The Polisario Front operates in Algeria.", "operates_in", "Polisario Front", "Algeria"),
        ("The Lord’s Resistance Army operates in the Central African Republic.", "operates_in",
         "Lord's Resistance Army",
         "Central African Republic"),
        ("The Polisario Front seeks independence for Western Sahara.", "seeks", "Polisario Front",
         "independence for Western Sahara"),
        ("The Polisario Front wrote to the council. Its goal is independence for Western Sahara.", "seeks",
         "Polisario Front", "independence for Western Sahara"),
        ("Algeria backs the Polisario Front.", "backs", "Algeria", "Polisario Front"),
        ("Rwanda supports rebel groups such as M23 in Congo.", "backs", "Rwanda", "M23"),
        ("The Polisario Front is backed by Algeria.", "backs", "Algeria", "Polisario Front"),
        ("Chad borders Sudan.", "borders", "Chad", "Sudan"),
        ("Kyrgyzstan and Tajikistan share a border.", "borders", "Kyrgyzstan", "Tajikistan"),
        ("The border between Chad and Sudan is long.", "borders", "Chad", "Sudan"),
        ("Al-Shabaab fights Kenya.", "opposes", "Al-Shabaab", "Kenya"),
        ("Kenya designated Al-Shabaab a terrorist organization in 2012.", "designated_by", "Al-Shabaab", "Kenya"),
        ("Boko Haram is listed as a terrorist group by Canada.", "designated_by", "Boko Haram", "Canada"),
        ("Boko Haram, designated as a terrorist organisation by Canada, raided it.", "designated_by", "Boko Haram",
         "Canada"),
    ],
)  # fmt: skip
def test_relations(told: Told, text: str, kind: str, from_: str, to: str) -> None:
    found = relations(told(text))
    assert kind in {one[0] for one in found}
    assert any(
        (k, to_.lower()) == (kind, to.lower()) and from_.lower() in f.lower().replace("’", "'") for k, f, to_ in found
    ), found


def test_examples_stand_for_the_general_noun(told: Told) -> None:
    found = relations(
        told("Iran backs armed groups such as Hezbollah in Lebanon, Hamas in Gaza and the Houthis in Yemen.")
    )
    assert {to for kind, _, to in found if kind == "backs"} == {"Hezbollah", "Hamas", "Houthis"}
    assert {(from_, to) for kind, from_, to in found if kind == "operates_in"} >= {
        ("Hezbollah", "Lebanon"),
        ("Houthis", "Yemen"),
    }


def test_examples_behind_a_relative_clause_are_not_what_it_is_about(told: Told) -> None:
    text = "Algeria supports several armed groups in the region that oppose Morocco, such as the Polisario Front."
    found = relations(told(text))
    assert {(kind, to) for kind, _, to in found} >= {("backs", "Polisario Front"), ("opposes", "Morocco")}
    assert ("opposes", "Polisario Front") not in {(kind, to) for kind, _, to in found}


def test_what_is_told_of_nobody_in_particular_is_no_statement(told: Told) -> None:
    claims = told("Algeria arms groups that oppose the new pact with the northern towns.")
    assert [claim.statement.text for claim in claims if claim.statement and "pact" in claim.statement.text] == []


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda does not back M23.",
        "Rwanda never supported M23.",
        "Libya once backed the Polisario Front.",
        "Libya backed the Polisario Front in the 1980s.",
        "Libya had backed the Polisario Front.",
        "Algeria could back the Polisario Front.",
        "The Polisario Front formerly operated in Mauritania.",
        "Chad would border a new state.",
        "Kenya has not designated Al-Shabaab a terrorist organization.",
        "Kenya listed Al-Shabaab among its guests.",
        "Kenya should designate Al-Shabaab a terrorist organization.",
        "Kenya declared Al-Shabaab responsible for the terrorist attack.",
    ],
)
def test_what_is_denied_past_or_planned_does_not_hold(told: Told, text: str) -> None:
    assert relations(told(text)) == set()


def test_a_relation_told_twice_is_one(told: Told) -> None:
    claims = [claim for claim in told("Chad borders Sudan. The rains came. Chad borders Sudan.") if claim.relation]
    assert len(claims) == 1 and claims[0].tense == "present"


def test_a_place_as_such_has_no_span_in_a_relation(told: Told) -> None:
    [claim] = [claim for claim in told("The Polisario Front operates in Algeria.") if claim.relation]
    assert claim.relation is not None and getattr(claim.relation.to, "span", None) is None
    assert getattr(claim.relation.to, "country", None) == "DZ"
