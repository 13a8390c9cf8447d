"""Feasts and the days of other calendars: which year's is meant, and how sure its day is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from wiredesk.annotate.times import almanac
from wiredesk.annotate.times.calendar import Point
from wiredesk.annotate.times.dates import named_year
from wiredesk.annotate.times.feasts import Feast, feast
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading

_SIGHTED = "by the sighting of the moon, a day earlier or later elsewhere"
_FROM = {"islamic": 622, "solar": 621}


def resolve_holiday(reading: Reading, frame: Frame) -> Outcome | None:
    """A feast: its day in the named year, or in the year nearest to the report that the tense allows."""
    code, year = str(reading.get("holiday")), named_year(reading, frame)
    if year is not None:
        found = feast(code, year)
        return _outcome(reading, found) if found else Outcome("DATE", "", Point(year), anchor="its day is not known")
    base = frame.base("THAT" if frame.narrative else "THIS")
    if base is None or base.year is None or base.year < 1:
        return Outcome("DATE", "XXXX-" + code if code[0].isdigit() and code.count("-") == 1 else "XXXX-XX-XX", None)
    feasts = [found for more in (-1, 0, 1) if (found := feast(code, base.year + more))]
    if not feasts:
        return Outcome("DATE", "", Point(base.year), anchor="its day is not known for this year")
    taken, other = _nearest(feasts, reading, frame, base)
    outcome = _outcome(reading, taken, f"the one beside {frame.name_of(base)}")
    values = (_value(taken), *([_value(other)] if other else []))
    return outcome._replace(candidates=values, sets_frame=not frame.narrative)


def _nearest(feasts: list[Feast], reading: Reading, frame: Frame, base: Point) -> tuple[Feast, Feast | None]:
    """The feast that is meant and the one on the other side of the base, if any."""
    day = base.date() or date(base.year or 1, base.first_month() or 1, 1)
    direction = reading.get("which") or frame.tense(reading)
    ahead = [one for one in feasts if one.last >= day]
    back = [one for one in feasts if one.first <= day]
    if direction == 0 and ahead and back and base.date() and frame.word(reading.first - 1) != "since":
        direction = 1 if ahead[0].first - day < day - back[-1].first else -1
    if ahead and (direction > 0 or not back):
        return ahead[0], back[-1] if back and back[-1] != ahead[0] else None
    return back[-1], ahead[0] if ahead and ahead[0] != back[-1] else None


def _value(one: Feast) -> str:
    return str(one.first) if one.first == one.last else f"{one.first:%Y-%m}"


def _outcome(reading: Reading, found: Feast, anchor: str | None = None) -> Outcome:
    """A feast of several days has the month that it begins in as its value, its days as its interval."""
    mark = "~" if found.sighted else ""
    told = "; ".join(part for part in (anchor, _SIGHTED if found.sighted else None) if part) or None
    if reading.get("ordinal") and reading.get("unit") == "D":
        day = found.first + timedelta(reading.get("ordinal") - 1)
        return Outcome("DATE", "", Point.of(day), anchor=told, edtf=f"{day}{mark}")
    if "eve" in reading.parts:
        day = found.first - timedelta(1)
        return Outcome("DATE", "", Point.of(day), anchor=told, edtf=f"{day}{mark}")
    if found.first == found.last:
        return Outcome("DATE", "", Point.of(found.first), anchor=told, edtf=f"{found.first}{mark}")
    interval = f"{found.first}{mark}/{found.last}{mark}"
    return Outcome("DATE", "", Point(found.first.year, found.first.month), anchor=told, edtf=interval)


def resolve_islamic(reading: Reading, frame: Frame) -> Outcome | None:
    """ "27 Rajab 1445": by the tabular calendar, so within a day."""
    month = int(str(reading.get("lunar")).removeprefix("islamic "))  # Ramadan and Muharram are feasts as well
    outcome = _of_calendar(reading, frame, "islamic", month, almanac.islamic)
    if outcome is None or outcome.point is None:
        return None
    return outcome._replace(edtf=f"{outcome.point.date()}~", anchor=f"{outcome.anchor}, {_SIGHTED}")


def resolve_solar(reading: Reading, frame: Frame) -> Outcome | None:
    """ "22 Bahman 1402", the calendar of Iran and Afghanistan."""
    return _of_calendar(reading, frame, "solar", reading.get("solar"), almanac.solar_hijri)


def _of_calendar(
    reading: Reading, frame: Frame, name: str, month: int, convert: Callable[[int, int, int], date | None]
) -> Outcome | None:
    """A day of a Hijri calendar; without a year the latest one not after the base."""
    day, year, base = reading.get("day"), reading.get("year"), frame.base("THAT" if frame.narrative else "THIS")
    if not 1 <= day <= 31:
        return None
    if year is not None:
        found = convert(year, month, day) if 1 <= year < 1600 else None
        return Outcome("DATE", "", Point.of(found), anchor=f"a date of the {name} calendar") if found else None
    now = base.date() if base else None
    if now is None:
        return None
    years = range(now.year - _FROM[name] - 2, now.year - _FROM[name] + (50 if name == "islamic" else 2))
    known = [found for number in years if (found := convert(number, month, day)) and found <= now]
    if not known:
        return None
    why = f"a date of the {name} calendar, the latest one not after {frame.name_of(base)}"
    return Outcome("DATE", "", Point.of(known[-1]), anchor=why)
