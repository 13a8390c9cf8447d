"""Every event has its own time, from its own words; one that tells none has none."""

from __future__ import annotations

import pytest
from spacy.language import Language

FRIDAY = "2024-01-19"


def days(nlp: Language, text: str) -> dict[str, str | None]:
    """The value of the time of each event, by its trigger."""
    doc = nlp.make_doc(text)
    doc._.published = FRIDAY
    return {event.trigger.text: event.when.value if event.when else None for event in nlp(doc)._.events}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army shelled the village on Tuesday, and rebels attacked a police post on Wednesday.",
            {"shelled": "2024-01-16", "attacked": "2024-01-17"},
        ),
        (
            "The strikes were Pakistan's answer to the Iranian bombardment on Tuesday.",
            {"strikes": None, "bombardment": "2024-01-16"},
        ),
        (
            "On Thursday the foreign minister condemned Tuesday's missile attack.",
            {"condemned": "2024-01-18", "attack": "2024-01-16"},
        ),
        (
            "The drone strike, which took place at 16:50 GMT on Monday, killed a commander.",
            {"strike": "2024-01-15T16:50"},
        ),
        ("Kenya deported 12 migrants in recent days.", {"deported": "PAST_REF"}),
        ("Gunmen killed six farmers in Benue state.", {"killed": None}),
    ],
)
def test_an_event_takes_the_time_of_its_own_words(nlp: Language, text: str, expected: dict[str, str | None]) -> None:
    assert days(nlp, text) == expected


def test_an_event_told_of_a_range_has_the_range(nlp: Language) -> None:
    doc = nlp.make_doc("Between Monday and Wednesday, fighters killed at least 30 civilians in Ituri.")
    doc._.published = FRIDAY
    (event,) = nlp(doc)._.events
    assert (event.when.value, event.when.edtf) == ("2024-01-15", "2024-01-15/2024-01-17")
    assert event.when.span.text == "Monday and Wednesday"


def test_a_story_carries_its_days_to_its_events(nlp: Language) -> None:
    text = "On 12 December 2023 rebels attacked the convoy. Two days later the army bombed their camp."
    assert days(nlp, text) == {"attacked": "2023-12-12", "bombed": "2023-12-14"}


def test_the_entry_of_a_chronology_dates_its_deeds_but_not_what_had_come_before_or_is_to_come(nlp: Language) -> None:
    text = (
        "Key events:\n\n- 14 January: rebels attacked the convoy. They abducted two drivers and had shelled a post.\n\n"
        "- 16 January - the army bombed their camp. The minister will visit Dori."
    )
    found = days(nlp, text)
    assert (found["attacked"], found["abducted"], found["bombed"]) == ("2024-01-14", "2024-01-14", "2024-01-16")
    assert (found["shelled"], found["visit"]) == (None, None)


def test_the_hours_of_a_live_page_date_its_entries(nlp: Language) -> None:
    text = "03:40 GMT: Shells hit a bakery in Taiz.\n16:50 GMT: The army bombed a camp."
    assert days(nlp, text) == {"hit": "2024-01-19T03:40", "bombed": "2024-01-19T16:50"}


def test_days_on_lines_of_their_own_date_what_follows_where_there_is_more_than_one(nlp: Language) -> None:
    entry = "14 January\n\nRebels attacked the convoy.\n\nPolice arrested a driver."
    text = f"{entry}\n\n16 January\n\nThe army bombed a camp."
    assert days(nlp, text) == {"attacked": "2024-01-14", "arrested": "2024-01-14", "bombed": "2024-01-16"}
    assert days(nlp, "14 January\n\nRebels attacked the convoy.") == {"attacked": None}
    page = "Published\n14 January 2024\n\nUpdated\n15 January 2024\n\nRebels attacked a convoy in Dori."
    assert days(nlp, page) == {"attacked": None}
    assert days(nlp, f"{text}\n\nBackground\n\nFrance invaded Mali.")["invaded"] is None
    assert days(nlp, "16 January:\n- rebels attacked the convoy.") == {"attacked": "2024-01-16"}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("16 January: Israel marks the day Hamas attacked its towns.", "attacked"),
        ("16 January: The court jailed officers who shelled Vukovar.", "shelled"),
        ("14 January: Rebels attacked the convoy. The group was founded after France invaded Mali.", "invaded"),
        ("16 January 2024 – The UN chief condemned the bombing that killed 30 people in Dori.", "bombing"),
        ("16 January: Anger grew over the strike that killed a general.", "strike"),
        ("16 January: Rebels fled. They had attacked the convoy and burned a truck.", "burned"),
        ("7 October - when Hamas attacked Israel - killed 1,200 people. Israel invaded Gaza.", "invaded"),
        ("1000 - 1200: rebels attacked the convoy.", "attacked"),
        ("Page 14 January. Rebels attacked the convoy.", "attacked"),
        ("16 January: Rebels may have attacked the convoy.", "attacked"),
    ],
)
def test_what_an_entry_only_mentions_is_not_of_its_day(nlp: Language, text: str, deed: str) -> None:
    assert days(nlp, text)[deed] is None


def test_what_a_strike_does_is_of_the_day_of_its_entry(nlp: Language) -> None:
    assert days(nlp, "16 January: Two soldiers were killed when missiles hit a post.") == {"hit": "2024-01-16"}
    assert days(nlp, "16 January: Officials said rebels burned two trucks.") == {"burned": "2024-01-16"}
    assert (
        days(nlp, "16 January: After talks on 3 January failed, rebels attacked the convoy.")["attacked"]
        == "2024-01-16"
    )
    assert days(nlp, "16 January: Six people were hurt in a blast in Dori.") == {"blast": "2024-01-16"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Three girls were hurt in the strike on a village in the district of Panjgur.", "Panjgur"),
        ("A blast in the north of Aleppo killed four.", "Aleppo"),
        ("Six people died in clashes in the outskirts of Khartoum.", "Khartoum"),
        ("Near Lagos four protesters were hurt in clashes.", "Lagos"),
        ("Ministers in Paris condemned the strike.", None),
        ("In Geneva, ministers mourned those who were hurt in the strike.", None),
        ("Militants killed in the raid came from the district of Bajaur.", None),
        ("In the name of Nigeria troops shelled the camp.", None),
    ],
)
def test_an_event_stands_where_its_words_say(nlp: Language, text: str, place: str | None) -> None:
    event = nlp(text)._.events[-1]
    assert (event.place.name if event.place else None) == place
