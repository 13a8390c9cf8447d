from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.read.dates import day_order, find_date, is_prefix, iso_prefix


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "2024"),
        ("2024-01", "2024-01"),
        ("2024-01-19", "2024-01-19"),
        ("2024-01-18T21:40:00+05:00", "2024-01-18T21:40"),
        ("2024-01-18T21:40:00.123Z", "2024-01-18T21:40"),
        ("2024-01-18 21:40", "2024-01-18T21:40"),
        ("20240118", "2024-01-18"),
        ("Thu, 18 Jan 2024 23:30:00 +0500", "2024-01-18T23:30"),
        ("January 18, 2024", "2024-01-18"),
        ("Jan. 18, 2024, 3:20 PM", "2024-01-18T15:20"),
        ("Thursday 18 January 2024 16.40", "2024-01-18T16:40"),
        ("1st of March 2023", "2023-03-01"),
        ("18-Jan-2024", "2024-01-18"),
        ("March 2023", "2023-03"),
        ("31/12/2023", "2023-12-31"),
        ("12/31/23", "2023-12-31"),
        ("4/3/2024", "2024"),
        ("5.5.2024", "2024-05-05"),
        (1705570200, "2024-01-18T09:30"),
        (1705570200000, "2024-01-18T09:30"),
        (2024, "2024"),
        ("2024-02-31", None),
        ("31 February 2024", None),
        ("last Tuesday", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_dates_keep_the_precision_that_they_have(written: object, read: str | None) -> None:
    assert iso_prefix(written) == read


def test_a_column_tells_how_its_dates_are_to_be_read() -> None:
    assert day_order(["4/3/2024", "9/13/2024"]) == "month first"
    assert day_order(["4/3/2024", "13/9/2024"]) == "day first"
    assert day_order(["4/3/2024"]) is None and day_order(["13/9/2024", "9/13/2024"]) is None
    assert iso_prefix("4/3/2024", "month first") == "2024-04-03"


def test_a_date_in_running_text() -> None:
    assert find_date("ISLAMABAD, Jan. 18, 2024") == "2024-01-18"
    assert find_date("ISLAMABAD, Jan. 18") is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)))
def test_what_is_read_is_a_prefix_of_what_was_written(moment: datetime) -> None:
    assert iso_prefix(moment.isoformat() + "+03:00") == moment.isoformat()[:16]
    assert is_prefix(moment.date().isoformat())


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    value = iso_prefix(text)
    assert value is None or is_prefix(value)
