"""Expressions made of units: "three days ago", "last month", durations, sets and vague references."""

from __future__ import annotations

from dataclasses import replace

from wiredesk.annotate.times.calendar import Point, shifted
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon

_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_CLOCK = ("S", "M", "H")


def period(unit: str, count: float | str) -> str:
    """A TIMEX3 duration; X is an unknown number. Decades and centuries are told in years, as ISO 8601 has none."""
    if unit == "2W":
        return period("W", count if count == "X" else float(count) * 2)
    if unit in _YEARS:
        unit, count = ("Y", float(count) * _YEARS[unit]) if count != "X" else (unit, "X")
    if unit == "Q":
        return f"P{_number(count)}Q"
    if unit == "H" and count == 0.5:
        return "PT30M"
    code = {"MO": "M"}.get(unit, unit)
    return f"P{'T' if unit in _CLOCK else ''}{_number(count)}{code}"


def _number(count: float | str) -> str:
    return count if isinstance(count, str) else f"{count:g}" if count < 1e5 else str(int(count))


def count_of(reading: Reading) -> float | str:
    """How many units: a number, or X."""
    number = reading.get("number")
    if reading.get("vague") is not None:
        return float(reading.get("vague")) if reading.get("vague") != "X" and reading.kind("vague") == "VAGUE" else "X"
    if reading.kind("number") == "ADDITIONAL" and reading.kind("unit") == "UNITS":
        return "X"  # "months-long"
    half = 0.5 if reading.get("half") else 0.0
    return float(number or 0) + half


def resolve_duration(reading: Reading, frame: Frame) -> Outcome | None:
    """How long; with "the last", "the next" an anchor as well."""
    if not _is_duration(reading, frame):
        return None
    count, unit = count_of(reading), _unit(reading)
    if (
        reading.kind("number") == "ART"
        and reading.kind("unit") != "UNITS"
        and not reading.get("half")
        and _is_rate(reading, frame)
    ):
        return Outcome("SET", period(unit, 1))
    candidates: tuple[str, ...] = ()
    if reading.get("low") is not None:
        low = reading.parts["low"].value
        candidates = (period(unit, count), period(unit, float(low)))
    which = reading.get("which")
    anchor = None
    if which in (-1, 1) and reading.kind("which") in ("LAST", "NEXT", "PREV", "FOLLOWING"):
        base = frame.base(reading.kind("which"))
        anchor = f"{'up to' if which < 0 else 'from'} {frame.name_of(base)}" if base else None
    return Outcome("DURATION", period(unit, count), anchor=anchor, candidates=candidates)


def _unit(reading: Reading) -> str:
    """ "Weeks or months" is told by the first."""
    return str(reading.get("vague") if reading.kind("vague") == "UNITS" else reading.get("unit"))


def _is_duration(reading: Reading, frame: Frame) -> bool:
    known, unit = lexicon().words, reading.kind("unit")
    before, after = frame.word(reading.first - 1), frame.word(reading.last)
    if "number" not in reading.parts and unit in ("", "UNITS") and reading.kind("vague") == "UNITS":
        return before in known["before_units"] or after == "of" or bool(reading.get("unit"))
    if frame.word(reading.last - 1) == "old":
        return after in known["aged"]
    if (
        reading.kind("number") == "ADDITIONAL"
        and reading.parts["number"].word != "another"
        and frame.kind(reading.last - 1) != "ADDITIONAL"
    ):
        return False
    if unit in ("QUARTER", "SECONDUNIT") and reading.kind("unit") != "UNITS" and reading.get("number") in (1, None):
        return False
    if reading.kind("unit") == "UNITS" and reading.get("unit") == "Q" and after == "of":
        return False  # "three quarters of the population"
    if frame.word(reading.last + (after == "-")) in ("old", "olds"):
        return False
    if after in known["services"] and reading.get("unit") == "H" and reading.get("number") == 24:
        return False
    return frame.kind(reading.first - 1) not in ("MARK",) or before not in ("$", "£", "€", "#")


def _is_rate(reading: Reading, frame: Frame) -> bool:
    """ "Ten thousand tonnes a year": an article and a unit after a number or what it counts."""
    if reading.last - reading.first > 2:
        return False
    if frame.kind(reading.first - 1) in ("INT", "BIG", "INT12", "INT24", "INT31", "INT99", "NUMWORD"):
        return True
    counted = {frame.kind(index) for index in range(max(0, reading.first - 4), reading.first - 1)}
    is_noun = (
        frame.kind(reading.first - 1) == "OTHER"
        and frame.word(reading.first - 1) not in lexicon().words["before_units"]
    )
    return is_noun and bool(counted & {"INT", "BIG", "INT12", "INT24", "INT31", "INT99", "NUMWORD"})


def resolve_shift(reading: Reading, frame: Frame) -> Outcome | None:
    """ "Three days ago", "two weeks later", "a year earlier"."""
    kind, unit = reading.kind("dir"), reading.get("unit")
    if kind in ("AFTER", "BEFORE", "FOLLOWING") and frame.kind(reading.last) not in (
        "DOT",
        "COMMA",
        "HY",
        "MARK",
        "BREAK",
        "",
    ):
        return None
    base, direction = frame.base(kind), reading.get("dir")
    count = count_of(reading) if "number" in reading.parts or "vague" in reading.parts else "X"
    if kind in ("AFTER", "BEFORE", "FOLLOWING") and count == "X":
        count = 1.0
    if base is None:
        return Outcome(
            "DATE",
            "PAST_REF" if direction < 0 else "FUTURE_REF",
            precision="vague",
            anchor="no date to resolve it against",
        )
    if count == "X":
        return _vague_shift(base, unit, direction, frame)
    if unit == "2W":
        unit, count = "W", float(count) * 2
    if unit in ("DE", "CE", "ML") and count in (1, 2, 3):
        unit, count = "Y", float(count) * _YEARS[unit]
    outcome = hung(base, unit, float(count) * direction, frame)
    # A look back does not move a story: "a year earlier it had fallen; in May it rose".
    return outcome._replace(sets_frame=direction > 0 or not frame.narrative) if outcome else None


def hung(base: Point, unit: str, count: float, frame: Frame) -> Outcome | None:
    """The time so many units from the base, as precise as the unit and no finer than the base."""
    anchor = frame.offset(base, unit, count)
    if unit in _CLOCK:
        days = int(count * {"S": 1, "M": 60, "H": 3600}[unit] / 86400)
        point = shifted(base, "D", days)
        return Outcome("TIME", "", replace(point, tail="TXX"), anchor=anchor) if point else None
    if unit == "Y" and count % 1:
        unit, count = "MO", count * 12
    if unit == "Y" and base.sub.startswith("Q"):
        year = shifted(base, "Y", int(count))
        return Outcome("DATE", "", replace(base, year=year.year), anchor=anchor) if year else None
    point = shifted(base, unit, int(count))
    if point is None and unit in ("D", "W") and base.year is not None and base.scale == 1:
        rest = "-WXX" if unit == "W" else f"-{base.month:02d}-XX" if base.month else "-XX-XX"
        return Outcome("DATE", Point(base.year).value() + rest, anchor=anchor, precision="vague")
    if point is None:
        return None
    return Outcome("DATE", "", point, anchor=anchor)


def _vague_shift(base: Point, unit: str, direction: int, frame: Frame) -> Outcome:
    day, year = base.date(), Point(base.year).value()
    if direction < 0 or base.year is None or unit not in ("H", "M", "S", "D", "W", "MO"):
        return Outcome(
            "DATE",
            "PAST_REF" if direction < 0 else "FUTURE_REF",
            anchor=f"some time from {frame.name_of(base)}",
            precision="vague",
        )
    month = f"{year}-{base.first_month():02d}" if base.first_month() else f"{year}-XX"
    value = {"D": f"{month}-XX", "W": f"{year}-WXX", "MO": f"{year}-XX"}.get(unit) or (
        f"{day}TXX" if day else f"{month}-XX"
    )
    return Outcome(
        "TIME" if unit in _CLOCK else "DATE", value, anchor=f"some time after {frame.name_of(base)}", precision="vague"
    )


def resolve_unit(reading: Reading, frame: Frame) -> Outcome | None:
    """ "Last month", "this week", "the following year", "the end of the year"."""
    unit, kind, count = reading.get("unit"), reading.kind("which"), reading.get("which") or 0
    if reading.get("season"):
        return None
    if unit in _CLOCK or unit == "ML" or (not kind and unit in ("D", "CE", "W") and not reading.get("mod")):
        return None
    if not kind and frame.text[reading.parts["unit"].start].isupper() and reading.first > 0:
        return None  # "Man of the Year"
    after_the = frame.kind(reading.first) == "THE" or any(
        frame.kind(i) == "THE" for i in range(reading.first, reading.last)
    )
    if kind == "LAST" and (reading.parts["which"].word == "past" or after_the) and unit not in ("WE", "D"):
        base = frame.base(kind)
        return Outcome("DURATION", period(unit, 1), anchor=f"up to {frame.name_of(base)}" if base else None)
    if kind == "NEXT" and after_the:
        kind = "FOLLOWING"
    if unit == "D" and kind in ("LAST", "THIS", "NEXT", "CURRENTADJ", "LATEST"):
        return None
    base = frame.base(kind or "THAT" if kind != "THE" else "THIS")
    if unit == "Q" and frame.quarter and kind in ("", "THAT", "SAME", "LATEST", "THIS"):
        return Outcome("DATE", "", frame.quarter, anchor="the quarter told before", sets_frame=False)
    unit = "W" if unit == "2W" else unit
    point = shifted(base, unit, count if isinstance(count, int) else 0) if base else None
    if base is None:
        return Outcome(
            "DATE", "PRESENT_REF" if not count else "PAST_REF" if count < 0 else "FUTURE_REF", precision="vague"
        )
    if point is None:
        rest = {"W": "-WXX", "MO": "-XX", "Q": "-QX", "D": f"-{base.month:02d}-XX" if base.month else "-XX-XX"}.get(
            unit
        )
        return (
            Outcome("DATE", Point(base.year).value() + rest, anchor=f"from {frame.name_of(base)}", precision="vague")
            if rest
            else None
        )
    return Outcome(
        "DATE", "", point, anchor=frame.offset(base, unit, count), sets_frame=kind not in ("", "THE", "PREV")
    )
