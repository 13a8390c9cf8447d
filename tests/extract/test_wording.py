"""A unit in words that stand alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.extract.wording import tidy
from wiredesk.model import Claim

Told = Callable[..., list[Claim]]


def worded(told: Told, text: str) -> str:
    """The wording of the last claim about an event."""
    return [claim.text for claim in told(text) if claim.event][-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # its own date goes
        ("On Tuesday, Kenya bombed a camp.", "Kenya bombed a camp"),
        ("On Tuesday Kenya bombed a camp.", "Kenya bombed a camp"),
        ("Kenya bombed a camp on Tuesday.", "Kenya bombed a camp"),
        (
            "Kenya bombed a camp in Somalia on 6 February 2024, killing nine.",
            "Kenya bombed a camp in Somalia, killing nine",
        ),
        ("Kenya, on Tuesday, bombed a camp.", "Kenya bombed a camp"),
        ("Kenya bombed a camp early on Tuesday.", "Kenya bombed a camp"),
        ("On Tuesday, February 6, 2024, Kenya struck back with drones.", "Kenya struck back with drones"),
        # a date that belongs to a noun stays
        ("Tuesday’s strikes killed two militants.", "Tuesday’s strikes killed two militants"),
        # joining words go, "nor" stays
        ("But Kenya bombed a camp.", "Kenya bombed a camp"),
        ("However, Kenya bombed a camp.", "Kenya bombed a camp"),
        ("But on Tuesday, Kenya bombed a camp.", "Kenya bombed a camp"),
        ("Nor did Kenya bomb a camp.", "nor did Kenya bomb a camp"),
        ("— Kenya bombed a camp.", "Kenya bombed a camp"),
        ("Rebels attacked Goma, and Kenya bombed a camp.", "Kenya bombed a camp"),
        # the dateline goes
        ("NAIROBI, Feb 6 (Savanna Press) - Kenya bombed a camp.", "Kenya bombed a camp"),
        ("ADEN, Yemen (Gulf Wire) — Gunmen killed a judge.", "gunmen killed a judge"),
        # a pronoun or a description is named
        ("Kenya bombed a camp. It also shelled a village.", "Kenya also shelled a village"),
        ("Kenya bombed a camp. Its army shelled a village.", "Kenya’s army shelled a village"),
        ("Cyprus bombed a camp. Its army shelled a village.", "Cyprus’ army shelled a village"),
        ("Al-Shabaab burned a camp. The group shelled a village.", "al-Shabaab shelled a village"),
        # small letters, where they are due
        ("Gunmen killed a judge in Taiz.", "gunmen killed a judge in Taiz"),
        ("The army bombed a camp.", "the army bombed a camp"),
        ("Armenian troops shelled a village.", "Armenian troops shelled a village"),
        ("M23 shelled a village.", "M23 shelled a village"),
    ],
)
def test_wording(told: Told, text: str, expected: str) -> None:
    assert worded(told, text) == expected


def test_a_pronoun_that_means_no_one_stays(told: Told) -> None:
    text = worded(told, "Kenya bombed a camp. It was unusual for Chad to attack Sudan.")
    assert text.startswith("it was unusual")


def test_the_evidence_keeps_what_the_wording_leaves_out(told: Told) -> None:
    [claim] = [claim for claim in told("But on Tuesday, Kenya bombed a camp.") if claim.event]
    assert claim.evidence[0].text == "on Tuesday, Kenya bombed a camp"
    assert claim.event is not None and claim.event.when is not None and claim.event.when.day == "2024-02-06"


def test_tidy() -> None:
    assert tidy("  Kenya ,  bombed\n a camp . ") == "Kenya, bombed a camp"
    assert tidy("the vote , , he said") == "the vote, he said"
    assert tidy("a “war") == "a “war”"
    assert tidy("– and so on –") == "and so on"


@given(st.text(max_size=60))
def test_tidy_is_done_once(text: str) -> None:
    once = tidy(text)
    assert "  " not in once and once == once.strip()
