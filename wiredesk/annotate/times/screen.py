"""Words that look like times and are not: the verb "may", counts of people, numbers of resolutions, names."""

from __future__ import annotations

import re

from wiredesk.annotate.times.frame import Frame
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon

_ERA_YEARS = ("YEAR", "INT", "INT99", "INT31", "INT24", "INT12")
_NUMBERS = ("INT", "INT12", "INT24", "INT31", "INT99")
_UNIT_OF = {"century": "CE", "ordinalday": "D", "weekof": "W", "weekofday": "W"}


def is_time(reading: Reading, frame: Frame) -> bool:
    """Whether the words read so are a time here."""
    rule, parts = reading.rule, reading.parts.keys()
    if rule in _UNIT_OF and reading.get("unit") != _UNIT_OF[rule]:
        return False
    if frame.word(reading.first) == "last" and _is_verb(reading, frame):
        return False
    if reading.kind("lunar") == "HOLIDAY" and not re.fullmatch(r"islamic \d+", reading.get("lunar")):
        return False
    if rule == "duration":
        return not (frame.word(reading.last) == "-" and frame.kind(reading.last + 1) in ("EARLIER", "AGO"))
    if rule == "holiday" and (_named_after(reading, frame) or _names(reading, frame)):
        return False
    if rule == "season" and not _is_season(reading, frame):
        return False
    if rule == "date" and not _is_date(reading, frame):
        return False
    if reading.kind("weekday") == "WEEKDAYABBR" and not parts & {"month", "stamp"}:
        return False
    return not (frame.named and parts & {"weekday", "month", "holiday"} and _in_name(reading, frame))


def _is_verb(reading: Reading, frame: Frame) -> bool:
    """ "It will last three weeks", "they last three weeks"."""
    if not frame.tagged:
        return frame.word(reading.first - 1) in lexicon().words["before_verb"]
    piece = frame.pieces[reading.first]
    span = frame.doc.char_span(piece.start, piece.end)
    return span is not None and span[0].tag_ in ("VB", "VBP")


def _is_date(reading: Reading, frame: Frame) -> bool:
    parts = reading.parts.keys()
    if parts <= {"year", "approx"} and reading.kind("year") == "YEAR":
        return _is_year(reading, frame)
    if parts == {"year"} and reading.kind("year") == "YEAR2":  # '99
        before = frame.word(reading.first - 1)
        return frame.kind(reading.first - 1) != "OTHER" or before in lexicon().words["before_year"]
    if reading.get("era") and reading.kind("year") not in _ERA_YEARS:
        return False
    if "month" in parts and _reads_as_name(reading, frame):
        return False
    return not ("day" in parts and "year" not in parts and _counts(reading, frame))


def _reads_as_name(reading: Reading, frame: Frame) -> bool:
    """Whether a lone month is rather a word of its own ("may", "March on the capital", "April Jones")."""
    if set(reading.parts) & {"day", "year", "yearwhich", "which", "mod"}:
        return False
    month = reading.parts["month"]
    known, before, after = lexicon(), frame.word(reading.first - 1), frame.text_after(reading)
    cued = before in known.words["before_month"]
    if month.kind == "MONTHABBR":
        return not (cued and after.startswith("."))
    listed = frame.kind(reading.last) in ("COMMA", "TO", "HY") and frame.kind(reading.last + 1) in (
        "MONTH",
        "MONTHVERB",
    )
    if month.kind == "MONTHVERB" and not cued:
        return not listed
    return month.word in known.words["first_names"] and after[:2].strip().isupper() and after[:1] == " " and not cued


def _is_year(reading: Reading, frame: Frame) -> bool:
    """A bare four-digit number is a year unless it counts or numbers something."""
    known, year = lexicon().words, reading.get("year")
    before, after = frame.word(reading.first - 1), frame.word(reading.last)
    if after in known["counted"] or before in known["numbered"] or frame.kind(reading.last) in ("UNITS", "UNIT"):
        return False
    if before == "." and frame.word(reading.first - 2) in known["numbered"]:
        return False
    if frame.kind(reading.first - 1) in _NUMBERS:
        return False
    if reading.last - reading.first > 1 and frame.kind(reading.first) in ("THE", "YEARWORD", "EARLY"):
        return True
    opens = before in ("in", "since", "(") or frame.kind(reading.first - 1) in ("DOT", "BREAK", "")
    return (1000 if opens else 1700) <= int(year) < 2100


def _counts(reading: Reading, frame: Frame) -> bool:
    """ "In January 16 soldiers were killed": the number belongs to the soldiers."""
    return (
        reading.parts["day"].end == frame.pieces[reading.last - 1].end
        and frame.word(reading.last) in lexicon().words["counted"]
    )


def _in_name(reading: Reading, frame: Frame) -> bool:
    """Inside the name of a person or an organisation, as the encoder sees it."""
    start, end = frame.pieces[reading.first].start, frame.pieces[reading.last - 1].end
    return any(ent.start_char <= start and end <= ent.end_char and len(ent.text) > end - start for ent in frame.named)


def _named_after(reading: Reading, frame: Frame) -> bool:
    """ "Operation Ramadan", "White Christmas": a name before it in capitals, not the beginning of a sentence."""
    before = frame.pieces[reading.first - 1] if reading.first > 1 else None
    return (
        before is not None
        and before.kind == "OTHER"
        and frame.text[before.start].isupper()
        and frame.kind(reading.first - 2) != "DOT"
    )


def _names(reading: Reading, frame: Frame) -> bool:
    """ "The Ramadan Offensive": a word in capitals goes on with the name."""
    return frame.kind(reading.last) == "OTHER" and re.match(" [A-Z]", frame.text_after(reading)) is not None


def _is_season(reading: Reading, frame: Frame) -> bool:
    """ "Spring" and "fall" are also verbs and nouns: a word of time must stand beside them."""
    if reading.kind("season") != "SEASONVERB" or {"which", "mod", "year", "yearwhich"} & set(reading.parts):
        return True
    if frame.word(reading.last) == "of":
        return False
    here, after = frame.text[reading_start(reading, frame)], frame.text_after(reading)
    if here.isupper() and after[1:2].isupper() and after[:1] == " ":
        return True  # "the Spring Offensive"
    return frame.kind(reading.first) == "THE" or frame.word(reading.first - 1) in lexicon().words["before_season"]


def reading_start(reading: Reading, frame: Frame) -> int:
    return reading.parts["season"].start if "season" in reading.parts else frame.pieces[reading.first].start
