"""The frame of reference: what an expression is resolved against, and what stands around it.

A report is told from its publication date; a narrative (a history, a background section) from the date
told before. Which of the two a text is, is read off its dates: a narrative names many years that are
not the year of publication, and few days by their distance from it (after HeidelTime's two strategies,
Strötgen and Gertz 2010, chosen here by the text and not by its user).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from wiredesk.annotate.times.calendar import Point
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import Piece, lexicon
from wiredesk.annotate.times.tense import tense_of
from wiredesk.model import Precision

_NEAR = 30  # pieces: as far as a date with its year gives its year to one without
_CLAUSE = 8  # pieces: as far as "until" reaches
_UNIT_NAMES = {"S": "second", "M": "minute", "H": "hour", "D": "day", "W": "week", "WE": "weekend", "MO": "month"}
_UNIT_NAMES |= {"Q": "quarter", "Y": "year", "DE": "decade", "CE": "century", "ML": "millennium"}
_TOLD_FROM_PUBLICATION = ("deictic", "overnight")


class Outcome(NamedTuple):
    """What an expression means; ``value`` is read off ``point`` where it is empty."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    point: Point | None = None
    anchor: str | None = None
    candidates: tuple[str, ...] = ()
    flaw: str | None = None
    precision: Precision | None = None
    zone: str = ""
    edtf: str | None = None  # where the point alone does not say it
    sets_frame: bool = True  # whether what follows may hang on it


class Frame:
    """The state of the reading, from left to right, through one text."""

    def __init__(self, doc: Doc, pieces: list[Piece], readings: Sequence[Reading], published: Point | None) -> None:
        self.doc, self.text, self.pieces, self.readings, self.published = doc, doc.text, pieces, readings, published
        self.tagged, self.parsed = doc.has_annotation("TAG"), doc.has_annotation("DEP")
        self.named = [ent for ent in doc.ents if ent.label_ in ("PER", "ORG")]
        self.narrative = published is None
        self.running: Point | None = None
        self.quarter: Point | None = None  # the business quarter that the report is about
        self._running_at, self._explicit = -1, False
        self.index = 0  # the reading in hand
        self.used: set[int] = set()  # readings that are part of another one

    def settle(self) -> None:
        """Decide, once all readings are known, whether the text is a narrative."""
        self.narrative = self.published is None or self._is_narrative(self.published)

    def _is_narrative(self, published: Point) -> bool:
        far = near = bare = 0
        for reading in self.readings:
            year = reading.get("year")
            if isinstance(year, int) and reading.kind("year") != "YEAR2":
                distant = abs(year - (published.year or year)) > 1
                whole = "month" in reading.parts or "era" in reading.parts
                far, bare, near = (
                    far + (distant and whole),
                    bare + (distant and not whole),
                    near + (whole and not distant),
                )
            near += reading.rule in _TOLD_FROM_PUBLICATION or reading.kind("dir") == "AGO"
            near += "weekday" in reading.parts and "day" not in reading.parts
        return far >= 4 and far > near or near == 0 and far + bare >= 5

    def base(self, kind: str) -> Point | None:
        """What a word of this class hangs on: "last" on the publication, "that" on the date told before."""
        if self.narrative or kind in ("THAT", "SAME", "PREV", "FOLLOWING", "LATER", "EARLIER", "AFTER", "BEFORE"):
            return self.running or self.published
        return self.published or self.running

    def moved(self, point: Point | None, reading: Reading, explicit: bool) -> None:
        """Note the date just told."""
        if point is None or point.year is None or (self.narrative and self._is_aside(point.year)):
            return
        if self.narrative and self._looks_on(reading):
            return
        bare = self.running is not None and point.grain() == "Y" and not reading.get("unit")
        if bare and self.running and point.year == self.running.year:
            return  # "July 1861 … the 1861 campaign": nothing new
        if bare and self.narrative and (not self._opens(reading) or self.tense(reading) > 0):
            return  # "plans for 1976": named by the way
        self.running, self._running_at, self._explicit = point, reading.last, explicit

    def _opens(self, reading: Reading) -> bool:
        """Whether the text goes on in the year, and does not only measure or plan by it ("until 1976")."""
        before = self.word(reading.first - 1)
        ends_range = self.kind(reading.first - 1) == "HY" and self.kind(reading.first - 2) == "YEAR"
        return before not in lexicon().words["before_aside"] and not ends_range

    def _looks_on(self, reading: Reading) -> bool:
        """Whether it ends what is told, which goes on from its beginning ("lasted until the fall of X in May 1945")."""
        return self.running is not None and self._after(reading, lexicon().words["lasts_until"])

    def reaches_back(self, reading: Reading) -> bool:
        """Whether something has lasted from it until what is told ("has killed many since it began on May 10")."""
        cues, known = lexicon().words["lasts_from"], lexicon().words["perfect"]
        if self.word(reading.first - 1) in cues:
            return True
        before = [self.word(index) for index in self.sentence(reading, _CLAUSE + _NEAR // 2) if index < reading.first]
        at = next((i for i in reversed(range(len(before))) if before[i] in cues), None)
        if at is None or len(before) - at > _CLAUSE or "," in before[at:]:
            return False
        told = before[:at][-_NEAR // 2 :]
        return bool(known & set(told[:-1])) and not known & {*before[at:], *told[-1:]}

    def _after(self, reading: Reading, cues: Container[str]) -> bool:
        """Whether one of the words stands before it in its clause."""
        before = range(max(self.sentence(reading, _CLAUSE).start, reading.first - _CLAUSE), reading.first)
        words = [self.word(index) for index in before]
        return any(word in cues for word in words) and "," not in words

    def _is_aside(self, year: int) -> bool:
        """A year far off, after which the text goes on where it was ("In 2005 a report of it appeared")."""
        if self.running is None or self.running.year is None or abs(year - self.running.year) < 3:
            return False
        for after in self.readings[self.index + 1 :]:
            following = after.get("year")
            if isinstance(following, int) and after.rule == "date" and after.kind("year") != "YEAR2":
                following = -following if after.get("era") == "BC" else following
                return abs(following - self.running.year) < abs(following - year)
        return False

    def name_of(self, base: Point | None) -> str:
        """The base in words, for an anchor."""
        if base is None:
            return "nothing"
        return ("the publication date " if base == self.published else "the date told before, ") + base.value()

    def offset(self, base: Point | None, unit: str, count: float) -> str:
        """So many units before or after the base, in words, for an anchor."""
        if count == 0:
            return f"the {_UNIT_NAMES.get(unit, unit)} of {self.name_of(base)}"
        name = _UNIT_NAMES.get(unit, unit) + ("s" if abs(count) != 1 else "")
        return f"{abs(count):g} {name} {'before' if count < 0 else 'after'} {self.name_of(base)}"

    def why(self, unit: str) -> str:
        return f"the {unit} counted from {self.name_of(self.running if self.narrative else self.published)}"

    def near_running(self, reading: Reading) -> bool:
        """Whether a date just told, year included, and in another year than the report, gives its year to this one."""
        if (
            not self._explicit
            or self.running is None
            or self.published is None
            or self.running.year == self.published.year
        ):
            return False
        between = range(self._running_at, reading.first)
        return len(between) <= _NEAR and sum(self._closes(index) for index in between) < 2

    def year_ahead(self, reading: Reading) -> int | None:
        """The year that closes the list or range that this date opens ("July 1 to July 3, 1863")."""
        last, month = reading.last, reading.get("month") or 1
        for after in self.readings[self.index + 1 :]:
            between = self.pieces[last : after.first]
            if (
                len(between) > 3
                or not between
                or any(p.kind not in ("TO", "HY", "COMMA", "THE", "AFTER", "BEFORE") for p in between)
            ):
                return None
            if after.rule == "dayafter" and isinstance(after.get("year"), int):
                return int(after.get("year"))
            dated = "month" in after.parts or "season" in after.parts
            if isinstance(year := after.get("year"), int) and after.kind("year") == "YEAR" and dated:
                year = -year if after.get("era") == "BC" else year
                return year - 1 if month > (after.get("month") or 12) and between[0].kind in ("HY", "TO") else year
            if not dated:
                return None
            last = after.last
        return None

    def told_in_sentence(self, reading: Reading) -> bool:
        """Whether the date told before stands in the sentence of this one."""
        return self._running_at > 0 and self._running_at - 1 in self.sentence(reading)

    def is_lower_function(self, index: int) -> bool:
        """Whether a short lower-case word follows, which a day of the month does not count or name."""
        piece = self.pieces[index] if index < len(self.pieces) else None
        return piece is not None and len(piece.word) < 4 and self.text[piece.start].islower()

    def word(self, index: int) -> str:
        """The word of this piece, lower case; '' outside the text."""
        return self.pieces[index].word if 0 <= index < len(self.pieces) else ""

    def kind(self, index: int) -> str:
        """The class of this piece; '' outside the text."""
        return self.pieces[index].kind if 0 <= index < len(self.pieces) else ""

    def text_after(self, reading: Reading) -> str:
        end = self.pieces[reading.last - 1].end
        return self.text[end : end + 12]

    def cued(self, reading: Reading) -> bool:
        """Whether the word before lets a month or a season follow."""
        return self.word(reading.first - 1) in lexicon().words["before_month"]

    def sentence(self, reading: Reading, reach: int = 25) -> range:
        """The pieces of the sentence around the reading, as far as ``reach``."""
        first, last = reading.first, reading.last
        while first > 0 and reading.first - first < reach and not self._closes(first - 1):
            first -= 1
        while last < len(self.pieces) and last - reading.last < reach and not self._closes(last):
            last += 1
        return range(first, last)

    def _closes(self, index: int) -> bool:
        piece = self.pieces[index]
        if piece.kind == "BREAK" or piece.word in "?!":
            return True
        return (
            piece.kind == "DOT"
            and self.text[piece.end : piece.end + 1].isspace()
            and self.text[piece.end + 1 : piece.end + 2].isupper()
        )

    def tense(self, reading: Reading) -> int:
        """-1 told as past, 1 told as future, 0 unknown."""
        return tense_of(self, reading)

    def looks_ahead(self, reading: Reading, to_the_day: bool, direction: int) -> bool:
        """Whether a month or day that comes soon is rather meant than the one of a year ago."""
        before = self.word(reading.first - 1)
        return before != "since" and (to_the_day or direction >= 0 or before in ("until", "till", "by"))
