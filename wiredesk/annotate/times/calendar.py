"""The calendar: points in time as precise as they are known, arithmetic on them, TIMEX3 and EDTF.

Years before Christ are negative (-480 is 480 BC, TIMEX3 ``BC0480``, EDTF ``-0479``); day arithmetic
exists only where ``datetime`` has it (years 1 to 9999).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24", "Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}
_EDTF_SEASON |= {"H1": "40", "H2": "41"}
_YEARS = range(2, 9998)
_THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True)
class Point:
    """A time; ``sub`` stands for the month (SP, Q3, H1, W03, W03-WE), ``tail`` is the time of day (TNI, T04:30)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    sub: str = ""
    tail: str = ""
    scale: int = 1  # 10: a decade, 100: a century

    @classmethod
    def of(cls, day: date) -> Point:
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, iso: str | None) -> Point | None:
        """The point of an ISO 8601 date of any precision; None for anything else."""
        match = re.match(r"(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?(?:[T ](\d\d:\d\d))?", iso or "")
        if not match:
            return None
        year, month, day = (int(part) if part else None for part in match.groups()[:3])
        point = cls(year, month, day)
        return point if point.exists() else cls(year)

    def exists(self) -> bool:
        """Whether the calendar has this month and day."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= month_length(self.year, self.month or 1)

    def date(self) -> date | None:
        """The day, if it is known to the day and ``datetime`` can hold it and the days around it."""
        if self.year is None or self.year not in _YEARS or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day) if self.exists() else None

    def first_month(self) -> int | None:
        """The month it is in, or begins in."""
        if self.month or not self.sub:
            return self.month
        if self.sub[0] == "W" and self.sub[1:3].isdigit() and self.year and self.year in _YEARS:
            return date.fromisocalendar(self.year, int(self.sub[1:3]), 4).month
        return SEASON_START.get(self.sub) or {"Q": 3, "H": 6}.get(self.sub[0], 0) * (int(self.sub[1:] or 1) - 1) + 1

    def value(self) -> str:
        """TIMEX3."""
        if self.year is None:
            head = "XXXX"
        else:
            digits = f"{abs(self.year):04d}"
            head = ("BC" if self.year < 0 else "") + digits[: {1: 4, 10: 3, 100: 2}[self.scale]]
        parts = [head, self.sub, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(part for part in parts if part) + self.tail

    def grain(self) -> str:
        """Its precision as a unit: D, W, MO, Q, SE(ason), Y, DE, CE."""
        if self.scale > 1:
            return {10: "DE", 100: "CE"}[self.scale]
        if self.day is not None:
            return "D"
        if self.sub:
            return {"W": "W", "Q": "Q", "H": "H"}.get(self.sub[0], "SE") if self.sub != "WI" else "SE"
        return "MO" if self.month else "Y"


def month_length(year: int | None, month: int) -> int:
    return calendar.monthrange(year, month)[1] if year in _YEARS and year else calendar.monthrange(2024, month)[1]


def week_of(day: date) -> Point:
    year, week, _ = day.isocalendar()
    return Point(year, sub=f"W{week:02d}")


def shifted(point: Point, unit: str, count: int) -> Point | None:
    """The point ``count`` units away, as precise as the unit; None where the calendar does not reach."""
    year, month = point.year, point.first_month()
    if year is None:
        return None
    if unit in ("Y", "DE", "CE"):
        scale = {"Y": 1, "DE": 10, "CE": 100}[unit]
        return Point(
            _skip_zero(year, count * scale) // scale * scale if scale > 1 else _skip_zero(year, count), scale=scale
        )
    if unit in ("MO", "Q"):
        if not month:
            return None
        months = (year * 12 + month - 1) + count * (1 if unit == "MO" else 3)
        year, month = divmod(months, 12)
        return Point(year, month + 1) if unit == "MO" else Point(year, sub=f"Q{month // 3 + 1}")
    try:
        day = point.date() or (_week_day(point) if unit in ("W", "WE") else None)
        if day is None:
            return None
        moved = day + timedelta(days=count * (7 if unit in ("W", "WE") else 1))
        week = week_of(moved)
    except (OverflowError, ValueError):
        return None
    return {"D": Point.of(moved), "W": week, "WE": replace(week, sub=week.sub + "-WE")}.get(unit)


def _skip_zero(year: int, count: int) -> int:
    moved = year + count
    return moved + (1 if count > 0 else -1) if moved == 0 or (year < 0) != (moved < 0) else moved


def _week_day(point: Point) -> date | None:
    if point.year in _YEARS and point.year and re.fullmatch(r"W\d\d.*", point.sub):
        return date.fromisocalendar(point.year, int(point.sub[1:3]), 4)
    return None


def weekday_near(day: date, weekday: int, direction: int, *, same: bool = True) -> date:
    """The nearest such weekday (1: Monday) not after (-1) or not before (1) the day, itself included if ``same``."""
    distance = (day.isoweekday() - weekday) % 7 if direction < 0 else (weekday - day.isoweekday()) % 7
    return day + timedelta(days=direction * (distance or (0 if same else 7)))


def edtf(point: Point, mod: str = "", zone: str = "") -> str | None:
    """ISO 8601-2. "Early", "mid" and "late" become the first, middle and last third: days 1-10, 11-20, 21 to the end
    of a month, months 1-4, 5-8 and 9-12 of a year, years 0-3, 4-6 and 7-9 of a decade."""
    if point.year is None:
        return None
    year = f"{point.year:04d}" if point.year >= 0 else f"-{-point.year - 1:04d}"
    third = _THIRDS.get(mod)
    if point.scale > 1:
        return _long(point, year, third)
    mark = "~" if mod == "APPROX" else ""
    if point.sub:
        return _EDTF_SEASON.get(point.sub) and f"{year}-{_EDTF_SEASON[point.sub]}{mark}" or _week_interval(point)
    if point.month is None:
        return year + mark if third is None else f"{year}-{third * 4 + 1:02d}/{year}-{third * 4 + 4:02d}"
    month = f"{year}-{point.month:02d}"
    if point.day is None:
        ends = (10, 20, month_length(point.year, point.month))
        return month + mark if third is None else f"{month}-{third * 10 + 1:02d}/{month}-{ends[third]:02d}"
    clock = point.tail if re.fullmatch(r"T\d\d:\d\d(:\d\d)?", point.tail) and point.tail != "T24:00" else ""
    return f"{month}-{point.day:02d}" + (clock + ":00"[: 9 - len(clock)] + zone if clock else mark)


def _long(point: Point, year: str, third: int | None) -> str | None:
    if point.year is not None and point.year < 0:
        return None
    if point.scale == 100:
        return year[:2] + "XX"
    return year[:3] + "X" if third is None else f"{year[:3]}{(0, 4, 7)[third]}/{year[:3]}{(3, 6, 9)[third]}"


def _week_interval(point: Point) -> str | None:
    middle = _week_day(point)
    if middle is None:
        return None
    monday = middle - timedelta(days=3)
    return f"{monday + timedelta(days=5 if point.sub.endswith('WE') else 0)}/{monday + timedelta(days=6)}"
