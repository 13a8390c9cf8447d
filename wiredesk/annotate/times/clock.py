"""The time of day, and the day that it is a time of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wiredesk.annotate.times.calendar import Point, shifted
from wiredesk.annotate.times.dates import resolve_date, resolve_numeric
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


_DAYS = {"date": resolve_date, "deictic": resolve_deictic, "numeric": resolve_numeric, "iso": resolve_iso}
_BETWEEN = {"on", ",", "the", "(", ")"}  # the words between a time of day and its day


def resolve_clock(reading: Reading, frame: Frame) -> Outcome | None:
    """A clock time, on the day named with it or the day that the text stands on."""
    clock = _clock(reading.get("clock"), reading.get("ampm"), reading.kind("clock"), reading.get("part"))
    if clock == "24:00" and frame.word(reading.first - 1) in ("after", "past"):
        clock = "00:00"  # "just after midnight on Sunday" begins the day
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
        day = today(frame, reading)
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


def _clock(value: Any, ampm: int | None, kind: str, part: str | None = None) -> str | None:
    text = str(value).replace(".", ":")
    if kind == "CLOCK" and ":" not in text:
        text = f"{text[:-2]}:{text[-2:]}"
    hour, *rest = (int(part) for part in text.split(":"))
    if ampm is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + ampm
    elif hour < 12 and (part in ("AF", "EV") or (part == "NI" and hour > 5)):
        hour += 12
    if hour > 24:
        return None
    return ":".join(f"{part:02d}" for part in (hour, *(rest or [0])))


def resolve_hourminute(reading: Reading, frame: Frame) -> Outcome | None:
    if reading.get("hours") != "H" or reading.get("unit") != "M":
        return None
    return Outcome("DURATION", f"PT{reading.get('number')}H{reading.get('minutes')}M")


def today(frame: Frame, reading: Reading) -> Point | None:
    """The day the text stands on: told in the same sentence, else (in a report) the publication's."""
    after = _date_after(frame, reading)
    if after is not None:
        return after
    same = frame.running if frame.narrative or frame.told_in_sentence(reading) else None
    day = same or (frame.published if not frame.narrative else None)
    if same is not None and same.tail == "TNI" and reading.get("part") == "MO":
        day = shifted(same, "D", 1)  # the morning after that night
    return day if day is not None and day.date() else None


def _date_after(frame: Frame, reading: Reading) -> Point | None:
    """The day that follows at once ("at 11 a.m. on 11 November 1918", "at 6 a.m. (0300 GMT) on Sunday")."""
    before = reading
    for step, after in enumerate(frame.readings[frame.index + 1 : frame.index + 3], 1):
        gap = [frame.word(index) for index in range(before.last, after.first)]
        if not set(gap) <= _BETWEEN or len(gap) > 3:
            return None
        if after.rule != "clock" or {"weekday", "month", "deictic"} & set(after.parts):
            return _day_of(after, frame, step)
        before = after
    return None


def _day_of(reading: Reading, frame: Frame, step: int) -> Point | None:
    """The day of the reading that stands ``step`` readings ahead."""
    if reading.rule not in _DAYS:
        return None
    frame.index += step
    outcome = _DAYS[reading.rule](reading, frame)
    frame.index -= step
    return outcome.point if outcome and outcome.point and outcome.point.day else None
