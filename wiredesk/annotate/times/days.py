"""Days and the times of day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wiredesk.annotate.times.calendar import Point, shifted
from wiredesk.annotate.times.dates import resolve_date
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon


def resolve_iso(reading: Reading, frame: Frame) -> Outcome | None:
    stamp = str(reading.get("stamp"))
    year, month, day = int(stamp[:4]), int(stamp[5:7]), int(stamp[8:10])
    point = Point(year, month, day)
    if not point.exists():
        return None
    if len(stamp) > 10:
        clock = "T" + stamp[11:16]
        return Outcome("TIME", "", replace(point, tail=clock), zone="Z" if stamp.upper().endswith("Z") else "")
    return Outcome("DATE", "", point)


def resolve_deictic(reading: Reading, frame: Frame) -> Outcome | None:
    """Today, yesterday, tomorrow, tonight; a narrative without a date keeps its "today" open."""
    base = frame.published or frame.running
    day = shifted(base, "D", reading.get("which") or 0) if base else None
    if day is None:
        value = (
            "FUTURE_REF" if (reading.get("which") or 0) > 0 else "PAST_REF" if reading.get("which") else "PRESENT_REF"
        )
        return Outcome("DATE", value, precision="vague", anchor="no date to resolve it against")
    part = reading.get("part")
    anchor = frame.offset(base, "D", reading.get("which") or 0)
    if part:
        return Outcome("TIME", "", replace(day, tail=f"T{part}"), anchor=anchor)
    return Outcome("DATE", "", day, anchor=anchor)


def resolve_overnight(reading: Reading, frame: Frame) -> Outcome | None:
    """The night that ends on the day of the report, TIMEX3 the night of the day before."""
    base = frame.published if not frame.narrative else frame.running
    night = shifted(base, "D", -1) if base else None
    if night is None:
        return Outcome("TIME", "XXXX-XX-XXTNI", precision="part of day")
    return Outcome("TIME", "", replace(night, tail="TNI"), anchor=f"the night before {frame.name_of(base)}")


def _today(frame: Frame, reading: Reading) -> Point | None:
    """The day the text stands on: told in the same sentence, else (in a report) the publication's."""
    after = _date_after(frame, reading)
    if after is not None:
        return after
    same = frame.running if frame.narrative or frame.told_in_sentence(reading) else None
    day = same or (frame.published if not frame.narrative else None)
    return day if day is not None and day.date() else None


def _date_after(frame: Frame, reading: Reading) -> Point | None:
    """The day of the expression that follows at once ("at 11 a.m. on 11 November 1918")."""
    if frame.index + 1 >= len(frame.readings):
        return None
    after = frame.readings[frame.index + 1]
    gap = [frame.kind(index) for index in range(reading.last, after.first)]
    if gap not in ([], ["ON"], ["COMMA"], ["COMMA", "ON"], ["ON", "THE"]) or after.rule not in (
        "date",
        "deictic",
        "numeric",
        "iso",
    ):
        return None
    frame.index += 1
    outcome = (
        (resolve_deictic if after.rule == "deictic" else resolve_date)(after, frame)
        if after.rule != "numeric"
        else None
    )
    frame.index -= 1
    return outcome.point if outcome and outcome.point and outcome.point.day else None


def resolve_part(reading: Reading, frame: Frame) -> Outcome | None:
    """ "That afternoon", "last night", "the following morning", "at dawn"."""
    which, kind, part = reading.get("which"), reading.kind("which"), reading.get("part")
    if not kind:
        if reading.kind("part") == "NOTTIME" or not _part_is_time(reading, frame):
            return None
        day = _today(frame, reading)
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


def resolve_clock(reading: Reading, frame: Frame) -> Outcome | None:
    """A clock time, on the day named with it or the day that the text stands on."""
    clock = _clock(reading.get("clock"), reading.get("ampm"), reading.kind("clock"))
    if clock is None or (reading.kind("clock") == "CLOCK" and not _is_clock(reading, frame)):
        return None
    day: Point | None
    if {"month", "weekday"} & set(reading.parts):
        outcome = resolve_date(replace(reading, parts={k: v for k, v in reading.parts.items() if k != "clock"}), frame)
        day = outcome.point if outcome else None
    elif "deictic" in reading.parts:
        base = frame.published or frame.running
        day = shifted(base, "D", reading.get("deictic")) if base else None
    else:
        day = _today(frame, reading)
    zone = reading.get("zone") or ""
    if day is None or day.date() is None:
        return Outcome(
            "TIME", f"XXXX-XX-XXT{clock}", precision="minute", anchor="no day to resolve it against", zone=zone
        )
    return Outcome("TIME", "", replace(day, tail=f"T{clock}"), anchor=f"on {frame.name_of(day)}", zone=zone)


def _is_clock(reading: Reading, frame: Frame) -> bool:
    """Not a score or a ratio ("won 3:10", "Sura 2:255")."""
    if {"ampm", "zone", "month", "weekday"} & set(reading.parts) or reading.last - reading.first > 1:
        return True
    word = reading.parts["clock"].word
    return (
        ":" not in word
        or len(word.split(":")[0]) == 2
        or frame.word(reading.first - 1) in lexicon().words["before_clock"]
    )


def _clock(value: Any, ampm: int | None, kind: str) -> str | None:
    text = str(value).replace(".", ":")
    if kind == "CLOCK" and ":" not in text:
        text = f"{text[:-2]}:{text[-2:]}"
    hour, *rest = (int(part) for part in text.split(":"))
    if ampm is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + ampm
    if hour > 24:
        return None
    return ":".join(f"{part:02d}" for part in (hour, *(rest or [0])))


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


def resolve_hourminute(reading: Reading, frame: Frame) -> Outcome | None:
    if reading.get("hours") != "H" or reading.get("unit") != "M":
        return None
    return Outcome("DURATION", f"PT{reading.get('number')}H{reading.get('minutes')}M")


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
