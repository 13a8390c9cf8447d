"""From a situation to a brief, on accounts made by hand: what is said, in which order, on whose word."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import HARBOUR, HILLS, NORDIA, REBELS, SURIA, event_claim, figure_claim, report, span, speaker
from wiredesk.brief import brief
from wiredesk.brief.words import attributed, day_words, listed, on_day, possessive, sentence, span_of_days, with_article
from wiredesk.model import (
    Actor,
    Brief,
    Claim,
    Figure,
    Mark,
    Relation,
    Report,
    Section,
    Sentence,
    Situation,
    Speaker,
    Statement,
    When,
)  # fmt: skip
from wiredesk.reconcile import reconcile

FIRST = report("Nordia shelled the port of Harbour. Four dockers were killed. Suria closed its embassy in the capital.")
SECOND = report("Shells from Nordia hit the quays. Nine dockers were killed. Rebels burned a mill.", outlet="Courier")
UNSOURCED = {"open", "sources"}
LONG = (
    "Nordia shelled the port of Harbour, and the warehouses burned for hours while crews fought the flames. "
    "Families who had slept in cellars since the autumn walked out along the old railway with what they could carry. "
    "The mayor asked the neighbouring towns for blankets and for drivers. By nightfall the last ferry had left, and "
    "the lamps along the quay stayed dark for the first time in living memory."
)


def shelling(source: Report, words: str, trigger: str, day: str = "2024-03-03", **more: object) -> Claim:
    return event_claim(source, words, trigger, by=(NORDIA,), place=HARBOUR, day=day, **more)  # type: ignore[arg-type]


def toll(source: Report, number: int, words: str) -> Figure:
    return Figure(category="killed", low=number, victims="dockers", span=span(source, words))


def said(source: Report, words: str, *speakers: Speaker, **more: object) -> Claim:
    outlet = Speaker(description=source.name, role="report")
    return Claim(
        id=f"{source.outlet}-{words}", report=source.id, evidence=(span(source, words),), text=words.rstrip("."),
        speakers=(*speakers, outlet), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def disputed() -> Situation:
    first = shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled")
    second = shelling(SECOND, "Shells from Nordia hit the quays.", "hit")
    four = figure_claim(FIRST, "Four dockers were killed.", toll(FIRST, 4, "Four dockers"), first, speaker(NORDIA))
    nine = figure_claim(SECOND, "Nine dockers were killed.", toll(SECOND, 9, "Nine dockers"), second, speaker(SURIA))
    return reconcile([first, second, four, nine], [FIRST, SECOND])


def section(made: Brief, kind: str) -> tuple[Sentence, ...]:
    return next((part.sentences for part in made.sections if part.kind == kind), ())


def texts(made: Brief) -> str:
    return "\n".join(one.text for one in made.sentences())


def unlike(number: int, seed: int = 5) -> list[str]:
    """Sentences that share hardly a word, so that none is taken for the echo of another."""
    rng = random.Random(seed)
    word = lambda: "".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(3))  # noqa: E731
    return [f"{word().title()} shelled {word()} {word()} {word()} near {word()}." for _ in range(number)]


def crowd(events: int, reports: int = 1) -> Situation:
    """Many events on as many days, spread over reports of different outlets."""
    lines = unlike(events)
    sources = [
        report(" ".join(lines[i::reports]), outlet=f"Outlet {i}", published="2024-12-30") for i in range(reports)
    ]
    claims = []
    for n, line in enumerate(lines):
        who, *_, where = line.rstrip(".").split()
        side = Actor(id=who, name=who, country=f"X{n % 9}", kind="state")
        place = HARBOUR.model_copy(update={"name": where, "admin1": where})
        claim = event_claim(
            sources[n % reports], line, "shelled", by=(side,), place=place, day=f"2024-12-{1 + n % 29:02}"
        )
        claims.append(claim.model_copy(update={"id": f"c{n}"}))
    return reconcile(claims, sources)


def check(situation: Situation, made: Brief) -> None:
    """What holds for every brief."""
    assert made.title.strip() and made.sections[-1].kind == "sources"
    kinds = [part.kind for part in made.sections]
    assert len(kinds) == len(set(kinds))
    for part in made.sections:
        assert part.title and (part.sentences or part.kind == "sources")
        for one in part.sentences:
            assert one.claims or part.kind in UNSOURCED, one.text
    assert all(one.claims for one in made.lead)
    for one in made.sentences():
        assert one.text[:1] == one.text[:1].upper() and one.text.rstrip('”"’)')[-1] in ".!?…"
        assert all(situation.claim(id) for id in one.claims)
        assert one.event is None or situation.event(one.event)


@pytest.mark.parametrize("make", [disputed, lambda: crowd(1), lambda: crowd(40, 5), Situation])
def test_any_brief(make) -> None:  # noqa: ANN001
    situation = make()
    check(situation, brief(situation))


def test_an_empty_situation_gives_a_brief_that_says_so_by_its_silence() -> None:
    made = brief(Situation())
    assert made.title and made.lead == () and made.as_of is None
    assert made.sections == (Section(kind="sources", title="Sources"),)


def test_reports_without_claims_give_their_title() -> None:
    situation = reconcile([], [report("Nothing here.", title="A quiet day", published="2024-03-05T08:30")])
    made = brief(situation)
    assert made.title == "A quiet day" and made.as_of == "2024-03-05"
    check(situation, made)


def test_the_lead_gives_the_date_and_the_dispute() -> None:
    made = brief(disputed())
    assert made.lead[0].text.startswith("On 3 March 2024, ") and "Harbour" in made.lead[0].text + made.lead[1].text
    assert "“Four dockers”" in made.lead[-1].text and "“Nine dockers”" in made.lead[-1].text


def test_a_date_at_the_front_is_not_said_twice() -> None:
    story = report("On Sunday evening Nordia shelled the port of Harbour.")
    claim = shelling(story, "On Sunday evening Nordia shelled the port of Harbour.", "shelled")
    [one] = brief(reconcile([claim], [story])).lead
    assert one.text == "On Sunday evening Nordia shelled the port of Harbour."


def test_the_title_has_the_countries_and_the_days() -> None:
    title = brief(crowd(3)).title
    assert "1–3 December 2024" in title
    assert "Norway" in brief(disputed()).title and "3 March 2024" in brief(disputed()).title


def test_the_timeline_is_in_order_of_time() -> None:
    made = brief(crowd(12))
    days = [one.day for one in section(made, "timeline")]
    assert len(days) >= 10 and None not in days and days == sorted(days)  # type: ignore[type-var]


def test_a_day_that_is_told_later_comes_first_all_the_same() -> None:
    story = report("Suria closed its embassy in Harbour. Nordia had shelled the grain terminal at dawn.")
    later = event_claim(
        story, "Suria closed its embassy in Harbour.", "closed", type="SANCTION", by=(SURIA,), day="2024-03-05"
    )
    earlier = shelling(story, "Nordia had shelled the grain terminal at dawn.", "shelled")
    days = [one.day for one in section(brief(reconcile([later, earlier], [story])), "timeline")]
    assert days == ["2024-03-03", "2024-03-05"]


def test_two_hundred_events_are_cut_to_the_weightiest() -> None:
    for reports in (1, 80):
        situation = crowd(200, reports)
        made = brief(situation)
        check(situation, made)
        events = {one.event for one in section(made, "timeline")}
        assert 5 <= len(events) <= 32 and len(list(made.sentences())) < 200
        assert len(made.lead) <= 4


def test_the_dispute_shows_both_sides_and_whose_they_are() -> None:
    [one] = section(brief(disputed()), "disputed")
    assert "“Four dockers”, according to Nordia" in one.text
    assert "“Nine dockers”, according to Suria" in one.text
    assert len(one.claims) == 2


def test_agreement_is_no_dispute() -> None:
    first = shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled")
    second = shelling(SECOND, "Shells from Nordia hit the quays.", "hit")
    assert section(brief(reconcile([first, second], [FIRST, SECOND])), "disputed") == ()


def test_an_outlet_is_named_where_it_alone_stands_for_a_claim() -> None:
    claims = [
        shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled"),
        event_claim(SECOND, "Rebels burned a mill.", "burned", by=(REBELS,), place=HILLS, day="2024-03-04"),
    ]
    said_ = [one.text for one in section(brief(reconcile(claims, [FIRST, SECOND])), "timeline")]
    assert said_ == ["Nordia shelled the port of Harbour, Gazette reports.", "Rebels burned a mill, Courier reports."]


def test_a_single_report_is_not_named_in_every_sentence() -> None:
    claim = shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled")
    assert "Gazette" not in texts(brief(reconcile([claim], [FIRST])))


def test_no_outlet_is_named_for_what_two_tell() -> None:
    claims = [
        shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled"),
        shelling(SECOND, "Shells from Nordia hit the quays.", "hit"),
    ]
    made = texts(brief(reconcile(claims, [FIRST, SECOND])))
    assert "Gazette" not in made and "Courier" not in made


def test_a_wire_copy_is_no_second_source_and_is_not_named() -> None:
    original, copy = report(LONG), report(LONG + " It is quiet now.", outlet="Courier", published="2024-03-06")
    other = report("Rebels burned a mill.", outlet="Herald")
    words = "Nordia shelled the port of Harbour, and the warehouses burned for hours"
    claims = [shelling(one, words, "shelled") for one in (original, copy)]
    claims.append(event_claim(other, "Rebels burned a mill.", "burned", by=(REBELS,), place=HILLS, day="2024-03-04"))
    situation = reconcile(claims, [original, copy, other])
    assert [one.repeats for one in situation.reports] == [None, original.id, None]
    made = texts(brief(situation))
    assert f"{words}, Gazette reports." in made and "Courier" not in made


def test_a_named_speaker_stands_for_the_claim() -> None:
    mayor = Speaker(description="the mayor", role="official")
    first = shelling(FIRST, "Nordia shelled the port of Harbour.", "shelled", speakers=(mayor,))
    other = event_claim(SECOND, "Rebels burned a mill.", "burned", by=(REBELS,), place=HILLS, day="2024-03-04")
    made = section(brief(reconcile([first, other], [FIRST, SECOND])), "timeline")
    assert made[0].text == "Nordia shelled the port of Harbour, according to the mayor."


def test_a_speaker_in_the_words_is_not_named_again() -> None:
    story = report("Suria said Nordia had shelled the port of Harbour.")
    speaks = speaker(SURIA).model_copy(update={"span": span(story, "Suria")})
    claim = shelling(story, "Suria said Nordia had shelled the port of Harbour.", "shelled", speakers=(speaks,))
    assert "according to" not in texts(brief(reconcile([claim], [story])))


def test_voices_are_speakers_with_their_own_words_first() -> None:
    story = report("Suria will answer in its own time. Suria called it “a crime against sleep itself”.")
    plain = said(
        story, "Suria will answer in its own time.", speaker(SURIA), statement=Statement(text="it will answer")
    )
    words = "Suria called it “a crime against sleep itself”."
    quoted = said(
        story, words, speaker(SURIA), statement=Statement(text=words, quoted=("a crime against sleep itself",))
    )
    voices = section(brief(reconcile([plain, quoted], [story])), "voices")
    assert [one.claims for one in voices] == [(quoted.id,), (plain.id,)]


def test_actors_are_told_with_names_aims_and_backers() -> None:
    story = report("The River Front, also known as Army of the Reeds, seeks a free coast. Suria backs the River Front.")
    relations = [
        (
            "also_known_as",
            REBELS,
            "Army of the Reeds",
            "The River Front, also known as Army of the Reeds, seeks a free coast.",
        ),
        ("seeks", REBELS, "a free coast", "The River Front, also known as Army of the Reeds, seeks a free coast."),
        ("backs", SURIA, REBELS, "Suria backs the River Front."),
    ]
    claims = [
        said(story, words, relation=Relation(**{"kind": kind, "from": from_, "to": to})).model_copy(update={"id": kind})
        for kind, from_, to, words in relations
    ]
    made = section(brief(reconcile(claims, [story])), "actors")
    assert [one.text for one in made] == [
        "The River Front, also known as Army of the Reeds, seeks a free coast.",
        "Suria backs the River Front.",
    ]
    assert set(made[0].claims) == {"also_known_as", "seeks"}


def test_nobody_in_particular_is_no_actor_of_the_brief() -> None:
    story = report("Rebel groups oppose Suria.")
    groups = REBELS.model_copy(update={"id": "rebel-groups", "name": "rebel groups"})
    opposed = Relation(**{"kind": "opposes", "from": groups, "to": SURIA})
    made = brief(reconcile([said(story, "Rebel groups oppose Suria.", relation=opposed)], [story]))
    assert "actors" not in {section.kind for section in made.sections}


def test_background_stands_apart_from_the_timeline() -> None:
    situation = crowd(4)
    events = [one.model_copy(update={"background": i == 0}) for i, one in enumerate(situation.events)]
    situation = situation.model_copy(update={"events": tuple(events)})
    made = brief(situation)
    assert [one.event for one in section(made, "background")] == [events[0].id]
    assert events[0].id not in {one.event for one in (*section(made, "timeline"), *made.lead)}


def test_what_stays_open_flaws_and_marks() -> None:
    story = report("Nordia shelled the port of Harbour on Monday, 3 March 2024.")
    story = story.model_copy(update={"marks": (Mark(span=span(story, "Harbour"), label="4", word="Harbour"),)})
    words = "Nordia shelled the port of Harbour on Monday, 3 March 2024."
    claim = shelling(story, words, "shelled")
    when = When(
        value="2024-03-03",
        edtf="2024-03-03",
        span=span(story, "Monday, 3 March 2024"),
        flaw="3 March 2024 was a Sunday",
    )
    claim = claim.model_copy(update={"doubtful": (when,)})
    left = " ".join(one.text for one in section(brief(reconcile([claim], [story])), "open"))
    assert "“4” after “Harbour”" in left and "3 March 2024 was a Sunday" in left


def test_a_year_that_the_report_does_not_give_is_said_to_be_a_guess() -> None:
    story = report("Nordia shelled the port of Harbour on May 10.")
    claim = shelling(story, "Nordia shelled the port of Harbour on May 10.", "shelled")
    when = When(value="2023-05-10", span=span(story, "May 10"), candidates=("2023-05-10", "2024-05-10"))
    claim = claim.model_copy(update={"doubtful": (when,)})
    left = [one for one in section(brief(reconcile([claim], [story])), "open") if "May 10" in one.text]
    assert len(left) == 1 and "10 May 2023" in left[0].text and left[0].claims == (claim.id,)


def test_nothing_is_said_twice_outside_the_lead() -> None:
    made = brief(crowd(40, 5))
    told = [one.text for part in made.sections if part.kind != "disputed" for one in part.sentences]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("make", [disputed, lambda: crowd(60, 7)])
def test_the_same_situation_gives_the_same_brief(make) -> None:  # noqa: ANN001
    one, other = make(), make()
    assert brief(one).model_dump_json() == brief(other).model_dump_json()
    assert brief(Situation.model_validate_json(one.model_dump_json())) == brief(one)


# Words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-01-16", "16 January 2024"), ("2024-01-06", "6 January 2024"), ("2024-01", "January 2024"),
        ("2024", "2024"), ("2024-01-16T08:30", "16 January 2024"), ("P3D", "P3D"), ("198", "198"), ("", ""),
    ],
)  # fmt: skip
def test_day_words(edtf: str, words: str) -> None:
    assert day_words(edtf) == words


@given(st.dates())
def test_days_of_any_year(day) -> None:  # noqa: ANN001
    words = day_words(day.isoformat())
    assert words.split()[0] == str(day.day) and words.split()[2] == f"{day.year:04}"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01-16", "2024-01-18", "16–18 January 2024"),
        ("2024-01-16", "2024-01-16", "16 January 2024"),
        ("2024-01-28", "2024-02-03", "28 January – 3 February 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2023-01-05", "2024-01-07", "5 January 2023 – 7 January 2024"),
    ],
)
def test_span_of_days(first: str, last: str, words: str) -> None:
    assert span_of_days(first, last) == words


def test_on_day() -> None:
    assert [on_day(day) for day in ("2024-01-16", "2024-01", "2024")] == [
        "on 16 January 2024",
        "in January 2024",
        "in 2024",
    ]


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], words: str) -> None:
    assert listed(items) == words
    assert listed(items, "or") == words.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rebels burned a mill", "Rebels burned a mill."),
        ("  rebels burned a mill.  ", "Rebels burned a mill."),
        ("who fired first?", "Who fired first?"),
        ("they called it “a crime.”", "They called it “a crime.”"),
        ("they called it “a crime”", "They called it “a crime”."),
        ('they asked "why?"', 'They asked "why?"'),
        ("they fled …", "They fled …"),
        ("they fled (on foot.)", "They fled (on foot.)"),
        ("they fled (on foot)", "They fled (on foot)."),
        ("they called it “the ‘worst of days.’”", "They called it “the ‘worst of days.’”"),
        ("łódź burned", "Łódź burned."),
        ("“no,” they said", "“no,” they said."),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    assert sentence(text) == expected


@given(st.text(max_size=40))
def test_a_sentence_stays_as_it_is(text: str) -> None:
    once = sentence(text)
    assert sentence(once) == once


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("River Liberation Front", "armed group", "the River Liberation Front"),
        ("United Nations", "organization", "the United Nations"),
        ("African Union", "organization", "the African Union"),
        ("The Hague Group", "organization", "The Hague Group"),
        ("Houthis", "armed group", "the Houthis"),
        ("Hamas", "armed group", "Hamas"),
        ("Kenya", "state", "Kenya"),
        ("Kenya’s defence ministry", "government body", "Kenya’s defence ministry"),
        ("Kenya's Supreme Court", "government body", "Kenya's Supreme Court"),
        ("Gazette", "media", "Gazette"),
        ("Ada Court", "person", "Ada Court"),
        ("", "other", ""),
    ],
)
def test_with_article(name: str, kind: str, expected: str) -> None:
    assert with_article(Actor(id="x", name=name, kind=kind)) == expected


def test_possessive() -> None:
    assert (possessive("Nordia"), possessive("Honduras")) == ("Nordia’s", "Honduras’")


def test_attribution_comes_after_the_quotation() -> None:
    claim = said(
        FIRST,
        "Four dockers were killed.",
        Speaker(description="a nurse", role="witness"),
        statement=Statement(text="x"),
    )
    assert attributed("it was “a crime.”", claim) == "it was “a crime”, according to a nurse"
    alone = said(FIRST, "Four dockers were killed.", statement=Statement(text="x"))
    assert attributed("four were killed", alone, "Gazette") == "four were killed, Gazette reports"
    assert attributed("four were killed", alone) == "four were killed"
