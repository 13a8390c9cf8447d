"""The whole line on the example reports: reports in, an account out whose every word can be found."""

from __future__ import annotations

from pathlib import Path

import pytest

import wiredesk
from wiredesk.model import Brief, Event, Situation

EXAMPLES = Path(__file__).parents[1] / "examples" / "iran-pakistan-2024"


@pytest.fixture(scope="module")
def situation() -> Situation:
    reports = list(wiredesk.read(EXAMPLES))
    return wiredesk.reconcile(wiredesk.extract(reports), reports)


@pytest.fixture(scope="module")
def brief(situation: Situation) -> Brief:
    return wiredesk.brief(situation)


def attack(situation: Situation, by: str, day: str) -> Event:
    """The attack of a state on a day that most claims tell."""
    events = [
        event
        for event in situation.events
        if event.type == "ASSAULT" and event.when and event.when.day == day and event.initiators[:1]
        if event.initiators[0].country == by and event.initiators[0].kind == "state"
    ]
    return max(events, key=lambda event: len(event.claims))


def test_every_span_is_what_it_says(situation: Situation) -> None:
    texts = {report.id: report.text for report in situation.reports}
    spans = [span for claim in situation.claims for span in (*claim.evidence, *(cue.span for cue in claim.cues))]
    spans += [claim.event.trigger for claim in situation.claims if claim.event]
    spans += [claim.figure.span for claim in situation.claims if claim.figure]
    assert len(spans) > 500
    assert all(texts[span.report][span.start : span.end] == span.text for span in spans)


def test_the_two_strikes_are_found_and_linked(situation: Situation) -> None:
    first, second = attack(situation, "IR", "2024-01-16"), attack(situation, "PK", "2024-01-18")
    assert first.place and first.place.country == "PK" and first.independent >= 4
    assert second.place and second.place.country == "IR"
    assert [(link.kind, link.to) for link in second.links] == [("response_to", first.id)]


def test_the_toll_that_two_sides_give_differently_is_disputed(situation: Situation) -> None:
    second = attack(situation, "PK", "2024-01-18")
    speakers = {name for said in second.figures if said.figure.category == "killed" for name in said.speakers}
    assert second.standing == "disputed"
    assert "Pakistan's foreign ministry" in speakers and "Iranian state media" in speakers
    assert not any(name.lower() == "the foreign ministry" for name in speakers)


def test_the_wire_copy_is_no_source_of_its_own(situation: Situation) -> None:
    [copy] = [report for report in situation.reports if report.repeats]
    assert copy.outlet == "Harbour Post" and situation.report(copy.repeats or "").outlet == "Meridian Wire"


def test_a_brief_says_nothing_without_a_claim(situation: Situation, brief: Brief) -> None:
    unsourced = [s for section in brief.sections if section.kind != "open" for s in section.sentences if not s.claims]
    assert not unsourced and all(sentence.claims for sentence in brief.lead)
    known = {claim.id for claim in situation.claims}
    assert {id for sentence in brief.sentences() for id in sentence.claims} <= known
    assert {"timeline", "voices", "disputed", "actors", "background", "open"} <= {s.kind for s in brief.sections}
