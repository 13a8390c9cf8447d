"""The layer of quotation marks: which words of a Doc stand inside a quotation.

Straight and typographic marks, guillemets, nested and unclosed quotations. A quotation that is opened and not
closed runs to the end of its paragraph, as the convention for quotations of several paragraphs has it. An
apostrophe opens nothing: a single mark counts only where it stands free and a partner follows in the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

OPENING = {"“": "”", "„": "”", "«": "»", "``": "''", "‹": "›", "‘": "’", "‟": "”", "「": "」"}
CLOSING = frozenset("”»›’」") | {"''"}
DOUBLE, SINGLE = frozenset({'"', "''", "＂"}), frozenset({"'", "’"})
GERMAN_CLOSE = frozenset("“”")
MARKS = frozenset(OPENING) | CLOSING | DOUBLE | SINGLE


class Quote(NamedTuple):
    """A quotation: tokens ``start`` to ``end`` (exclusive), the marks included."""

    start: int
    end: int
    closed: bool
    single: bool


def find_quotes(doc: Doc) -> list[Quote]:
    """The outermost quotations of a Doc, in order."""
    found: list[Quote] = []
    for start, end in paragraphs(doc):
        found += _outermost(_pairs(doc, start, end))
    return found


def paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """The token ranges of the paragraphs; a line break ends one."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _outermost(quotes: list[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def _pairs(doc: Doc, start: int, end: int) -> list[Quote]:
    stack: list[tuple[int, str]] = []
    found: list[Quote] = []
    for i in range(start, end):
        mark = doc[i].text
        if mark not in MARKS:
            continue
        if stack and _closes(doc, i, stack[-1][1], start):
            opened, kind = stack.pop()
            found.append(Quote(opened, i + 1, True, kind in SINGLE or kind == "‘"))
        elif _opens(doc, i, start, end):
            stack.append((i, mark))
        elif outer := next((n for n in range(len(stack) - 2, -1, -1) if _closes(doc, i, stack[n][1], start)), None):
            found.append(Quote(stack[outer][0], i + 1, True, False))
            del stack[outer:]
    found += [Quote(i, end, False, False) for i, mark in stack if mark not in SINGLE and mark != "‘"]
    return found


def _opens(doc: Doc, i: int, start: int, end: int) -> bool:
    mark = doc[i].text
    if mark in SINGLE:
        return _free_before(doc, i, start) and not doc[i].whitespace_ and _partner(doc, i, end)
    if mark == "‘":
        return not doc[i].whitespace_ and _partner(doc, i, end)
    if mark in OPENING:
        return True
    if mark == "”":  # the wrong mark, where only an opening one can stand
        return _free_before(doc, i, start) and not doc[i].whitespace_ and i + 1 < end and doc[i + 1].text[:1].isalnum()
    return mark in DOUBLE and i + 1 < end and (not doc[i].whitespace_ or _free_before(doc, i, start))


def _closes(doc: Doc, i: int, opened: str, start: int) -> bool:
    mark = doc[i].text
    if opened == "„":
        return mark in GERMAN_CLOSE
    if opened in SINGLE or opened == "‘":
        return mark in SINGLE and _free_after(doc, i) and not _possessive(doc, i)
    if mark in DOUBLE and opened in DOUBLE:
        return not (_free_before(doc, i, start) and not doc[i].whitespace_ and doc[i - 1].text not in ",.!?…")
    mixed = (mark in DOUBLE and opened in {"“", "``"}) or (mark == "”" and opened in DOUBLE)
    return mixed or mark == OPENING.get(opened)


def _free_before(doc: Doc, i: int, start: int) -> bool:
    """Whether white space, a bracket, a dash or another mark stands before this token."""
    if i <= start:
        return True
    before = doc[i - 1]
    return bool(before.whitespace_) or before.is_space or before.text in MARKS | {"(", "[", "—", "–", "-", ":"}


def _free_after(doc: Doc, i: int) -> bool:
    return bool(doc[i].whitespace_) or i + 1 >= len(doc) or not doc[i + 1].text[:1].isalnum()


def _possessive(doc: Doc, i: int) -> bool:
    """Whether a single mark is the genitive of a plural: "the rebels' camp"."""
    if doc[i].tag_:
        return doc[i].tag_ == "POS"
    return bool(doc[i - 1].text.endswith("s") and doc[i].whitespace_ and i + 1 < len(doc) and doc[i + 1].is_lower)


def _partner(doc: Doc, i: int, end: int) -> bool:
    """Whether a single mark that opens at ``i`` is closed in the paragraph."""
    later = (j for j in range(i + 2, end) if doc[j].text in SINGLE)
    return any(_free_after(doc, j) and not _possessive(doc, j) for j in later)
