"""Days and the times of day."""

from __future__ import annotations

from dataclasses import replace

from wiredesk.annotate.times.calendar import Point, shifted
from wiredesk.annotate.times.clock import today
from wiredesk.annotate.times.dates import resolve_date
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon


def resolve_overnight(reading: Reading, frame: Frame) -> Outcome | None:
    """The night that ends on the day of the report, TIMEX3 the night of the day before; or the night that is named."""
    if named := _named_night(reading, frame):
        return named
    base = frame.published if not frame.narrative else frame.running
    night = shifted(base, "D", -1) if base else None
    if night is None:
        return Outcome("TIME", "XXXX-XX-XXTNI", precision="part of day")
    return Outcome("TIME", "", replace(night, tail="TNI"), anchor=f"the night before {frame.name_of(base)}")


def _named_night(reading: Reading, frame: Frame) -> Outcome | None:
    """ "Overnight on Wednesday" begins on it, "overnight into Thursday" ends on it."""
    name = next((name for name in ("weekday", "until") if name in reading.parts), None)
    if name is None:
        return None
    outcome = resolve_date(replace(reading, rule="date", parts={"weekday": reading.parts[name]}), frame)
    if outcome is None or outcome.point is None:
        return outcome
    night = shifted(outcome.point, "D", 0 if name == "weekday" else -1)
    return outcome._replace(type="TIME", point=replace(night, tail="TNI")) if night else None


def resolve_part(reading: Reading, frame: Frame) -> Outcome | None:
    """ "That afternoon", "last night", "the following morning", "at dawn"."""
    which, kind, part = reading.get("which"), reading.kind("which"), reading.get("part")
    if not kind:
        if reading.kind("part") == "NOTTIME" or not _part_is_time(reading, frame):
            return None
        day = today(frame, reading)
        generic = frame.kind(reading.first) not in ("THE", "ART", "EARLY") and frame.narrative
        if day is None or generic:
            return Outcome("TIME", f"XXXX-XX-XXT{part}", precision="part of day", sets_frame=False)
        return Outcome("TIME", "", replace(day, tail=f"T{part}"), anchor=f"on {frame.name_of(day)}", sets_frame=False)
    if kind == "NEXT" and frame.kind(reading.first) == "THE":
        kind = "FOLLOWING"
    base = frame.base(kind)
    if base is None or base.date() is None:
        return Outcome("TIME", f"XXXX-XX-XXT{part}", precision="part of day", anchor="no day to resolve it against")
    day = shifted(base, "D", which or 0)
    return (
        Outcome("TIME", "", replace(day, tail=f"T{part}"), anchor=frame.offset(base, "D", which or 0)) if day else None
    )


def _part_is_time(reading: Reading, frame: Frame) -> bool:
    if {"mod", "approx"} & set(reading.parts) or frame.kind(reading.first) == "THE":
        return frame.word(reading.last) != "of"
    before = frame.word(reading.first - 1)
    return before in (
        "at",
        "by",
        "before",
        "after",
        "until",
        "till",
        "in",
        "during",
        "since",
        "from",
        "around",
        "one",
        "each",
    )


def resolve_dayof(reading: Reading, frame: Frame) -> Outcome | None:
    """The first day of "16-18 January": month and year stand with the last."""
    for after in frame.readings[frame.index + 1 : frame.index + 2]:
        whole = replace(after, parts={**after.parts, "day": reading.parts["day"]})
        whole.parts.pop("weekday", None)
        return resolve_date(whole, frame)
    return None


def resolve_dayafter(reading: Reading, frame: Frame) -> Outcome | None:
    """The last day of "January 16-18": month and year stand with the first."""
    running, day = frame.running, reading.get("day")
    counted = frame.word(reading.last) in lexicon().words["counted"]
    if running is None or running.day is None or (counted and frame.kind(reading.first - 1) != "HY"):
        return None
    point = replace(running, year=reading.get("year") or running.year, day=day, tail="")
    return Outcome("DATE", "", point, anchor=f"the month of {frame.name_of(running)}") if point.exists() else None


def resolve_dayonly(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The 19th": of the month told before, in a report the latest one not after it."""
    base = frame.running or frame.published
    if (
        base is None
        or base.first_month() is None
        or frame.kind(reading.last) in ("OTHER", "HY")
        and not frame.is_lower_function(reading.last)
    ):
        return None
    point = Point(base.year, base.first_month(), reading.get("day"))
    return Outcome("DATE", "", point, anchor=f"the month of {frame.name_of(base)}") if point.exists() else None


def resolve_shortyear(reading: Reading, frame: Frame) -> Outcome | None:
    """The second year of "1861-63"."""
    first, second = frame.pieces[reading.first - 2], reading.parts["year"]
    if not isinstance(first.value, int) or len(second.word) != 2 or second.value <= first.value % 100:
        return None
    return Outcome("DATE", "", Point(first.value // 100 * 100 + second.value))


def resolve_ordinalday(reading: Reading, frame: Frame) -> Outcome | None:
    """ "The second day" (of what is told): a day of the frame, not counted out."""
    if reading.get("unit") != "D" or reading.get("ordinal") > 31:
        return None
    base = frame.base("THAT")
    day = base if base and base.date() else None
    return (
        Outcome("DATE", "", replace(day, tail=""), anchor=f"as told of {frame.name_of(base)}", sets_frame=False)
        if day
        else None
    )
