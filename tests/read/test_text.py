from __future__ import annotations

from pathlib import Path

import pytest

from wiredesk.model import Report
from wiredesk.read import read
from wiredesk.read.heading import take_heading

BODY = "Two soldiers were killed near the border on Monday, the army said in a statement.\nTalks go on, it added."


def one(tmp_path: Path, text: str, name: str = "note.txt", published: str | None = None) -> Report:
    (tmp_path / name).write_text(text, encoding="utf-8")
    [report] = read(str(tmp_path / name), published=published)
    return report


def test_a_headline_is_the_title_and_not_the_text(tmp_path: Path) -> None:
    report = one(tmp_path, f"Two killed near border\n\n{BODY}")
    assert (report.title, report.text) == ("Two killed near border", BODY)


@pytest.mark.parametrize("first", ["The army has spoken.", "It has come to this,", " ".join(["word"] * 40)])
def test_a_sentence_is_no_headline(tmp_path: Path, first: str) -> None:
    report = one(tmp_path, f"{first}\n\n{BODY}\n{BODY}")
    assert report.title == "" and report.text.startswith(first)


def test_byline_and_date_line(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"Two killed near border\n\nBy Ada Okoro and Li Wen\nPublished: 6 May 2023\n\n{BODY}",
        published="2020",
    )
    assert report.authors == ("Ada Okoro", "Li Wen") and report.published == "2023-05-06" and report.text == BODY
    assert {left.reason for left in report.dropped} == {"byline", "date line"}


def test_a_dateline_tells_the_date_only_with_its_year(tmp_path: Path) -> None:
    assert one(tmp_path, f"VELLIN, May 6, 2023 (Wire) — {BODY}").published == "2023-05-06"
    assert one(tmp_path, f"VELLIN, May 6 (Wire) — {BODY}").published is None
    assert one(tmp_path, f"VELLIN, May 6 (Wire) — {BODY}", published="2023-05-07").published == "2023-05-07"


def test_date_and_title_that_run_into_the_text(tmp_path: Path) -> None:
    heading = take_heading([f"Sat May 6 2023 Two held after a blast. {BODY}"], title="Two held after a blast")
    assert (heading.body, heading.published) == ([BODY], "2023-05-06")
    sentence = "Two held after a blast in Vellin were freed."
    assert take_heading([sentence], title="Two held after a blast").body == [sentence]


def test_a_comment_block_and_marks(tmp_path: Path) -> None:
    report = one(tmp_path, f"{BODY}\nNo villagers were targeted1. It happened in Mali4.\nComments\nPost a Comment")
    assert report.text.endswith("No villagers were targeted. It happened in Mali.")
    assert [(mark.label, mark.word, mark.leads_to) for mark in report.marks] == [
        ("1", "targeted", None),
        ("4", "Mali", None),
    ]
    assert ("Comments\nPost a Comment", "reader comments") in [(left.text, left.reason) for left in report.dropped]


def test_markdown(tmp_path: Path) -> None:
    text = """---
title: Truce in the valley
date: 2023-05-06
outlet: Grey Harbour News
author: Ada Okoro
---
## What happened

The **army** and the *rebels* [agreed](https://example.org/a "x") to a `truce`
on Sunday.[^1] A file_name_here stays, and 3 * 4 too.

- It holds for *ten* days
- It covers the valley

> “We are tired,” he said.

| Side | Dead |
|------|-----:|
| Army | 3 |

![a map](map.png)

[^1]: The [ministry](https://example.org/b), Sunday.
"""
    report = one(tmp_path, text, "note.md")
    assert (report.title, report.published, report.outlet) == ("Truce in the valley", "2023-05-06", "Grey Harbour News")
    assert report.authors == ("Ada Okoro",)
    assert report.text.split("\n") == [
        "What happened",
        "The army and the rebels agreed to a truce on Sunday. A file_name_here stays, and 3 * 4 too.",
        "It holds for ten days",
        "It covers the valley",
        "“We are tired,” he said.",
        "| Side | Dead |",
        "| Army | 3 |",
    ]
    assert [(mark.word, mark.leads_to) for mark in report.marks] == [("Sunday", "The ministry, Sunday.")]


def test_the_first_heading_of_markdown_is_the_title(tmp_path: Path) -> None:
    report = one(tmp_path, f"# Truce\n\n{BODY}", "note.md")
    assert report.title == "Truce" and "Truce" not in report.text
