from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.errors import ReadProblem
from wiredesk.read.clean import decode, paragraphs, visible

WORDS = "“Thirty-five” were hurt at the café in Năsăud – 5 km away."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "x") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert decode("Seven were killed.\n".encode(encoding), "x") == "Seven were killed.\n"


def test_western_quotes_in_cp1252() -> None:
    assert decode("It “ended” – in Málaga’s café".encode("cp1252"), "x") == "It “ended” – in Málaga’s café"


def test_another_script_is_recognised() -> None:
    text = "Двое солдат погибли в понедельник у границы, сообщили военные. Переговоры продолжаются. " * 4
    assert decode(text.encode("cp1251"), "x") == text


def test_the_declared_encoding_counts() -> None:
    assert decode("Ľudia odišli".encode("iso-8859-2"), "x", declared="iso-8859-2") == "Ľudia odišli"
    assert decode(b"plain", "x", declared="no-such-encoding") == "plain"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + b"\0\x07\xff" * 300]
)
def test_binary_data_is_named(data: bytes) -> None:
    with pytest.raises(ReadProblem, match="binary file"):
        decode(data, "x")


def test_mojibake_is_repaired() -> None:
    wrong = "Iran’s “strike” – café".encode().decode("cp1252", "replace")
    assert visible("Iranâ€™s toll â€“ cafÃ©") == "Iran’s toll – café"
    assert "’s" in visible(wrong)


def test_invisible_characters_and_odd_spaces() -> None:
    assert paragraphs("Ba\u00adloch\u200b fighters\u00a0near\u2009the \ufeffborder\u2028left\r\n\r\n•  Then") == [
        "Baloch fighters near the border",
        "left",
        "",
        "Then",
    ]


def test_lines_broken_at_a_width_are_joined_and_paragraphs_are_not() -> None:
    text = (
        "Two soldiers were killed on Monday in an attack on a post near the\n"
        "border, the army said in a statement that was read on state televi-\n"
        "sion. Nobody has claimed it so far, and the army has not said whom it\n"
        "suspects.\n\n"
        "Talks go on."
    )
    first, _, second = paragraphs(text)
    assert first.startswith("Two soldiers") and "near the border" in first and "television" in first
    assert first.endswith("suspects.") and second == "Talks go on."


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = [line for line in paragraphs(text) if line]
    assert [line for line in paragraphs("\n".join(once)) if line] == once
