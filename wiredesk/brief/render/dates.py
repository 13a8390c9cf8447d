"""EDTF (ISO 8601-2) and TIMEX3 values in the words of a British newspaper.

What is not understood is returned as it came: a date in code is better than a wrong date in words.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The divisions of a year in EDTF, level 2 (ISO 8601-2, 4.8): seasons, seasons by hemisphere, quarters, halves.
SEASONS = dict(zip(range(21, 33), ("spring", "summer", "autumn", "winter") * 3, strict=True))
PARTS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
PARTS |= {40: "first half", 41: "second half"}

_CLOCK = r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?"
_DATE = re.compile(rf"(\d{{4}})(?:-(\d\d))?(?:-(\d\d))?(?:{_CLOCK})?([?~%]?)")
_DECADE = re.compile(r"(\d{3})X|(\d\d)XX")
_DOUBT = {"": "", "?": "possibly ", "~": "about ", "%": "possibly about "}


def words(value: str | None, weekday: bool = False) -> str:
    """``2024-01-16`` as "16 January 2024", with ``weekday`` "Tuesday 16 January 2024"; "" for no date."""
    if not value:
        return ""
    if value[0] in "[{" and value[-1] in "]}":
        return _choice(value[1:-1], " or " if value[0] == "[" else " and ") or value
    if value.count("/") == 1:
        start, end = value.split("/")
        return (_single(start, weekday) if start == end else _interval(start, end)) or value
    return _single(value, weekday) or value


def _single(value: str, weekday: bool = False) -> str | None:
    if decade := _DECADE.fullmatch(value):
        return f"{decade[1]}0s" if decade[1] else f"{decade[2]}00s"
    if not (found := _DATE.fullmatch(value)):
        return None
    year, month, day, clock, zone, doubt = found.groups()
    text = _calendar(int(year), int(month or 0), int(day or 0), weekday)
    if text is None or (clock and not day):
        return None
    return _DOUBT[doubt] + text + (f", {clock}{_zone(zone)}" if clock else "")


def _zone(zone: str | None) -> str:
    return "" if not zone else " UTC" if zone == "Z" else f" UTC{zone}"


def _calendar(year: int, month: int, day: int, weekday: bool) -> str | None:
    if day:
        try:
            name = WEEKDAYS[date(year, month, day).weekday()] + " " if weekday else ""
        except ValueError:
            return None
        return f"{name}{day} {MONTHS[month - 1]} {year:04}"
    if month in SEASONS:
        return f"{SEASONS[month]} {year:04}"
    if month in PARTS:
        return f"{PARTS[month]} of {year:04}"
    if month > 12:
        return None
    return f"{MONTHS[month - 1]} {year:04}" if month else f"{year:04}"


def _interval(start: str, end: str) -> str | None:
    first, last = (None if part in ("", "..") else _single(part) for part in (start, end))
    if (first is None and start not in ("", "..")) or (last is None and end not in ("", "..")):
        return None
    if first and last:
        return _joined(first, last)
    return f"from {first}" if first else f"until {last}" if last else None


def _joined(first: str, last: str) -> str:
    """Leaves out of the first date what the last one says anyway: "16–18 January 2024"."""
    head, tail = first.split(" "), last.split(" ")
    if not all(part.isdigit() or part in MONTHS for part in head + tail):
        return f"{first} – {last}"
    while head and len(head) == len(tail) > 1 and head[-1] == tail[-1]:
        head, tail = head[:-1], tail[:-1]
    dash = "–" if len(head) == 1 else " – "
    return " ".join(head) + dash + last


def _choice(members: str, word: str) -> str | None:
    if ".." in members:
        return None
    found = [_single(member.strip()) for member in members.split(",")]
    return word.join(str(one) for one in found) if all(found) else None
