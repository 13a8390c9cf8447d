"""Feasts: the days of a code of ``HOLIDAY`` in the knowledge file, by rule or as tabled, and what is sure of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from wiredesk.annotate.times import almanac
from wiredesk.annotate.times.calendar import weekday_near
from wiredesk.annotate.times.lexer import lexicon

_MONTH_LENGTH = 30  # of an Islamic month that is counted to its end
_SIGHTED = "islamic"


class Feast(NamedTuple):
    """The first and last day of a feast; ``sighted`` where the moon decides, a day earlier or later elsewhere."""

    first: date
    last: date
    sighted: bool = False


def feast(code: str, year: int) -> Feast | None:
    """The feast in a Gregorian year; None where the rule or the table does not reach.

    ``12-25`` is a day of a month, ``11-4-4`` the fourth Thursday of November, ``easter-2`` days from Easter (and so
    ``orthodox``, ``passover``, ``tishri``), ``islamic 9`` a month and ``islamic 10-1`` a day of it, ``solar 1-1``
    the same in Iran; any other code is a name in the table.
    """
    if not 2 <= year <= 9997:
        return None
    first = _day(code, year)
    if first is None:
        return None
    lasting = _month_days(code, year, first) or lexicon().data["lasting"].get(code, 1)
    return Feast(first, first + timedelta(lasting - 1), code.startswith(_SIGHTED))


def _day(code: str, year: int) -> date | None:
    """The first day, as tabled or else by rule."""
    day = lexicon().feasts.get(f"{code}-1" if re.fullmatch(rf"{_SIGHTED} \d+", code) else code, {}).get(year)
    return date.fromisoformat(f"{year:04d}-{day}") if day else _by_rule(code, year)


def _by_rule(code: str, year: int) -> date | None:
    match = re.fullmatch(r"([a-z]*) ?([+-]?\d+)(?:-(\d+))?(?:-(\d+))?", code)
    if match is None:
        return None
    calendar, numbers = match[1], [int(number) for number in match.groups()[1:] if number]
    if calendar == _SIGHTED:
        return almanac.islamic_in(year, numbers[0], (*numbers, 1)[1])
    if calendar == "solar":
        # Its year begins in March: the months from Dey on end in the Gregorian year after.
        days = [almanac.solar_hijri(year - began, numbers[0], numbers[1]) for began in (621, 622)]
        return next((day for day in days if day and day.year == year), None)
    if not calendar:
        return _of_month(year, numbers)
    start = _movable(calendar, year)
    return start + timedelta(numbers[0]) if start else None


def _movable(calendar: str, year: int) -> date | None:
    """The day that the feasts of a calendar are counted from."""
    if calendar in ("easter", "orthodox"):
        return almanac.easter_sunday(year, orthodox=calendar == "orthodox")
    new_year = almanac.hebrew_new_year(year)
    return new_year - timedelta(163) if calendar == "passover" else new_year


def _of_month(year: int, numbers: list[int]) -> date:
    if len(numbers) == 2:
        return date(year, *numbers)
    month, weekday, which = numbers  # the which-th such weekday of the month
    return weekday_near(date(year, month, 1), weekday, 1) + timedelta(weeks=which - 1)


def _month_days(code: str, year: int, first: date) -> int | None:
    """How many days an Islamic month has that is named as a whole, up to the first of the next."""
    match = re.fullmatch(rf"{_SIGHTED} (\d+)", code)
    if not match:
        return None
    after = f"{_SIGHTED} {int(match[1]) % 12 + 1}-1"
    ends = [day for more in (0, 1) if (day := _day(after, year + more))]
    lengths = [(day - first).days for day in ends]
    return next((days for days in lengths if 28 < days < 32), _MONTH_LENGTH)
