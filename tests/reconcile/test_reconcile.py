"""Which tellings are one event, who differs on it, what answers what."""

from __future__ import annotations

import pytest

from tests.builders import HARBOUR, HILLS, NORDIA, REBELS, SURIA, event_claim, figure_claim, report, span, speaker
from wiredesk.model import Actor, Claim, Cue, Figure, Report, Situation
from wiredesk.reconcile import reconcile
from wiredesk.reconcile.match import match
from wiredesk.reconcile.tellings import Telling, same_place

FIRST = report("Nordia shelled Harbour on Sunday. Four dockers were killed.")
SECOND = report("Shells from Nordia hit Harbour, its mayor said. Nine dockers were killed.", outlet="Courier")


def shelling(source: Report, words: str, trigger: str, **more: object) -> Claim:
    return event_claim(source, words, trigger, by=(NORDIA,), place=HARBOUR, day="2024-03-03", **more)  # type: ignore[arg-type]


def toll(source: Report, words: str, number: int, quantity: str) -> Figure:
    return Figure(category="killed", low=number, victims="dockers", span=span(source, quantity))


def test_two_outlets_tell_one_event() -> None:
    claims = [
        shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled"),
        shelling(SECOND, "Shells from Nordia hit Harbour", "hit"),
    ]
    [event] = reconcile(claims, [FIRST, SECOND]).events
    assert (event.standing, event.independent) == ("corroborated", 2)
    assert set(event.claims) == {claim.id for claim in claims}
    assert event.when is not None and event.when.day == "2024-03-03"


def test_wire_copies_count_once() -> None:
    text = (
        "Nordia shelled Harbour on Sunday, and the port burned for hours while crews fought the flames in the rain. "
        "Families who had slept in cellars since the autumn walked out along the old railway with what they could "
        "carry. The mayor asked the neighbouring towns for blankets and for drivers. By nightfall the last ferry had "
        "left, and the lamps along the quay stayed dark for the first time in living memory."
    )
    original, copy = report(text), report(text + " It is quiet now.", outlet="Courier", published="2024-03-06")
    claims = [shelling(one, "Nordia shelled Harbour on Sunday", "shelled") for one in (original, copy)]
    situation = reconcile(claims, [original, copy])
    assert [one.repeats for one in situation.reports] == [None, original.id]
    [event] = situation.events
    assert (event.standing, event.independent) == ("single source", 1)


def test_other_days_places_and_sides_stay_apart() -> None:
    first = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")
    words, trigger = "Shells from Nordia hit Harbour", "hit"
    later = event_claim(SECOND, words, trigger, by=(NORDIA,), place=HARBOUR, day="2024-03-05")
    elsewhere = event_claim(SECOND, words, trigger, by=(NORDIA,), place=HILLS, day="2024-03-03")
    others = event_claim(SECOND, words, trigger, by=(REBELS,), place=HARBOUR, day="2024-03-03")
    for other in (later, elsewhere, others):
        assert len(reconcile([first, other], [FIRST, SECOND]).events) == 2


def test_an_ambiguous_place_does_not_hold_two_tellings_apart() -> None:
    here = HARBOUR.model_copy(update={"geonames_id": 1, "country": "NO"})
    there = here.model_copy(update={"geonames_id": 2, "country": "SU"})
    perhaps = here.model_copy(update={"alternatives": (2,)})
    assert (same_place(here, there), same_place(perhaps, there), same_place(there, perhaps)) == (False, None, None)


def test_figures_of_two_sides_that_exclude_each_other_are_disputed() -> None:
    first = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")
    second = shelling(SECOND, "Shells from Nordia hit Harbour", "hit")
    four = figure_claim(FIRST, "Four dockers were killed.", toll(FIRST, "", 4, "Four dockers"), first, speaker(NORDIA))
    nine = figure_claim(
        SECOND, "Nine dockers were killed.", toll(SECOND, "", 9, "Nine dockers"), second, speaker(SURIA)
    )
    [event] = reconcile([first, second, four, nine], [FIRST, SECOND]).events
    assert event.standing == "disputed"
    assert {(said.figure.low, said.speakers) for said in event.figures} == {(4, ("Nordia",)), (9, ("Suria",))}
    assert "Four dockers" in event.why and "Nine dockers" in event.why


def test_a_toll_that_rises_is_no_dispute() -> None:
    first = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")
    second = shelling(SECOND, "Shells from Nordia hit Harbour", "hit")
    four = toll(FIRST, "", 4, "Four dockers").model_copy(update={"as_of": "2024-03-03"})
    nine = toll(SECOND, "", 9, "Nine dockers").model_copy(update={"as_of": "2024-03-05"})
    claims = [first, second, figure_claim(FIRST, "Four dockers were killed.", four, first)]
    claims.append(figure_claim(SECOND, "Nine dockers were killed.", nine, second))
    [event] = reconcile(claims, [FIRST, SECOND]).events
    assert event.standing == "corroborated"


def test_coordinate_numbers_are_one_toll() -> None:
    one = report("Nordia shelled Harbour. Two women and three men were killed.")
    shelled = shelling(one, "Nordia shelled Harbour.", "shelled")
    words = "Two women and three men were killed."
    parts = [
        Figure(category="killed", low=number, victims=victims, span=span(one, f"{quantity} {victims}"))
        for quantity, number, victims in (("Two", 2, "women"), ("three", 3, "men"))
    ]
    [event] = reconcile([shelled, *(figure_claim(one, words, part, shelled) for part in parts)], [one]).events
    assert [(said.figure.low, said.figure.span.text) for said in event.figures] == [(5, "Two women and three men")]


def answer() -> Situation:
    story = report("Nordia shelled Harbour on Sunday. On Tuesday Suria struck back in the Hills.")
    shelled = shelling(story, "Nordia shelled Harbour on Sunday.", "shelled")
    cue = Cue(kind="response_to", span=span(story, "struck back"))
    struck = event_claim(
        story, "On Tuesday Suria struck back in the Hills.", "struck", by=(SURIA,), place=HILLS, day="2024-03-05",
        claim={"cues": (cue,)},
    )  # fmt: skip
    return reconcile([shelled, struck], [story])


def test_an_answer_is_linked_to_what_it_answers() -> None:
    situation = answer()
    first, second = situation.events
    [link] = second.links
    assert (link.kind, link.from_, link.to, link.cue) == ("response_to", second.id, first.id, "struck back")
    assert situation.links == (link,)


def test_plans_and_denials_make_no_event() -> None:
    planned = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled", claim={"modality": "hypothetical"})
    denied = shelling(SECOND, "Shells from Nordia hit Harbour", "hit", claim={"polarity": "negative"})
    situation = reconcile([planned, denied], [FIRST, SECOND])
    assert situation.events == () and len(situation.claims) == 2


def test_a_denial_by_somebody_named_shows_in_the_standing() -> None:
    told = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")
    denial = shelling(
        SECOND, "Shells from Nordia hit Harbour", "hit", claim={"polarity": "negative"}, speakers=(speaker(NORDIA),)
    )
    [event] = reconcile([told, denial], [FIRST, SECOND]).events
    assert event.standing == "denied" and "Nordia" in event.why and denial.id in event.claims


def test_an_event_without_a_time_says_so() -> None:
    story = report("Nordia shelled Harbour on Sunday. Suria recalled its ambassador.")
    shelled = shelling(story, "Nordia shelled Harbour on Sunday.", "shelled")
    recalled = event_claim(story, "Suria recalled its ambassador.", "recalled", type="SANCTION", by=(SURIA,))
    _, event = reconcile([shelled, recalled], [story]).events
    assert event.when is None and event.between == "2024-03-03/2024-03-05"


def test_nothing_gives_nothing_and_the_account_survives_json() -> None:
    assert reconcile([], []).events == ()
    situation = answer()
    assert Situation.model_validate_json(situation.model_dump_json()) == situation


def test_one_text_met_twice_is_one_report() -> None:
    again = FIRST.model_copy(update={"source": "elsewhere.txt", "outlet": "Mirror"})
    claims = [shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")] * 2
    situation = reconcile(claims, [FIRST, again])
    assert [one.id for one in situation.reports] == [FIRST.id] and len(situation.claims) == 1
    assert situation.reports[0].repeats is None and situation.events[0].standing == "single source"


def test_what_sums_up_both_sides_is_neither_sides_act() -> None:
    story = report(
        "Nordia and Suria have shelled each other. Nordia shelled Harbour on Sunday. Its shells hit the quay."
    )
    both = event_claim(story, "Nordia and Suria have shelled each other.", "shelled", by=(NORDIA, SURIA))
    one = shelling(story, "Nordia shelled Harbour on Sunday.", "shelled Harbour")
    again = event_claim(story, "Its shells hit the quay.", "hit", by=(NORDIA,), anaphoric=True)
    groups = [set(event.claims) for event in reconcile([both, one, again], [story]).events]
    assert {both.id} in groups and {one.id, again.id} in groups


def two_tolls(first: int, later: int) -> str:
    """The standing of one shelling with a toll by each of two outlets, neither naming who gives it."""
    shelled = shelling(FIRST, "Nordia shelled Harbour on Sunday.", "shelled")
    hit = shelling(SECOND, "Shells from Nordia hit Harbour", "hit")
    tolls = [toll(FIRST, "", first, "Four dockers"), toll(SECOND, "", later, "Nine dockers")]
    tolls = [
        one.model_copy(update={"as_of": day}) for one, day in zip(tolls, ("2024-03-03", "2024-03-05"), strict=True)
    ]
    claims = [figure_claim(FIRST, "Four dockers were killed.", tolls[0], shelled)]
    claims.append(figure_claim(SECOND, "Nine dockers were killed.", tolls[1], hit))
    return reconcile([shelled, hit, *claims], [FIRST, SECOND]).events[0].standing


def test_a_toll_that_falls_is_a_dispute() -> None:
    assert (two_tolls(4, 9), two_tolls(9, 4)) == ("corroborated", "disputed")


@pytest.mark.parametrize(("name", "reason"), [("Diaz", "same recipient"), ("Lia Moss", "other persons")])
def test_who_was_struck_is_known_by_the_last_name(name: str, reason: str) -> None:
    def telling(story: Report, who: str) -> Telling:
        claim = event_claim(story, story.text, "arrested", on=(Actor(id=who.lower(), name=who, kind="person"),))
        assert claim.event is not None
        return Telling(claim, claim.event, story, 0, None)

    first = telling(report("Police arrested Ada Diaz."), "Ada Diaz")
    second = telling(report(f"Police arrested {name}.", outlet="Mirror"), name)
    assert any(one.startswith(reason) for one in match(first, second).reasons)


@pytest.mark.parametrize(("toll", "reason"), [({5}, True), ({2, 3}, True), ({3}, True), ({2}, False)])
def test_a_toll_is_another_one_in_whole_and_not_in_part(toll: set[int], reason: bool) -> None:
    def telling(story: Report, killed: set[int]) -> Telling:
        claim = event_claim(story, story.text, "shelled")
        assert claim.event is not None
        return Telling(claim, claim.event, story, 0, None, killed=frozenset(killed))

    parts = telling(report("Shells: two women and three men died; Nordia shelled Harbour."), {2, 3})
    other = telling(report("Nordia shelled it.", outlet="Mirror"), toll)
    assert any("same number" in one for one in match(parts, other).reasons) is reason


def test_harm_told_further_down_belongs_to_the_incident_of_its_report() -> None:
    story = report("Nordia shelled Harbour on Sunday.\nIt rained for days.\nA mill was destroyed.")
    shelled = shelling(story, "Nordia shelled Harbour on Sunday.", "shelled")
    destroyed = event_claim(story, "A mill was destroyed.", "destroyed")
    [event] = reconcile([shelled, destroyed], [story]).events
    assert set(event.claims) == {shelled.id, destroyed.id}


def test_harm_that_a_copy_repeats_belongs_to_the_incident_as_well() -> None:
    filler = " ".join(f"Paragraph {word} says what the harbour master saw." for word in ("one", "two", "three", "four"))
    text = f"Nordia shelled Harbour on Sunday.\n{filler}\nA mill was destroyed."
    stories = [report(text), report(f"{text}\nWith agencies.", outlet="Mirror", published="2024-03-06")]
    claims = [shelling(one, "Nordia shelled Harbour on Sunday.", "shelled") for one in stories]
    claims += [event_claim(one, "A mill was destroyed.", "destroyed", place=HARBOUR) for one in stories]
    situation = reconcile(claims, stories)
    assert sum(one.repeats is not None for one in situation.reports) == 1
    [event] = situation.events
    assert set(event.claims) == {claim.id for claim in claims} and event.standing == "single source"


def test_what_lies_long_before_its_report_is_background() -> None:
    old = event_claim(FIRST, "Nordia shelled Harbour on Sunday.", "shelled", by=(NORDIA,), day="2023-06-01")
    new = shelling(SECOND, "Shells from Nordia hit Harbour", "hit")
    found = {event.when.day: event.background for event in reconcile([old, new], [FIRST, SECOND]).events if event.when}
    assert found == {"2023-06-01": True, "2024-03-03": False}
