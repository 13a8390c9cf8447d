"""The day of a deed from the chronology or live page that tells it: its entry's, where its own words tell none."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors.follow import paragraph_start
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.syntax import is_verb
from wiredesk.model import When

CLOSES = frozenset({":", "-", "–", "—"})
JOINED = frozenset({"conj", "ccomp", "xcomp", "parataxis"})  # clauses that go on telling what the entry tells
_KEY = "wiredesk.events.lines"  # numbers of the times that are lines
HEADING = 5  # words that a heading has at most


def entry(event: Found, tells: Token | None, times: Sequence[When]) -> When | None:
    """The time that opens the entry: "16 January: rebels struck Dori", "16:50 - …", a day on a line of its own.

    ``tells`` is the verb that tells the event, or a noun without one. Of an entry are the deeds that its main clauses
    tell in the past; what had come before, is to come, or is only mentioned, is not.
    """
    known = [time for time in times if time.type in {"DATE", "TIME"} and time.span.end <= event.trigger.i]
    past = event.facts.tense == "past" and event.facts.modality != "hypothetical"
    if not known or not past or not any(map(_main, [*event.match.words, tells] if tells is not None else [])):
        return None
    opening = _opening(event.trigger.doc, event.trigger.i)
    opened = [time for time in known if time.span.start >= opening and (time.span.start == opening or _opens(time))]
    if opened:
        return opened[-1] if _closed(opened[-1]) else None
    lines = _lines(event.trigger.doc, times)
    above = next((time for time in reversed(lines) if time.span.end <= event.trigger.i), None)
    if above is None or (len(lines) < 2 and event.trigger.doc[above.span.end].text != ":"):
        return None
    return None if _headed(above, opening) else above


def _main(word: Token) -> bool:
    """Whether the word stands in a main clause of its sentence, told as done then and not before ("had")."""
    while True:
        if any(child.dep_ == "aux" and child.lower_ == "had" for child in word.children):
            return False
        if word.dep_ not in JOINED or word.head.i == word.i:
            return word.dep_ == "ROOT"
        word = word.head


def _opens(time: When) -> bool:
    """Whether a clock time opens a sentence as it opens an entry ("12:00 - … . 14:00 - …")."""
    return time.type == "TIME" and bool(time.span[0].is_sent_start) and _closed(time)


def _closed(time: When) -> bool:
    """Whether a colon, or the only dash of its sentence, parts the time from what follows, which is no other number."""
    doc, at = time.span.doc, time.span.end
    if at + 1 >= len(doc) or doc[at].text not in CLOSES or doc[at + 1].is_digit:
        return False
    sentence = doc[at].sent
    return doc[at].text == ":" or not any(token.text == doc[at].text for token in doc[at + 1 : sentence.end])


def _lines(doc: Doc, times: Sequence[When]) -> list[When]:
    """The days on lines of their own, of which the last before a sentence counts: "Published / Monday / Updated"."""
    if _KEY not in doc.user_data:
        alone = [number for number, time in enumerate(times) if _alone(time)]
        ends = [*(times[number].span.start for number in alone[1:]), len(doc)]
        told = (doc[times[number].span.end : end] for number, end in zip(alone, ends, strict=False))
        doc.user_data[_KEY] = [number for number, text in zip(alone, told, strict=False) if _tells(text)]
    return [times[number] for number in doc.user_data[_KEY]]


def _tells(text: Span) -> bool:
    return any(is_verb(token) for token in text) and any(token.text == "." for token in text)


def _alone(time: When) -> bool:
    doc, start, end = time.span.doc, time.span.start, time.span.end
    while end < len(doc) and doc[end].text in CLOSES:
        end += 1
    return time.day is not None and start == _opening(doc, start + 1) and "\n" in doc[end : end + 1].text


def _headed(line: When, opening: int) -> bool:
    """Whether a heading stands between the day and the paragraph that opens there: a few words without a full stop."""
    doc = line.span.doc
    at = opening
    while at > line.span.end + 2:
        first = _opening(doc, at - 1)
        words = [token for token in doc[first:at] if not token.is_space]
        if first <= line.span.start:
            return False
        if words and len(words) <= HEADING and not words[-1].is_punct:
            return True
        at = first
    return False


def _opening(doc: Doc, at: int) -> int:
    """The first word of the paragraph in which token ``at`` stands, behind bullets."""
    first = paragraph_start(doc, at)
    return next((i for i in range(first, at) if not (doc[i].is_punct or doc[i].is_space)), first)
