"""Times: every date, time of day, duration and set that the words of a Doc name (TIMEX3).

lexer (words → classes, ``knowledge/times.yaml``) → grammar (classes → readings) → frame (what a
relative time hangs on) → :class:`When`. Evaluated as in TempEval-3 (UzZaman et al., 2013) by ``bench/times.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from wiredesk.annotate.times import clock, dates, days, holidays, periods, units, vague
from wiredesk.annotate.times.calendar import Point, edtf
from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading, matches
from wiredesk.annotate.times.lexer import OTHER, Piece, lex, lexicon
from wiredesk.annotate.times.screen import is_time
from wiredesk.model import Precision, When

_RESOLVERS: dict[str, Callable[[Reading, Frame], Outcome | None]] = {
    "iso": clock.resolve_iso,
    "numeric": dates.resolve_numeric,
    "date": dates.resolve_date,
    "dayof": days.resolve_dayof,
    "dayafter": days.resolve_dayafter,
    "dayonly": days.resolve_dayonly,
    "shortyear": days.resolve_shortyear,
    "weekof": periods.resolve_weekof,
    "weekofday": periods.resolve_weekofday,
    "ended": periods.resolve_ended,
    "period": periods.resolve_period,
    "fiscal": periods.resolve_fiscal,
    "decade": periods.resolve_decade,
    "century": periods.resolve_century,
    "season": periods.resolve_season,
    "seasons": periods.resolve_seasons,
    "quarter": periods.resolve_quarter,
    "half": periods.resolve_half,
    "holiday": holidays.resolve_holiday,
    "lunar": holidays.resolve_islamic,
    "solar": holidays.resolve_solar,
    "deictic": clock.resolve_deictic,
    "overnight": days.resolve_overnight,
    "part": days.resolve_part,
    "clock": clock.resolve_clock,
    "unit": units.resolve_unit,
    "yearend": periods.resolve_yearend,
    "weekend": periods.resolve_weekend,
    "ordinalday": days.resolve_ordinalday,
    "shift": units.resolve_shift,
    "yearago": periods.resolve_yearago,
    "duration": units.resolve_duration,
    "hourminute": clock.resolve_hourminute,
    "set": vague.resolve_set,
    "ref": vague.resolve_ref,
    "recent": vague.resolve_recent,
}
_PRECISION: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "MO": "month",
    "Q": "quarter",
    "H": "season",
    "SE": "season",
    "Y": "year",
    "DE": "vague",
    "CE": "vague",
}
_FRAMES = ("date", "iso", "numeric", "dayof", "dayafter", "clock", "season", "holiday")


def times(doc: Doc) -> list[When]:
    """The times of the Doc in order, resolved against ``doc._.published`` (an ISO date or None) and one another."""
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    pieces, symbols = lex(doc.text)
    frame = Frame(doc, pieces, [], Point.parse(doc._.published))
    frame.readings = _read(pieces, symbols, frame)
    frame.settle()
    found: list[When] = []
    for index, reading in enumerate(frame.readings):
        frame.index = index
        when = _resolve(reading, frame) if index not in frame.used else None
        if when is not None:
            found.append(when)
    return found


def _read(pieces: list[Piece], symbols: str, frame: Frame) -> list[Reading]:
    """The readings that do not overlap, leftmost and longest first."""
    readings: list[Reading] = []
    at, total = 0, len(pieces)
    while at < total:
        taken = None
        if symbols[at] != OTHER:
            taken = next((one for one in matches(pieces, symbols, at) if is_time(one, frame)), None)
        if taken is None:
            at += 1
            continue
        if taken.rule != "skip":
            readings.append(taken)
        at = taken.last
    return readings


def _resolve(reading: Reading, frame: Frame) -> When | None:
    if reading.rule == "hung":
        return _resolve_hung(reading, frame)
    outcome = _RESOLVERS[reading.rule](reading, frame)
    return _when(reading, outcome, frame) if outcome else None


def _resolve_hung(reading: Reading, frame: Frame) -> When | None:
    """ "Two days after January 16" hangs on the date that follows; before anything else it is a duration."""
    after = frame.readings[frame.index + 1] if frame.index + 1 < len(frame.readings) else None
    count = 1.0 if reading.kind("number") == "" and not reading.get("vague") else units.count_of(reading)
    if (
        after is not None
        and after.first == reading.last
        and after.rule in ("date", "numeric", "iso", "deictic")
        and count != "X"
    ):
        frame.index += 1
        base = _RESOLVERS[after.rule](after, frame)
        frame.index -= 1
        if base and base.point:
            frame.used.add(frame.index + 1)
            outcome = units.hung(base.point, reading.get("unit"), float(count) * reading.get("dir"), frame)
            return _when(replace(reading, last=after.last), outcome, frame) if outcome else None
    if "number" not in reading.parts and "vague" not in reading.parts:
        return None
    if frame.kind(reading.last) in ("DOT", "COMMA", "MARK", "BREAK", ""):
        shifted = units.resolve_shift(reading, frame)
        return _when(reading, shifted, frame) if shifted else None
    short = replace(reading, last=reading.last - 1)
    outcome = units.resolve_duration(short, frame)
    return _when(short, outcome, frame) if outcome else None


def _when(reading: Reading, outcome: Outcome, frame: Frame) -> When | None:
    pieces, point = frame.pieces, outcome.point
    start, end = pieces[reading.first].start, pieces[reading.last - 1].end
    start = _trimmed(reading, frame, start, end)
    span = frame.doc.char_span(start, end, alignment_mode="expand")
    value = outcome.value or (point.value() if point else "")
    if span is None or not value:
        return None
    if outcome.sets_frame and outcome.type in ("DATE", "TIME"):
        frame.moved(point, reading, explicit=reading.rule in _FRAMES and reading.kind("year") in ("YEAR", "NUM", ""))
    mod = str(reading.get("mod") or reading.get("approx") or "")
    return When(
        type=outcome.type,
        value=value,
        edtf=outcome.edtf or (edtf(point, mod, outcome.zone) if point else None),
        precision=outcome.precision or _precision(point, outcome),
        span=span,
        anchor=outcome.anchor,
        candidates=outcome.candidates,
        flaw=outcome.flaw,
    )


def _trimmed(reading: Reading, frame: Frame, start: int, end: int) -> int:
    """Where the expression begins once words are left out that TIMEX3 keeps outside it."""
    pieces, first = frame.pieces, reading.first
    if reading.rule == "ref":
        match = re.match(r"(?:at|in)\s+(?=th)|to\s+(?=date)", frame.text[start:end], re.I)
        return start + (len(match.group()) if match else 0)
    attributive = pieces[reading.last - 1].kind != "PERIOD" and any(
        piece.kind == "HY" for piece in pieces[first : reading.last]
    )
    over = (
        pieces[first].word == "over"
        and frame.word(first - 1) not in lexicon().words["before_units"]
        and "dir" not in reading.parts
    )
    counted = reading.rule == "date" and reading.kind("day").startswith("INT") and frame.kind(reading.last) == "OTHER"
    attributive |= counted and not frame.is_lower_function(reading.last)  # "the 16 January attack"
    named = reading.rule in ("season", "duration") and re.match(" [A-Z]", frame.text_after(reading)) is not None
    whole = not named and not (attributive and reading.rule in ("duration", "date"))
    if (pieces[first].kind in ("THE", "ART") and not whole) or over:
        return pieces[first + 1].start
    return start


def _precision(point: Point | None, outcome: Outcome) -> Precision:
    if point is None:
        return "vague"
    if point.tail:
        return "minute" if point.tail[1:2].isdigit() else "part of day"
    return _PRECISION[point.grain()]
