"""Times: extents and values, what they hang on, and what is no time at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from wiredesk.annotate.times import times
from wiredesk.annotate.times.lexer import lexicon
from wiredesk.model import When

NLP = spacy.blank("en")
FRIDAY = "2024-01-19"


def read(text: str, published: str | None = FRIDAY) -> list[When]:
    doc = NLP.make_doc(text)
    times(doc)  # registers the extension where nothing else has
    doc._.published = published
    return times(doc)


def values(text: str, published: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(when.span.text, when.value) for when in read(text, published)]


def only(text: str, published: str | None = FRIDAY) -> When:
    (when,) = read(text, published)
    return when


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("16 January 2024", "2024-01-16"),
        ("Jan. 16, 2024", "2024-01-16"),
        ("January 16 2024", "2024-01-16"),
        ("2024-01-16", "2024-01-16"),
        ("16/1/24", "2024-01-16"),
        ("the 16th of January, 2024", "2024-01-16"),
        ("Tuesday, January 16, 2024", "2024-01-16"),
        ("March 2011", "2011-03"),
        ("the end of November 2022", "2022-11"),
        ("the 1990s", "199"),
        ("the late 1970s", "197"),
        ("the 20th century", "19"),
        ("480 BC", "BC0480"),
        ("the summer of 2003", "2003-SU"),
        ("Q3 2024", "2024-Q3"),
        ("the third quarter of 2022", "2022-Q3"),
        ("the first half of 2023", "2023-H1"),
        ("Eid al-Adha 2022", "2022-07-09"),
        ("Christmas 2021", "2021-12-25"),
        ("fiscal year 2022", "2022"),
        ("the 2023-24 fiscal year", "2023"),
        ("the late eighties", "198"),
        ("the week of 8 January 2024", "2024-W02"),
        ("around March 2011", "2011-03"),
    ],
)
def test_named_dates(words: str, value: str) -> None:
    assert values(f"It happened before {words}, they said.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On Tuesday the army moved.", "Tuesday", "2024-01-16"),
        ("The talks will resume on Monday.", "Monday", "2024-01-22"),
        ("By Wednesday the soldiers were in the town.", "Wednesday", "2024-01-17"),
        ("He spoke on Friday.", "Friday", "2024-01-19"),
        ("They met last Friday.", "last Friday", "2024-01-12"),
        ("A fire broke out on Wednesday night.", "Wednesday night", "2024-01-17TNI"),
        ("A fire broke out early Thursday.", "early Thursday", "2024-01-18TMO"),
        ("Shelling went on in the early hours of Sunday.", "the early hours of Sunday", "2024-01-14TMO"),
        ("It rained yesterday morning.", "yesterday morning", "2024-01-18TMO"),
        ("Six rockets fell overnight.", "overnight", "2024-01-18TNI"),
        ("Six rockets fell overnight into Thursday.", "overnight into Thursday", "2024-01-17TNI"),
        ("Six rockets fell overnight Tuesday to Wednesday.", "overnight Tuesday to Wednesday", "2024-01-16TNI"),
        ("They came back last winter.", "last winter", "2022-WI"),
        ("Prices had risen last December.", "last December", "2022-12"),
        ("At month's end the road was closed.", "month's end", "2024-01"),
        ("He was seen three days ago.", "three days ago", "2024-01-16"),
        ("Prices rose last month.", "last month", "2023-12"),
        ("Prices rose earlier this week.", "earlier this week", "2024-W03"),
        ("Over the weekend the road was closed.", "the weekend", "2024-W02-WE"),
        ("In December the road was closed.", "December", "2023-12"),
        ("The road was closed in January this year.", "January this year", "2024-01"),
        ("It was quiet in recent days.", "recent days", "PXD"),
        ("They are now at home.", "now", "PRESENT_REF"),
        ("They will soon be at home.", "soon", "FUTURE_REF"),
        ("It is 4:30 a.m. local time.", "4:30 a.m. local time", "2024-01-19T04:30"),
        ("The truce ends at 5 p.m. EST, Jan. 25.", "5 p.m. EST, Jan. 25", "2024-01-25T17:00"),
    ],
)
def test_times_told_from_the_report(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("three days", "DURATION", "P3D"),
        ("several days", "DURATION", "PXD"),
        ("half an hour", "DURATION", "PT30M"),
        ("two and a half years", "DURATION", "P2.5Y"),
        ("2 1/2 years", "DURATION", "P2.5Y"),
        ("1.5 hours", "DURATION", "PT1.5H"),
        ("1,200 days", "DURATION", "P1200D"),
        ("more than a decade", "DURATION", "P10Y"),
        ("twenty-four hours", "DURATION", "PT24H"),
        ("the past three years", "DURATION", "P3Y"),
        ("every day", "SET", "P1D"),
        ("every Friday", "SET", "XXXX-WXX-5"),
        ("twice a month", "SET", "P1M"),
        ("weekly", "SET", "P1W"),
    ],
)
def test_durations_and_sets(words: str, kind: str, value: str) -> None:
    when = only(f"The guns fired for {words} there.")
    assert (when.span.text, when.type, when.value) == (words, kind, value)


def test_a_duration_without_a_number() -> None:
    assert values("The town was besieged for years.") == [("years", "PXY")]
    assert values("The town counts its years.") == []


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "Mr. May spoke.",
        "They march on the capital.",
        "About 2,000 people fled.",
        "Some 1984 people fled.",
        "Flight 1989 was late.",
        "Resolution 1701 was passed.",
        "He came second.",
        "The Sunday Times wrote it.",
        "Bloody Sunday is not forgotten.",
        "A 24-hour news channel showed it.",
        "A 16-year-old boy was hurt.",
        "The empire may fall apart.",
        "The fall of the city was near.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_the_age_of_a_thing_is_a_duration() -> None:
    assert values("An 8-month-old truce broke.") == [("8-month-old", "P8M")]


def test_what_lasts_is_no_last_time() -> None:
    assert values("The truce will last three weeks.") == [("three weeks", "P3W")]
    assert [when.span.text for when in read("It held for the last three weeks.")] == ["the last three weeks"]


def test_a_day_without_a_year_keeps_its_candidates() -> None:
    when = only("Nobody has counted the dead since May 10.")
    assert (when.value, when.candidates) == ("2023-05-10", ("2023-05-10", "2024-05-10"))
    assert when.anchor == "the latest one not after the publication date 2024-01-19"
    assert only("The vote is planned for Feb. 8.").value == "2024-02-08"


def test_since_looks_back_in_a_text_without_a_date_of_its_own() -> None:
    told = "A truce was signed on January 18, 2024. {} on May 10."
    since = read(told.format("The war has killed 200 since it began"), None)[-1]
    assert (since.value, since.candidates) == ("2023-05-10", ("2023-05-10", "2024-05-10"))
    assert since.anchor == "the latest one not after the date told before, 2024-01-18"
    assert read(told.format("Fighting broke out again"), None)[-1].value == "2024-05-10"
    assert read("It began on April 2, 2024. Shelling has gone on since May 10.", None)[-1].value == "2024-05-10"
    back = read("On November 5, 2019 police fired on those who had held the square since October 3.", None)[-1]
    assert (back.value, back.candidates) == ("2019-10-03", ())


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the army took the town and has held it since May 10.",
        "The war began in January 2024. More than 200 have died since May 10.",
        "A truce was signed on January 18, 2024. It has since been renewed on May 10.",
        "A truce was signed on January 18, 2024. The board met since he had lost the vote on May 10.",
    ],
)
def test_since_does_not_look_back_where_it_is_no_beginning_or_the_day_told_before_is_unknown(text: str) -> None:
    assert read(text, None)[-1].value == "2024-05-10"


def test_day_first_or_month_first() -> None:
    when = only("It is dated 5/6/23.")
    assert when.candidates == ("2023-06-05", "2023-05-06")
    assert only("It is dated 16/1/24.").candidates == ()


def test_a_weekday_that_the_calendar_contradicts() -> None:
    assert only("On Monday, January 16, 2024, it began.").flaw == "2024-01-16 is a Tuesday, not a Monday"
    assert only("On Tuesday, January 16, 2024, it began.").flaw is None


def test_ranges_are_two_times() -> None:
    assert values("between January 16 and 18") == [("January 16", "2024-01-16"), ("18", "2024-01-18")]
    assert values("from 2011 to 2016") == [("2011", "2011"), ("2016", "2016")]
    assert values("on 16-18 January 2022") == [("16", "2022-01-16"), ("18 January 2022", "2022-01-18")]
    assert values("(July 1 to July 3, 1863)") == [("July 1", "1863-07-01"), ("July 3, 1863", "1863-07-03")]
    assert values("the war of 480-479 BC") == [("480", "BC0480"), ("479 BC", "BC0479")]


def test_a_story_goes_on_from_the_date_told_before() -> None:
    text = "On January 3, 2020 he died. Two days later a crowd came. The following month it came again."
    assert [value for _, value in values(text)] == ["2020-01-03", "2020-01-05", "2020-02"]
    story = "In October 1941 it snowed. On December 7 the fleet sailed. In January it returned."
    assert [value for _, value in values(story, None)] == ["1941-10", "1941-12-07", "1942-01"]


def test_a_clock_time_takes_the_day_named_after_it() -> None:
    assert values("At 11 a.m. on 11 November 1918 the guns fell silent.")[0] == ("11 a.m.", "1918-11-11T11:00")


def test_a_clock_time_takes_the_day_named_after_its_other_zone() -> None:
    found = values("It fell at 9:30 am (0400 GMT) on Thursday.")
    assert [value for _, value in found] == ["2024-01-18T09:30", "2024-01-18T04:00", "2024-01-18"]
    assert values("It fell at 3 o'clock in the afternoon on Tuesday.")[0][1] == "2024-01-16T15:00"


def test_after_midnight_a_day_begins() -> None:
    assert values("It fell just after midnight on Sunday.")[0] == ("midnight", "2024-01-14T00:00")
    assert values("It ends at midnight on Sunday.")[0] == ("midnight", "2024-01-14T24:00")


def test_the_morning_after_a_night() -> None:
    text = "On Tuesday night the ship was seized, and at dawn it was let go."
    assert values(text) == [("Tuesday night", "2024-01-16TNI"), ("dawn", "2024-01-17TMO")]


def test_a_period_is_named_by_the_day_that_ends_it() -> None:
    assert values("Sales fell in the quarter ended Sept. 30.")[0] == ("the quarter", "2023-Q3")
    assert values("Sales fell in the year ended 31 March 2023.")[0] == ("the year", "2023")


def test_the_article_before_a_day_is_part_of_it_unless_a_noun_follows() -> None:
    assert values("It fell on the 29 August 2023.") == [("the 29 August 2023", "2023-08-29")]
    assert values("The 16 January attack went on.") == [("16 January", "2024-01-16")]


def test_what_ends_a_story_does_not_move_it() -> None:
    text = "In June 1944 they landed. It lasted until the fall of the city in May 1945. In July they moved on."
    assert [value for _, value in values(text, None)] == ["1944-06", "1945-05", "1944-07"]


def test_edtf() -> None:
    expected = {
        "mid-January": "2024-01-11/2024-01-20",
        "late 2023": "2023-09/2023-12",
        "spring 2024": "2024-21",
        "Q3 2024": "2024-35",
        "the 1990s": "199X",
        "the 20th century": "19XX",
        "480 BC": "-0479",
        "last week": "2024-01-08/2024-01-14",
        "0430 GMT on 16 January 2024": "2024-01-16T04:30:00Z",
    }
    assert {words: read(f"In {words}.")[0].edtf for words in expected} == expected


def test_without_any_date_nothing_is_invented() -> None:
    assert values("On Tuesday, two days later, he left.", None)[0] == ("Tuesday", "XXXX-WXX-2")
    assert all(not value.startswith("20") for _, value in values("Last year, on May 10, he left.", None))


def test_tags_decide_where_there_are_any() -> None:
    words = ["Rebels", "gather", "Monday"]
    for tag, value in (("VBD", "2024-01-15"), ("MD", "2024-01-22")):
        doc = Doc(NLP.vocab, words=words, tags=["NNS", tag, "NNP"])
        times(doc)
        doc._.published = FRIDAY
        assert [when.value for when in times(doc)] == [value]


def parsed(words: str, tags: str, heads: list[int], deps: str) -> Doc:
    kinds = {"V": "VERB", "J": "ADJ", "N": "PROPN", "P": "PRON", "T": "PART"}
    pos, lemmas = [kinds[tag[0]] for tag in tags.split()], words.split()
    doc = Doc(NLP.vocab, words=lemmas, tags=tags.split(), pos=pos, lemmas=lemmas, heads=heads, deps=deps.split())
    times(doc)
    doc._.published = FRIDAY
    return doc


@pytest.mark.parametrize(
    ("words", "tags", "heads", "deps", "value"),
    [
        ("They meet Monday", "PRP VBP NNP", [1, 1, 1], "nsubj root obl", "2024-01-22"),
        ("They walk Monday", "PRP VBP NNP", [1, 1, 1], "nsubj root obl", "2024-01-15"),
        ("He is due Monday", "PRP VBZ JJ NNP", [2, 2, 2, 2], "nsubj cop root obl", "2024-01-22"),
        (
            "It had been scheduled to end Monday",
            "PRP VBD VBN VBN TO VB NNP",
            [3, 3, 3, 3, 5, 3, 5],
            "nsubj aux aux:pass root mark xcomp obl",
            "2024-01-15",
        ),
        (
            "It is scheduled to end Monday",
            "PRP VBZ VBN TO VB NNP",
            [2, 2, 2, 4, 2, 4],
            "nsubj aux:pass root mark xcomp obl",
            "2024-01-22",
        ),
    ],
)
def test_the_verb_decides_whether_a_weekday_is_to_come(
    words: str, tags: str, heads: list[int], deps: str, value: str
) -> None:
    assert [when.value for when in times(parsed(words, tags, heads, deps))] == [value]


def test_until_a_weekday_told_on_that_weekday_keeps_the_next() -> None:
    assert only("The curfew will last until Friday.").candidates == ("2024-01-19", "2024-01-26")


def test_a_name_that_the_encoder_sees_is_no_date() -> None:
    doc = NLP.make_doc("He reads Friday Herald.")
    doc.set_ents([spacy.tokens.Span(doc, 2, 4, label="ORG")])
    assert times(doc) == []


FORMATS = (
    "{day} {month} {year}", "{month} {day}, {year}", "{month} {day} {year}", "{abbreviation} {day}, {year}",
    "{iso}", "the {day}th of {month} {year}", "{weekday}, {day} {month} {year}", "{weekday}, {month} {day}, {year}",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMATS))
def test_any_date_in_any_format(day: date, shape: str) -> None:
    words = shape.format(
        day=day.day,
        month=f"{day:%B}",
        year=day.year,
        abbreviation=f"{day:%b}" + "." * (day.month != 5),
        iso=day.isoformat(),
        weekday=f"{day:%A}",
    )
    when = only(f"It was seen on {words} there.")
    assert (when.span.text, when.value, when.flaw) == (words, day.isoformat(), None)
    assert (when.edtf, when.precision, when.day) == (day.isoformat(), "day", day.isoformat())


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 400))
def test_days_ago(published: date, count: int) -> None:
    assert only(f"It was seen {count} days ago.", published.isoformat()).value == str(published - timedelta(days=count))


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 6))
def test_a_past_weekday_is_the_last_one(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert only(f"It was seen on {day:%A}.", published.isoformat()).value == day.isoformat()


NUMBERS = [
    "31",
    "30",
    "29",
    "2024",
    "1991",
    "'99",
    "1990s",
    "16th",
    "0",
    "99999999999",
    "2,000",
    "25:99",
    "12:30",
    "1/2/03",
]
FORMS = [str(form) for forms in lexicon().data["classes"].values() for form in forms]
PIECES = st.sampled_from(
    [*FORMS, *map(str.title, FORMS), *NUMBERS * 5, *["-", ",", ".", "(", "\n\n", "0000-00-00"] * 5]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=80),
    st.sampled_from([None, FRIDAY, "2024", "junk", "0001-01-01", "9999-12-31"]),
)
def test_never_fails_and_spans_are_the_text(text: str, published: str | None) -> None:
    for when in read(text, published):
        doc = when.span.doc
        assert when.value and doc.text[when.span.start_char : when.span.end_char] == when.span.text
