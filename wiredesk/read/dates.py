"""Publication dates: what a source writes, as an ISO 8601 prefix that is as long as what is known.

The local calendar date and time of the outlet are kept and the offset from UTC is left out
("2024-01-18T21:40:00+05:00" is 2024-01-18T21:40): "on Thursday" in a report means the outlet's Thursday.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Order = Literal["day first", "month first"] | None

_NAMES = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
_NAMES["sept"] = 9
_MONTH = "(?P<month>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:,?\s*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[T ]+(?P<hour>\d\d):(?P<minute>\d\d)[\d:.,]*)?"
_ISO = re.compile(
    rf"\s*(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d){_TIME})?)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?\s*"
)
_COMPACT = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)\s*")
_WORDS = tuple(
    re.compile(rf"{_WEEKDAY}{shape}{_CLOCK}", re.IGNORECASE)
    for shape in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_SLASHES = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\s*")


def iso_prefix(value: object, order: Order = None) -> str | None:
    """The date as an ISO 8601 prefix, or None if it is none or cannot be.

    ``order`` says how to read 4/3/2024. Without it a date that could be both keeps its year only.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(float(value))
    text = str(value or "").strip()
    for pattern in (_ISO, _COMPACT, *_WORDS):
        if match := pattern.fullmatch(text):
            return _prefix(match)
    return _from_slashes(text, order) or _from_mail(text)


def find_date(text: str) -> str | None:
    """The first full date in words ("18 January 2024") in a text."""
    found = [(match.start(), match) for pattern in _WORDS[:2] if (match := pattern.search(text))]
    return _prefix(min(found, key=lambda pair: pair[0])[1]) if found else None


def day_order(values: Iterable[str]) -> Order:
    """How a column of dates is to be read: one value above 12 tells for all; None if none does."""
    pairs = [match.groups() for value in values if (match := _SLASHES.fullmatch(value))]
    day_first, month_first = any(int(pair[0]) > 12 for pair in pairs), any(int(pair[1]) > 12 for pair in pairs)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def is_prefix(value: str) -> bool:
    """Whether a value is a date already in our shape (2024, 2024-01, 2024-01-19, 2024-01-19T08:30)."""
    return bool(_ISO.fullmatch(value)) and iso_prefix(value) is not None


def _prefix(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    if not month:
        return parts["year"]
    number = int(month) if month.isdigit() else _NAMES[month.lower()]
    if not 1 <= number <= 12 or (day and not 1 <= int(day) <= monthrange(int(parts["year"]), number)[1]):
        return None
    return "-".join([parts["year"], f"{number:02}", *([f"{int(day):02}"] if day else [])]) + _clock(parts)


def _clock(parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return ""
    hour, minute, half = int(parts["hour"] or 0), int(parts["minute"] or 0), (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * half.startswith("p")
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _from_slashes(text: str, order: Order) -> str | None:
    if not (match := _SLASHES.fullmatch(text)):
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    order = order or day_order([text]) or ("day first" if first == second else None)
    if order is None:
        return str(year)
    day, month = (first, second) if order == "day first" else (second, first)
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def _from_mail(text: str) -> str | None:
    """RFC 5322, as feeds write it: Thu, 18 Jan 2024 08:30:00 +0500."""
    try:
        return parsedate_to_datetime(text).isoformat()[:16]
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_epoch(seconds: float) -> str | None:
    if 1900 <= seconds < 2100 and seconds == int(seconds):
        return str(int(seconds))  # a year
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()[:16] if seconds > 1e8 else None
    except (ValueError, OverflowError, OSError):
        return None
