"""Feasts and the calendars that they are counted in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from wiredesk.annotate.times import almanac, times
from wiredesk.annotate.times.feasts import feast
from wiredesk.annotate.times.lexer import lexicon
from wiredesk.model import When

NLP = spacy.blank("en")
FRIDAY = "2024-01-19"


def read(text: str, published: str | None = FRIDAY) -> list[When]:
    doc = NLP.make_doc(text)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    doc._.published = published
    return times(doc)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Easter 2024", "2024-03-31"),
        ("Good Friday 2023", "2023-04-07"),
        ("Orthodox Easter 2022", "2022-04-24"),
        ("Orthodox Easter in 2023", "2023-04-16"),
        ("Nowruz 2024", "2024-03-20"),
        ("Nowruz 2021", "2021-03-21"),
        ("Yom Kippur 1973", "1973-10-06"),
        ("Rosh Hashanah 2023", "2023-09-16"),
        ("Simchat Torah 2023", "2023-10-07"),
        ("Diwali last year", "2023-11-12"),
        ("Labour Day in 2023", "2023-05-01"),
        ("Thanksgiving 2023", "2023-11-23"),
    ],
)
def test_a_feast_of_one_day(words: str, day: str) -> None:
    (when,) = read(f"They met on {words} there.")
    assert (when.span.text, when.value, when.edtf) == (words, day, day)


def test_a_feast_by_the_moon_is_approximate() -> None:
    (when,) = read("The truce for Eid al-Fitr last year did not hold.")
    assert (when.span.text, when.value, when.edtf) == ("Eid al-Fitr last year", "2023-04-21", "2023-04-21~")
    assert "sighting" in str(when.anchor)


def test_a_month_of_fasting_is_no_day() -> None:
    (when,) = read("The attack came during Ramadan 2023.")
    assert (when.value, when.day, when.edtf) == ("2023-03", None, "2023-03-23~/2023-04-20~")
    (first,) = read("The attack came on the third day of Ramadan 2023.")
    assert first.edtf == "2023-03-25~"


def test_the_eve_of_a_feast() -> None:
    (when,) = read("A bomb went off on the eve of Eid al-Adha 2022.")
    assert when.day == "2022-07-08"


def test_the_feast_beside_the_report_keeps_the_other() -> None:
    (when,) = read("Shops were shut for Nowruz.")
    assert (when.value, when.candidates) == ("2023-03-21", ("2023-03-21", "2024-03-20"))
    (when,) = read("Shops will be shut for Nowruz.")
    assert (when.value, when.candidates) == ("2024-03-20", ("2024-03-20", "2023-03-21"))


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("He was killed on 22 Bahman 1357 in Tehran.", "1979-02-11", "1979-02-11"),
        ("It happened on 22 Bahman 1402.", "2024-02-11", "2024-02-11"),
        ("It happened on 1 Muharram 1400.", "1979-11-21", "1979-11-21~"),
        ("It happened on 3 Mehr.", "2023-09-25", "2023-09-25"),
    ],
)
def test_days_of_the_hijri_calendars(text: str, value: str, edtf: str) -> None:
    (when,) = read(text)
    assert (when.value, when.edtf) == (value, edtf)


@pytest.mark.parametrize(
    "text", ["The Ramadan Offensive began.", "Mehr reported it.", "He is called Rajab.", "The Tet Offensive began."]
)
def test_a_name_is_no_feast(text: str) -> None:
    assert read(text) == []


def test_the_table_agrees_with_the_rule_to_a_day() -> None:
    for code, days in lexicon().feasts.items():
        if code.startswith("islamic"):
            for year, day in days.items():
                month, number = map(int, code.split()[1].split("-"))
                ruled = almanac.islamic_in(year, month, number)
                assert ruled and abs(ruled - date.fromisoformat(f"{year}-{day}")) <= timedelta(1)


def test_every_feast_of_the_knowledge_file_is_known_for_this_decade() -> None:
    codes = set(lexicon().data["classes"]["HOLIDAY"].values())
    assert [code for code in codes for year in range(2020, 2027) if feast(code, year) is None] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1925, 2087))
def test_new_years_follow_one_another(year: int) -> None:
    assert (almanac.nowruz(year + 1) - almanac.nowruz(year)).days in (365, 366)
    assert (almanac.hebrew_new_year(year + 1) - almanac.hebrew_new_year(year)).days in (353, 354, 355, 383, 384, 385)
    assert (almanac.islamic(year - 578, 1, 1) - almanac.islamic(year - 579, 1, 1)).days in (354, 355)
    assert almanac.nowruz(year).month == 3 and almanac.hebrew_new_year(year).month in (9, 10)
