from __future__ import annotations

import pytest

from wiredesk.read.leftovers import cut_leftovers

ARTICLE = "Two soldiers were killed near the border on Monday, the army said."


@pytest.mark.parametrize(
    "tail",
    ["Comments\nPost a Comment", "3 comments:\nbob says:\nNonsense!", "Leave a Reply\nName\nEmail", "No comments yet"],
)
def test_reader_comments_at_the_end_go_with_their_reason(tail: str) -> None:
    text, dropped = cut_leftovers(f"{ARTICLE}\n{tail}")
    assert text == ARTICLE
    assert [(left.text, left.reason) for left in dropped] == [(tail, "reader comments")]


def test_long_text_after_a_heading_that_says_comments_stays() -> None:
    after = "\n".join(
        f"The minister went on to say, in sentence {n}, that the talks would be held soon." for n in range(20)
    )
    text, dropped = cut_leftovers(f"{ARTICLE}\nComments\n{after}")
    assert text == f"{ARTICLE}\n{after}"
    assert [left.text for left in dropped] == ["Comments"]


def test_a_teaser_takes_its_headlines_and_spares_the_article() -> None:
    text, dropped = cut_leftovers(
        f"{ARTICLE}\nRelated stories\nThe long road home\nA bridge reopens\nTalks go on, he said."
    )
    assert text == f"{ARTICLE}\nTalks go on, he said."
    assert dropped[0].text == "Related stories\nThe long road home\nA bridge reopens"


@pytest.mark.parametrize(
    "line", ["Advertisement", "Read more: A bridge reopens", "© 2024 The Paper", "Share on Facebook"]
)
def test_single_lines_go(line: str) -> None:
    text, dropped = cut_leftovers(f"{ARTICLE}\n{line}\n{ARTICLE}")
    assert text == f"{ARTICLE}\n{ARTICLE}"
    assert [left.text for left in dropped] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the minister drew anger.",
        "Updated: the toll was corrected at noon.",
        "Correction: an earlier version gave the wrong town.",
        "Related groups have fled.",
        "Home to two million people, the city is calm.",
    ],
)
def test_sentences_that_begin_like_one_stay(line: str) -> None:
    assert cut_leftovers(f"{ARTICLE}\n{line}\n{ARTICLE}")[1] == []


def test_a_text_that_is_only_a_comments_heading_stays() -> None:
    assert cut_leftovers("Comments") == ("Comments", [])
