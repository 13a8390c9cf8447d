"""Whether the text tells of a time as past or as future: what decides between the last Tuesday and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon

if TYPE_CHECKING:
    from wiredesk.annotate.times.frame import Frame

_REACH = 12  # pieces back to a verb that still governs
_WERE = {"had", "was", "were", "been"}


def tense_of(frame: Frame, reading: Reading) -> int:
    """-1, 1 or 0 (unknown): by the governing verb if parsed, by the nearest verb if only tagged, else by cue words."""
    if frame.tagged:
        span = frame.doc.char_span(
            frame.pieces[reading.first].start, frame.pieces[reading.last - 1].end, alignment_mode="expand"
        )
        if span is None:
            return 0
        return _of_governor(span) if frame.parsed else _of_nearest(span)
    by = 1 if frame.word(reading.first - 1) == "by" else 0
    return _of_words_before(frame, reading) or _of_words_after(frame, reading) or by


def _of_words_before(frame: Frame, reading: Reading) -> int:
    cues, past = lexicon().words["future_cues"], lexicon().words["past_cues"]
    for index in reversed(range(frame.sentence(reading, _REACH).start, reading.first)):
        word = frame.word(index)
        if word in past or (word.endswith("ed") and len(word) > 4 and word not in cues):
            return -1
        if word in cues or (word == "to" and _is_infinitive(frame, index)):
            return -1 if _WERE & {frame.word(back) for back in range(index - 5, index)} else 1
    return 0


def _of_words_after(frame: Frame, reading: Reading) -> int:
    past = lexicon().words["past_cues"]
    for index in range(reading.last, frame.sentence(reading, _REACH // 2).stop):
        if frame.word(index) == "will" or frame.word(index) in past:
            return 1 if frame.word(index) == "will" else -1
    return 0


def _is_infinitive(frame: Frame, index: int) -> bool:
    """ "To" before a word that is no time ("from March to May", "to Friday")."""
    return frame.kind(index + 1) == "OTHER" and frame.word(index - 1) != "from"


def _of_governor(span: Span) -> int:
    """Climb from the head of the expression to the first verb or copular predicate."""
    for token in (span.root, *span.root.ancestors):
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ in ("cop", "aux") for child in token.children):
            return _of_tags(token)
    return 0


def _of_tags(verb: Token) -> int:
    words, tags = _helpers(verb), {verb.tag_}
    tags |= {word.tag_ for word in words}
    known = lexicon().words
    if any(word.lower_ == "to" for word in words):
        return _of_infinitive(verb)
    if "VBD" in tags or any(word.lower_ in ("has", "have", "had", "'ve") for word in words):
        return -1
    if "MD" in tags or verb.lower_ in known["planned"]:
        return 1
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in known["timetable"]:
        return 1
    return -1 if "VBN" in tags else 0


def _helpers(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "cop", "aux:pass", "mark")]


def _of_infinitive(verb: Token) -> int:
    """Future as seen from what it hangs on: "had been set to end" looks back, "was due to arrive" leaves it open."""
    known = lexicon().words["planned"]
    for above in (verb, *verb.ancestors):
        words = _helpers(above)
        if above.lower_ in known or any(child.lower_ in known for child in above.children):
            return -1 if any(word.lower_ == "had" for word in words) else 0 if _is_past(words) else 1
        if (above.tag_ == "VBD" and above.lower_ in _WERE) or (above is verb and _is_past(words)):  # "was to begin"
            return -1
    return 1


def _is_past(words: list[Token]) -> bool:
    return any(word.tag_ == "VBD" for word in words)


def _of_nearest(span: Span) -> int:
    for token in reversed(span.doc[max(0, span.start - _REACH) : span.start]):
        if token.tag_ in ("MD", "TO"):
            return 1
        if token.tag_ in ("VBD", "VBN"):
            return -1
    return 0
