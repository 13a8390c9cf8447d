"""A brief as Markdown and as data, and its dates in words."""

from __future__ import annotations

import json
import re

import pytest

from tests.brief.render_sample import BRIEF, SITUATION
from wiredesk.brief.render import data, markdown
from wiredesk.brief.render.dates import words as date_words
from wiredesk.brief.render.markdown import escape
from wiredesk.model import Brief, Situation


def test_markdown_footnotes_all_lead_somewhere_and_quote_the_words() -> None:
    text = markdown(BRIEF, SITUATION)
    used = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    notes = dict(re.findall(r"^\[\^(\w+)\]: (.*)$", text, re.MULTILINE))
    assert used == set(notes)
    assert notes["1a"].endswith("“Orvane fired rockets on Monday at two villages” Also in Brackwater Courier.")
    assert "### Monday 4 March 2030" in text
    assert "| Kestrel agency | “about 20” (as of 4 March 2030)[^1" in text
    assert "an act of war" in text and "<an act" not in text.replace("\\<", "")


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("# not a heading", "\\# not a heading"),
        ("1. no list", "1\\. no list"),
        ("2024. A year", "2024\\. A year"),
        ("a | b\nc", "a \\| b c"),
        ("*x* _y_ [z](w) <b> `c`", "\\*x\\* \\_y\\_ \\[z\\](w) \\<b\\> \\`c\\`"),
    ],
)
def test_markdown_specials_are_escaped(plain: str, escaped: str) -> None:
    assert escape(plain) == escaped


def test_data_reads_back_as_the_same_values() -> None:
    content = json.loads(data(BRIEF, SITUATION))
    assert list(content) == ["wiredesk", "brief", "situation"]
    assert Brief.model_validate(content["brief"]) == BRIEF
    assert Situation.model_validate(content["situation"]) == SITUATION


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2024-01-16", "Tuesday 16 January 2024"),
        ("2024-01-16T08:30Z", "Tuesday 16 January 2024, 08:30 UTC"),
        ("2024-01", "January 2024"),
        ("2024", "2024"),
        ("2024-21", "spring 2024"),
        ("2024-33", "first quarter of 2024"),
        ("202X", "2020s"),
        ("2024-01~", "about January 2024"),
        ("2024-01-16/2024-01-18", "16–18 January 2024"),
        ("2024-01-30/2024-02-02", "30 January – 2 February 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2024-01/2024-03", "January–March 2024"),
        ("2020/2022", "2020–2022"),
        ("2024-01-16/2024-01-16", "Tuesday 16 January 2024"),
        ("2024-01-16/..", "from 16 January 2024"),
        ("../2024-01-16", "until 16 January 2024"),
        ("[2024-05-10,2023-05-10]", "10 May 2024 or 10 May 2023"),
        ("2024-02-31", "2024-02-31"),
        ("2024-13", "2024-13"),
        ("PAST_REF", "PAST_REF"),
        ("", ""),
    ],
)
def test_dates_in_words(edtf: str, told: str) -> None:
    assert date_words(edtf, weekday=True) == told
