"""Citation marks: digits and signs of a source that hang on a word and are no part of it.

Three kinds are found. Marks that the markup shows (a superscript, a link to a footnote) come with
their place from the reader. Marks in brackets or in superscript characters show themselves. A digit
glued to a word ("targeted1") must earn it: see :mod:`wiredesk.read.glued`.

Marks are taken out of the text, so that "Yemen4" is read as the word that it was; each stays in
``Report.marks`` with the word that it hung on, and in ``Report.dropped``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from wiredesk.model import Dropped, Mark, Span
from wiredesk.read.glued import glued
from wiredesk.read.knowledge import table, wording
from wiredesk.read.notes import SUPERSCRIPT, Notes, are_notes, find_notes

LEADS = "citation mark"
LEADS_NOWHERE = "citation mark that leads nowhere"
NOTE = "note that a citation mark leads to"

_PLACEHOLDER = re.compile("⸨(\\d+)⸩")
_BRACKETED = re.compile(r"\[(?P<label>\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z]|[^\W\d_][^\[\]]{2,30})\]")
_RAISED = re.compile(r"(?<=[^\W\d_.])[⁰¹²³⁴-⁹]{1,3}(?:[,–⁻][⁰¹²³⁴-⁹]{1,3})*|(?<=[.,;:!?\"”’)])[⁰¹²³⁴-⁹]{1,3}")
_SIGN = re.compile(r"(?<=[^\W\d_.,;:!?\"”’)])(?P<label>[*†‡]{1,3}|\(\d{1,2}\))(?=[\s.,;:!?\"”’)]|$)")
_WORD_BEFORE = re.compile(r"(\w[\w'’.-]*?)[^\w]*$")
_AFTER = re.compile(r"[\s.,;:!?)\"”’…]|$")


@dataclass(frozen=True)
class Placed:
    """A mark that markup shows; the reader puts :func:`placeholder` where it stands in the text."""

    label: str
    leads_to: str | None = None


@dataclass(frozen=True)
class Found:
    """A mark in the text that still has its marks: characters ``start`` to ``end``."""

    start: int
    end: int
    label: str
    leads_to: str | None = None


@dataclass
class Taken:
    """A text without its marks. ``hung`` holds each mark with the span of its word in the text."""

    text: str
    hung: list[tuple[Found, int, int]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def marks_of(self, report: str) -> tuple[Mark, ...]:
        """The marks as values of the report with this id."""
        return tuple(
            Mark(
                span=Span(report=report, start=start, end=end, text=self.text[start:end]),
                label=found.label,
                word=self.text[start:end],
                leads_to=found.leads_to,
            )
            for found, start, end in self.hung
        )


def placeholder(number: int) -> str:
    """What stands in a draft's text for the mark ``placed[number]``."""
    return f"⸨{number}⸩"


def take_out(text: str, placed: Sequence[Placed] = ()) -> Taken:
    """The text without citation marks and without the notes that they lead to."""
    lines = text.split("\n")
    notes = find_notes(lines)
    body = "\n".join(lines[: notes.first])
    found = _find(body, placed, notes)
    dropped: list[Dropped] = []
    if are_notes(notes, (label for mark in found for label in _labels(mark.label))):
        dropped = [Dropped(text=line, reason=NOTE) for line in lines[notes.first :]]
    else:
        notes = Notes(len(lines))
        body, found = text, _find(text, placed, notes)
    return _remove(body, found, dropped)


def _find(text: str, placed: Sequence[Placed], notes: Notes) -> list[Found]:
    """All marks in the order of the text; the first kind wins where two overlap."""
    sure = _apart([*_placed(text, placed), *_shown(text), *_signs(text, notes)])
    hanging = (Found(start, end, label) for start, end, label in glued(text, [(m.start, m.label) for m in sure], notes))
    marks = _apart([*sure, *hanging])
    return [_led(mark, notes) for mark in marks if _is_safe(text, mark)]


def _apart(marks: Iterable[Found]) -> list[Found]:
    chosen: list[Found] = []  # in order of their places
    for mark in marks:
        at = bisect(chosen, mark.start, key=lambda other: other.start)
        if (at == 0 or chosen[at - 1].end <= mark.start) and (at == len(chosen) or mark.end <= chosen[at].start):
            chosen.insert(at, mark)
    return chosen


def _placed(text: str, placed: Sequence[Placed]) -> Iterator[Found]:
    for match in _PLACEHOLDER.finditer(text):
        if int(match[1]) < len(placed):
            mark = placed[int(match[1])]
            yield Found(*match.span(), mark.label, mark.leads_to)


@cache
def _bracketed_words() -> re.Pattern[str]:
    return wording(table("read_marks.yaml")["bracketed_words"])


def _shown(text: str) -> Iterator[Found]:
    """Marks in brackets and in superscript characters."""
    for match in _BRACKETED.finditer(text):
        if _is_bracketed_mark(text, match):
            yield Found(*match.span(), match["label"])
    for match in _RAISED.finditer(text):
        if not _is_exponent(text, match):
            yield Found(*match.span(), match[0].translate(SUPERSCRIPT))


def _is_bracketed_mark(text: str, match: re.Match[str]) -> bool:
    label, before = match["label"], text[match.start() - 1 : match.start()]
    if label[0].isdigit():
        return _is_aside(text, match)
    if len(label) > 1:
        return bool(_bracketed_words().fullmatch(label))
    return bool(before.strip() and _AFTER.match(text, match.end()))


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """A number in brackets hangs on what stands before it; "[12] people" inside a quotation is the editor's."""
    glued_on = match.start() > 0 and not text[match.start() - 1].isspace() and text[match.start() - 1] not in "([“‘\"'"
    ends = bool(_AFTER.match(text, match.end())) and not re.match(r"\s+[a-z]", text[match.end() :][:20])
    after_sentence = bool(re.search(r"[.!?][\"”’]?\s+$", text[max(0, match.start() - 6) : match.start()]))
    return glued_on or (
        match.start() > 0 and ends and (after_sentence or not re.match(r"\s+\w", text[match.end() :][:20]))
    )


def _is_exponent(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"[^\W\d_]+$", text[max(0, match.start() - 20) : match.start()])
    return match[0] in "²³" and before is not None and before[0].lower() in table("read_marks.yaml")["units"]


def _signs(text: str, notes: Notes) -> Iterator[Found]:
    """Asterisks, daggers and numbers in round brackets: marks only if a note answers them."""
    for match in _SIGN.finditer(text) if notes.by_label else ():
        if (label := match["label"].strip("()")) in notes.by_label:
            yield Found(*match.span(), label)


def _labels(label: str) -> list[str]:
    """The single labels of "1,2" or "3-5"."""
    numbers = [int(number) for number in re.findall(r"\d+", label)]
    if len(numbers) == 2 and re.search(r"\d\s?[–-]\s?\d", label) and 0 < numbers[1] - numbers[0] < 20:
        return [str(number) for number in range(numbers[0], numbers[1] + 1)]
    return [str(number) for number in numbers] if len(numbers) > 1 else [label]


def _led(mark: Found, notes: Notes) -> Found:
    told = [notes.by_label[label] for label in _labels(mark.label) if label in notes.by_label]
    return mark if mark.leads_to or not told else Found(mark.start, mark.end, mark.label, " ".join(told))


def _is_safe(text: str, mark: Found) -> bool:
    """Taking it out must not make two characters grow together (an accent onto another letter)."""
    around = text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1]
    return unicodedata.is_normalized("NFC", around) and not unicodedata.combining(text[mark.end : mark.end + 1] or " ")


def _remove(text: str, marks: Sequence[Found], dropped: list[Dropped]) -> Taken:
    """Cut the marks, and the space before one that stood apart."""
    taken, pieces, length, cursor = Taken("", dropped=dropped), [""], 0, 0
    for mark in marks:
        piece = text[cursor : mark.start]
        if _AFTER.match(text, mark.end) or (piece or pieces[-1]).endswith("\n"):
            piece = piece.rstrip(" ")
        pieces.append(piece)
        length += len(piece)
        ending = "".join(pieces[-6:])[-80:]
        cursor = mark.end + (ending[-1:] in ("", "\n") and text[mark.end : mark.end + 1] == " ")
        if word := _WORD_BEFORE.search(ending):
            start = length - len(ending)
            taken.hung.append((mark, start + word.start(1), start + word.end(1)))
        shown = text[mark.start : mark.end]
        reason = LEADS if mark.leads_to else LEADS_NOWHERE
        taken.dropped.append(Dropped(text=mark.label if _PLACEHOLDER.fullmatch(shown) else shown, reason=reason))
    taken.text = "".join([*pieces, text[cursor:]])
    return taken
