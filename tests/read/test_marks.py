from __future__ import annotations

import pytest

from wiredesk.read.marks import LEADS, LEADS_NOWHERE, NOTE, Placed, Taken, placeholder, take_out


def hung(text: str) -> list[tuple[str, str]]:
    taken = take_out(text)
    return [(mark.label, taken.text[start:end]) for mark, start, end in taken.hung]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The minister said that no villagers were targeted1. Later it rained.", [("1", "targeted")]),
        ("No one was targeted1. It arms a group in Yemen4. Then it stopped.", [("1", "targeted"), ("4", "Yemen")]),
        ("It arms a group in Yemen4.", [("4", "Yemen")]),
        ("Saada was hit. The road to Saada7, closed since May, is open.", [("7", "Saada")]),
        ("The group[3] has gone, it said.[12]", [("3", "group"), ("12", "said")]),
        ("It denied this[1,2] and that[4-6].", [("1,2", "this"), ("4-6", "that")]),
        ("It denied this. [2] The rest is quiet.", [("2", "this")]),
        ("It denied this [2].", [("2", "this")]),
        ("A strike.¹ Another one² came.", [("1", "strike"), ("2", "one")]),
        ("The army left.1 The rebels came.2 Nothing stayed.3", [("1", "left"), ("2", "came"), ("3", "stayed")]),
        ("The rebels[note 3] left[citation needed].", [("note 3", "rebels"), ("citation needed", "left")]),
        ("“They fled3,” she said.", [("3", "fled")]),
    ],
)
def test_marks_are_found_with_their_words(text: str, marks: list[tuple[str, str]]) -> None:
    assert hung(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19, Covid19, H1N1 and SARS2 in ward B12.",
        "The F-16, the A320, flight MH17, a Mig29, an Il76, B-52s and a Su-35.",
        "The M23 took Goma, the G7 met, and Area51 is closed.",
        "On the 7th, 10km away, at 3pm, at 11:30, in 2024.",
        "They killed12 people on January18. At least20 died.",
        "It cites Article51. Brigade7 has left Zone5.",
        "A Falcon9, a Shaheen3. The talks at Cop28, on France24.",
        "Pump1, Pump2 and Pump3 stand still.",
        "Malka1 is a field. So oil comes from Malka1, they say.",
        "“We had [12] people left,” he said, “and [sic] no water” in [Sanaa] in [2019].",
        "A flat of 11 m², a lake of 5 km² and 10⁶ fish.",
        "Write to ali12, see #gaza4, file1.txt, www.abc1.com or v1.2.",
        "It hit Gaza.2 The rest fled.",  # one number after a full stop: a lost space, or the start of a sentence
        "Rose to12. Fell to9. Killed12, wounded30.",
        "It is in No.5, Vol.2 and p.12.",
        "Posted by : shadow27 | June 15 , 2010",
        "The toll rose from 3 to 4.",
    ],
)
def test_numbers_of_names_and_quantities_are_left_alone(text: str) -> None:
    taken = take_out(text)
    assert (taken.text, taken.hung) == (text, [])


def test_a_mark_leads_to_its_note_and_the_notes_leave_the_text() -> None:
    text = "Two died in Panjgur1. Three were hurt[2].\nThe rest were freed3."
    taken = take_out(f"{text}\nNotes\n1. The ministry, Wednesday.\n[2] The police.")
    assert taken.text == "Two died in Panjgur. Three were hurt.\nThe rest were freed."
    assert [(mark.label, mark.leads_to) for mark, _, _ in taken.hung] == [
        ("1", "The ministry, Wednesday."),
        ("2", "The police."),
        ("3", None),
    ]
    assert [left.reason for left in taken.dropped] == [NOTE, NOTE, NOTE, LEADS, LEADS, LEADS_NOWHERE]


def test_notes_that_lost_their_numbers_are_counted_under_their_heading() -> None:
    taken = take_out("One died[1]. Two fled[2].\nReferences\nThe ministry.\nThe police.")
    assert [mark.leads_to for mark, _, _ in taken.hung] == ["The ministry.", "The police."]


def test_a_list_at_the_end_of_an_article_is_not_notes() -> None:
    text = "The talks had three results.\n1. A truce.\n2. A line for calls.\n3. A date."
    assert take_out(text) == Taken(text)


def test_a_sign_is_a_mark_only_with_a_note() -> None:
    assert hung("The name was changed*.\n* For the safety of the speaker.") == [("*", "changed")]
    assert hung("Four stars**** for the hotel.") == []


def test_marks_that_markup_shows_come_from_the_reader() -> None:
    taken = take_out(f"It fired{placeholder(0)} at dawn.", [Placed("a", "https://example.org/a")])
    assert taken.text == "It fired at dawn."
    assert [(mark.label, mark.leads_to) for mark, _, _ in taken.hung] == [("a", "https://example.org/a")]


def test_taking_a_mark_out_joins_no_letters() -> None:
    text = "He left[1]\u0301 at noon."
    assert take_out(text).text == text
