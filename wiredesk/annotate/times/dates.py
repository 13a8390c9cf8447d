"""Calendar expressions → points: which year an unnamed year is, which Tuesday "Tuesday" is, and why."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from wiredesk.annotate.times.calendar import Point, shifted, weekday_near
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading

_WEEKDAYS = tuple(calendar.day_name)


def resolve_date(reading: Reading, frame: Frame) -> Outcome | None:
    """A date with year, month, day or weekday named, in any mixture."""
    if reading.get("week"):
        return _weekday_of_week(reading, frame)
    month, day, weekday = reading.get("month"), reading.get("day"), reading.get("weekday")
    year = named_year(reading, frame)
    if month is None and weekday is not None:
        return _weekday(reading, frame)
    if month is None and year is None:
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    if year is not None:
        point = Point(year, month, day)
        if not point.exists():
            return Outcome(
                "DATE", Point(year, month).value(), Point(year, month), flaw=f"there is no day {day} in this month"
            )
        anchor = frame.why("year") if reading.get("yearwhich") is not None else None
        return with_part(Outcome("DATE", "", point, anchor=anchor, flaw=_mismatch(point, weekday)), reading)
    return with_part(choose_year(Point(None, month, day), reading, frame), reading)


def named_year(reading: Reading, frame: Frame) -> int | None:
    """The year that the expression names, in four digits, in two, or as "last year"."""
    if reading.get("yearwhich") is not None:
        base = frame.base(reading.kind("yearwhich"))
        shift = reading.get("yearwhich")
        return base.year + shift if base and base.year is not None else None
    year = reading.get("year")
    if year is None:
        return None
    if reading.kind("year") == "YEAR2":
        return full_year(year, frame)
    return -year if reading.get("era") == "BC" else int(year)


def full_year(short: int, frame: Frame) -> int:
    """A two-digit year is the latest one not after the year that the text is about (1950 to 2049 without any)."""
    base = frame.base("THAT") if frame.narrative else frame.published
    if base is None or base.year is None or base.year < 100:
        return short + (2000 if short < 50 else 1900)
    return base.year - (base.year + 5 - short) % 100 + 5


def _mismatch(point: Point, weekday: int | None) -> str | None:
    day = point.date()
    if day is None or weekday is None or day.isoweekday() == weekday:
        return None
    return f"{day} is a {_WEEKDAYS[day.isoweekday() - 1]}, not a {_WEEKDAYS[weekday - 1]}"


def choose_year(point: Point, reading: Reading, frame: Frame) -> Outcome | None:
    """Give a month, or a day of a month, its year."""
    base = frame.base("THAT" if frame.narrative else "THIS")
    ahead = frame.year_ahead(reading)
    if ahead is not None:
        return Outcome("DATE", "", replace(point, year=ahead), anchor="the year named after it")
    if base is None or base.year is None:
        return Outcome("DATE", "", point, anchor="no date to resolve it against")
    years = [_on_calendar(replace(point, year=base.year + more)) for more in (-1, 0, 1)]
    earlier = [one for one in years if order(one) <= order(base, one)]
    later = [one for one in years if order(one) >= order(base, one)]
    # A text without a date of its own may be a report as well as a narrative: there "since" looks back, unless what is
    # told has come close to the day.
    undated = frame.published is None and base.day is not None
    back = undated and frame.reaches_back(reading) and not (later and _is_near(later[0], base))
    told = frame.narrative or (frame.near_running(reading) and not (earlier and _is_fresh(earlier[-1], base)))
    if told and not reading.get("which"):
        nearest = _nearest_year(point, frame)
        if not back or nearest.point in earlier:
            return nearest
    taken, why = _taken(years, earlier, later, base, reading, frame)
    other = (later if order(taken) <= order(base, taken) else earlier[::-1]) or years
    values = (taken.value(), *[one.value() for one in other if one != taken][:1])
    flaw = _mismatch(taken, reading.get("weekday"))
    return Outcome("DATE", "", taken, anchor=f"{why} {frame.name_of(base)}", candidates=values, flaw=flaw)


def _taken(
    years: list[Point], earlier: list[Point], later: list[Point], base: Point, reading: Reading, frame: Frame
) -> tuple[Point, str]:
    """Which of the years is meant, and why, in words that the name of the base completes."""
    direction, which, weekday = frame.tense(reading), reading.get("which"), reading.get("weekday")
    if which in (-1, 1):
        strictly = [one for one in (earlier if which < 0 else later) if not _is_running(one, base, reading)]
        if which < 0 and not strictly:
            strictly = [_on_calendar(replace(years[0], year=(base.year or 0) - 2))]
        return (strictly[-1], "the last one before") if which < 0 else (strictly[0], "the next one after")
    if reading.kind("which") == "THIS":
        return years[1], "the year of"
    if weekday and (fits := [one for one in years if not _mismatch(one, weekday)]):
        return min(fits, key=lambda one: abs((one.year or 0) - (base.year or 0))), "the weekday fits, nearest to"
    soon = later[0] if later and earlier[-1:] != later[:1] and _is_near(later[0], base) else None
    if soon and frame.looks_ahead(reading, to_the_day=bool(soon.day), direction=direction):
        return soon, "within two months after"
    fresh = bool(earlier) and bool(earlier[-1].day) and _is_fresh(earlier[-1], base)
    if direction > 0 and later and not fresh:
        return later[0], "the next one not before, told as future,"
    return (earlier or later)[-1 if earlier else 0], "the latest one not after"


def _is_running(point: Point, base: Point, reading: Reading) -> bool:
    """Whether it is what "this" or "last month" names: "last February" told on the first of March is a year back, "last
    winter" told in January is not the one that it is."""
    if point.day is not None or not base.first_month():
        return order(point) == order(base, point)
    months = ((base.year or 0) - (point.year or 0)) * 12 + (base.first_month() or 1) - (point.month or 1)
    return 0 <= months < (3 if "season" in reading.parts else 2)


def _is_fresh(point: Point, base: Point) -> bool:
    """Whether it lies within the five weeks or the month before: what a report reports."""
    told, day = point.date(), base.date()
    if told and day:
        return (day - told).days <= 35
    return ((base.year or 0) - (point.year or 0)) * 12 + (base.first_month() or 1) - (point.first_month() or 1) <= 1


def _is_near(point: Point, base: Point) -> bool:
    """Whether it comes within two months: nobody calls that day of the last year by its month and day alone."""
    if point.year is None or base.year is None or not base.month:
        return False
    ahead, day = point.date(), base.date()
    if ahead and day:
        return 0 < (ahead - day).days <= 60
    return 0 < (point.year - base.year) * 12 + (point.first_month() or 1) - base.month < 2


def _on_calendar(point: Point) -> Point:
    """29 February moves to the leap year at or before."""
    while not point.exists() and point.year is not None and point.day == 29:
        point = replace(point, year=point.year - 1)
    return point


def order(point: Point, like: Point | None = None) -> tuple[int, ...]:
    """A key of time order, no finer than ``like``."""
    parts = [point.year or 0, point.first_month() or 1]
    if point.day is not None and (like is None or like.day is not None):
        parts.append(point.day)
    return tuple(parts)


def _nearest_year(point: Point, frame: Frame) -> Outcome:
    """In a narrative the year goes on from the date told before: eight months back at most, else forward."""
    running = frame.running or frame.published
    assert running is not None and running.year is not None
    month, year = point.first_month() or 1, running.year
    at = running.month or (running.first_month() if running.sub else None)
    if at is not None and at - month > 8:
        nearest = shifted(Point(year), "Y", 1)
    elif at is not None and month - at > 9:
        nearest = shifted(Point(year), "Y", -1)
    else:
        nearest = Point(year)
    taken = replace(point, year=nearest.year if nearest else year)
    published = frame.published
    if published and not frame.narrative and order(taken) > order(published, taken):
        taken = replace(taken, year=(taken.year or 0) - 1)
    return Outcome("DATE", "", _on_calendar(taken), anchor=f"the year goes on from {frame.name_of(running)}")


def _weekday(reading: Reading, frame: Frame) -> Outcome | None:
    """A weekday alone: the last one not after the report, the next one where the text tells of the future."""
    weekday, which, kind = reading.get("weekday"), reading.get("which"), reading.kind("which")
    base = frame.base(kind or ("THAT" if frame.narrative else "THIS"))
    day = base.date() if base else None
    if day is None or base is None:
        return with_part(Outcome("DATE", f"XXXX-WXX-{weekday}", None, anchor="no date to resolve it against"), reading)
    direction = which if which else 1 if frame.narrative else frame.tense(reading)
    same = not which and kind != "FOLLOWING"
    if kind == "THIS" and direction == 0:
        taken = date.fromisocalendar(*day.isocalendar()[:2], weekday)
    else:
        taken = weekday_near(day, weekday, 1 if direction > 0 else -1, same=same)
    candidates: tuple[str, ...] = ()
    this_week = taken.isocalendar()[:2] == day.isocalendar()[:2]
    if direction > 0 and (taken == day and not frame.narrative or kind == "NEXT" and this_week):
        # "Until Friday" told on a Friday, "next Friday" told on a Tuesday.
        candidates = (str(taken), str(weekday_near(taken, weekday, 1, same=False)))
    elif kind == "LAST" and this_week:
        candidates = (str(taken), str(weekday_near(taken, weekday, -1, same=False)))
    why = "the next one from" if direction > 0 else "the last one up to"
    return with_part(
        Outcome("DATE", "", Point.of(taken), anchor=f"{why} {frame.name_of(base)}", candidates=candidates), reading
    )


def _weekday_of_week(reading: Reading, frame: Frame) -> Outcome | None:
    base = frame.base(reading.kind("which"))
    week = shifted(base, "W", reading.get("which")) if base and reading.get("week") == "W" else None
    if week is None or week.year is None or base is None:
        return None
    point = Point.of(date.fromisocalendar(week.year, int(week.sub[1:3]), reading.get("weekday")))
    return with_part(Outcome("DATE", "", point, anchor=f"in the week of {frame.name_of(base)}"), reading)


def with_part(outcome: Outcome | None, reading: Reading) -> Outcome | None:
    """Add the part of the day ("Wednesday night", "early Thursday": a morning, TMO)."""
    part = reading.get("part")
    early = reading.kind("mod") == "EARLY" and reading.get("weekday") and reading.get("mod") == "START"
    if outcome is None or not (part or (early and not reading.get("week"))):
        return outcome
    tail = f"T{part or 'MO'}"
    if outcome.point is None:
        return outcome._replace(type="TIME", value=outcome.value + tail)
    return outcome._replace(type="TIME", point=replace(outcome.point, tail=tail))


def resolve_numeric(reading: Reading, frame: Frame) -> Outcome | None:
    """A date in digits: 16/1/24 is day first or month first, both kept where the calendar allows both."""
    stamp = str(reading.get("stamp"))
    numbers = [int(part) for part in stamp.replace("/", "-").replace(".", "-").split("-")]
    if len(stamp) >= 8 and stamp[:4].isdigit():
        orders = [tuple(numbers)]
    else:
        first, second, year = numbers
        year = year if year > 99 else full_year(year, frame)
        orders = [(year, second, first), (year, first, second)]
    points = [
        point for point in dict.fromkeys(Point(parts[0], parts[1], parts[2]) for parts in orders) if point.exists()
    ]
    if not points:
        return None
    weekday = reading.get("weekday")
    points.sort(key=lambda point: bool(_mismatch(point, weekday)))
    if weekday is None and len(points) > 1 and frame.published:  # a report does not tell of days long after it
        points.sort(key=lambda point: order(point) > order(frame.published or point))
    several = tuple(point.value() for point in points) if len(points) > 1 else ()
    return Outcome("DATE", "", points[0], candidates=several, flaw=_mismatch(points[0], weekday))
