"""The divisions of the calendar that are neither month nor day: seasons, quarters, decades, centuries."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from wiredesk.annotate.times.calendar import SEASON_START, Point, shifted, week_of
from wiredesk.annotate.times.dates import choose_year, full_year, named_year, resolve_date
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.units import hung

_DECADES_FROM = 1900  # "the nineties" are the 1990s


def resolve_season(reading: Reading, frame: Frame) -> Outcome | None:
    """A season; a winter is named by the year in which it begins unless the text says otherwise."""
    season, year = reading.get("season"), named_year(reading, frame)
    if year is not None:
        return Outcome("DATE", "", Point(year, sub=season))
    month = Point(None, SEASON_START[season])
    chosen = choose_year(month, reading, frame)
    if chosen is None or chosen.point is None or chosen.point.year is None:
        return Outcome("DATE", f"XXXX-{season}", None, anchor="no date to resolve it against")
    point = Point(chosen.point.year, sub=season)
    return chosen._replace(point=point, candidates=())


def resolve_weekof(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The last week of August": the ISO week of its fourth day."""
    month = resolve_date(
        Reading("date", reading.first, reading.last, {k: v for k, v in reading.parts.items() if k not in ("which",)}),
        frame,
    )
    if (
        month is None
        or month.point is None
        or not month.point.year
        or month.point.year < 1
        or month.point.month is None
    ):
        return None
    length = calendar.monthrange(month.point.year, month.point.month)[1]
    number = reading.get("ordinal")
    if number is not None and not 1 <= number <= 5:
        return None
    day = min(length, number * 7 - 3) if number else length - 3
    return month._replace(point=week_of(date(month.point.year, month.point.month, day)), candidates=())


def resolve_weekofday(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The week of 8 January": the ISO week of that day."""
    outcome = resolve_date(replace(reading, rule="date"), frame)
    day = outcome.point.date() if outcome and outcome.point else None
    return outcome._replace(point=week_of(day), candidates=()) if outcome and day else None


def resolve_ended(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The quarter ended Sept. 30", "the year ended 31 March 2023": named by the day that follows, which ends it."""
    after = frame.readings[frame.index + 1]
    frame.index += 1
    outcome = resolve_date(after, frame) if after.rule == "date" else None
    frame.index -= 1
    end = outcome.point if outcome else None
    middle = shifted(Point(end.year, end.month), "MO", -1) if end and end.month else None
    if end is None or middle is None:
        return None
    quarter = Point(middle.year, sub=f"Q{((middle.month or 1) - 1) // 3 + 1}")
    frame.quarter = quarter if reading.get("unit") == "Q" else frame.quarter
    point = quarter if reading.get("unit") == "Q" else Point(end.year)
    return Outcome("DATE", "", point, anchor=f"it ends on {end.value()}")


def resolve_fiscal(reading: Reading, frame: Frame) -> Outcome | None:
    year, until = reading.get("year"), reading.get("until")
    if until is not None:  # "the 2023-24 fiscal year"
        last = year + 1
        return Outcome("DATE", "", Point(year), edtf=f"{year}/{last}") if until in (last, last % 100) else None
    if year is not None:
        return Outcome("DATE", "", Point(year if year > 99 else full_year(year, frame)))
    base = frame.base("THIS")
    return Outcome("DATE", "", Point(base.year), anchor=f"the year of {frame.name_of(base)}") if base else None


def resolve_decade(reading: Reading, frame: Frame) -> Outcome | None:
    """The 1990s, the '90s, the nineties, the 470s BC."""
    if reading.kind("decade") == "DECADEWORD":
        return Outcome("DATE", "", Point(_DECADES_FROM + reading.get("decade") * 10, scale=10))
    digits = "".join(char for char in reading.parts["decade"].word if char.isdigit())
    year = int(digits)
    if reading.get("era") == "BC":
        return Outcome("DATE", "", Point(-year, scale=10))
    if len(digits) == 2:
        if frame.kind(reading.first) not in ("THE", "EARLY") and not reading.parts["decade"].word.startswith(
            ("'", "’")
        ):
            return None  # "a man in his 20s"
        year += 100 * ((full_year(year, frame)) // 100)
    return Outcome("DATE", "", Point(year, scale=10))


def resolve_century(reading: Reading, frame: Frame) -> Outcome | None:
    if reading.get("unit") != "CE":
        return None
    sign = -1 if reading.get("era") == "BC" else 1
    century = reading.get("ordinal") - 1
    return (
        Outcome("DATE", "", Point(sign * century * 100, scale=100))
        if century
        else Outcome("DATE", "00", precision="vague")
    )


def resolve_quarter(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The third quarter", "this year's third quarter", "Q3 2024"; without a year the latest begun."""
    number, year = reading.get("ordinal") or reading.get("quarter"), named_year(reading, frame)
    base = frame.base("THAT" if frame.narrative else "THIS")
    if number is None and base is not None and year is not None:
        number = running.sub[1:] if (running := frame.running) and running.sub.startswith("Q") else None
        number = int(number) if number else ((base.first_month() or 1) - 1) // 3 + 1
    if number is None or not 1 <= int(number) <= 4:
        return None
    if year is not None:
        return Outcome("DATE", "", Point(year, sub=f"Q{number}"))
    if base is None or base.year is None:
        return Outcome("DATE", f"XXXX-Q{number}", anchor="no date to resolve it against", precision="quarter")
    begun = (base.first_month() or 12) > (number - 1) * 3
    direction = frame.tense(reading)
    point = Point(base.year - (0 if begun or direction > 0 else 1), sub=f"Q{number}")
    if _is_reported(point, frame.quarter, base):
        frame.quarter = point
    return Outcome("DATE", "", point, anchor=f"the latest one begun at {frame.name_of(base)}")


def _is_reported(point: Point, known: Point | None, base: Point) -> bool:
    """A business report is about the latest quarter that has ended, whatever other quarter it names by the way."""
    ended = (point.year or 0, (point.first_month() or 1) + 2) < (base.year or 0, base.first_month() or 1)
    return known is None or (ended and (point.year or 0, point.sub) > (known.year or 0, known.sub))


def resolve_period(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The latest period", "the 1988 period" of a business report: the quarter it is about."""
    year = reading.get("year")
    if frame.quarter is None:
        return Outcome("DATE", "", Point(year)) if year else None
    return Outcome(
        "DATE",
        "",
        replace(frame.quarter, year=year or frame.quarter.year),
        anchor="the quarter told before",
        sets_frame=False,
    )


def resolve_half(reading: Reading, frame: Frame) -> Outcome | None:
    """Half a year; half a month is no TIMEX3 value and keeps the month."""
    if reading.get("month"):
        return resolve_date(replace(reading, parts={k: v for k, v in reading.parts.items() if k != "half"}), frame)
    year = named_year(reading, frame)
    base = frame.base("THAT")
    year = year if year is not None else base.year if base else None
    return Outcome("DATE", "", Point(year, sub=f"H{reading.get('half')}")) if year is not None else None


def resolve_yearend(reading: Reading, frame: Frame) -> Outcome | None:
    base = frame.base("THIS")
    if reading.get("mod") != "END" or base is None or base.year is None:
        return None
    if reading.get("unit"):  # "month's end"
        month = shifted(base, "MO", 0) if reading.get("unit") == "MO" else None
        return Outcome("DATE", "", month, anchor=frame.offset(base, "MO", 0)) if month else None
    return Outcome("DATE", "", Point(base.year, 12, 31), anchor=f"the year of {frame.name_of(base)}")


def resolve_weekend(reading: Reading, frame: Frame) -> Outcome | None:
    """The weekend: the last one up to the report, the coming one where the text looks forward."""
    base = frame.base("THIS")
    day = base.date() if base else None
    if base is None or day is None:
        return Outcome("DATE", "XXXX-WXX-WE", precision="week")
    week = 0 if day.isoweekday() > 5 or frame.tense(reading) > 0 else -1
    point = shifted(base, "WE", week)
    return Outcome("DATE", "", point, anchor=frame.offset(base, "WE", week)) if point else None


def resolve_seasons(reading: Reading, frame: Frame) -> Outcome | None:
    return Outcome("SET", f"XXXX-{reading.get('season')}")


def resolve_yearago(reading: Reading, frame: Frame) -> Outcome | None:
    """ "A year earlier", "the year-ago quarter": of the quarter told before if there is one."""
    base = frame.quarter or frame.base(reading.kind("dir"))
    if base is None:
        return Outcome("DATE", "PAST_REF", precision="vague", anchor="no date to resolve it against")
    if frame.kind(reading.last - 1) == "QUARTER" and not base.sub.startswith("Q") and (month := base.first_month()):
        base = Point(base.year, sub=f"Q{(month - 1) // 3 + 1}")
    outcome = hung(base, "Y", -1, frame)
    return outcome._replace(sets_frame=frame.quarter is None) if outcome else None
