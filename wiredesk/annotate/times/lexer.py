"""The lexer of time expressions: text → pieces, each with one word class of ``knowledge/times.yaml``.

A piece carries its class as a single private character, so that a sentence of n pieces is a string
of n characters and a grammar over word classes is an ordinary regular expression over that string
(a finite-state cascade after Hobbs et al., FASTUS, 1997), with match positions that are piece numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from wiredesk.knowledge import knowledge

OTHER = "~"  # any word that says nothing about time
BREAK = "¶"  # an empty line: no expression crosses it

_PIECE = re.compile(
    r"(?P<WORD>[ap]\.m\b\.?|(?:[A-Za-z]\.){2,}|[oO]['’]clock\b|[QqHh][1-4]\b|(?:FY(?=\d))|[^\W\d_]+)"
    r"|(?P<BREAK>\n\s*\n\s*)"
    r"|(?P<ISO>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<NUMERIC>\b(?:\d{1,2}(?P<S>[/.-])\d{1,2}(?P=S)(?:\d{4}|\d\d)|\d{4}(?P<T>[/.])\d{1,2}(?P=T)\d{1,2})(?![\d/.-]*\d))"
    r"|(?P<CLOCK>\b(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?[ap]\.?m\b)"
    r"|(?<=\b\d\d)[0-5]\d(?=\s?(?:hrs|hours|GMT|UTC|local time)\b))(?![\d:]))"
    r"|(?P<DECADE>(?:\b(?:1\d|20)\d|['’]?\b[1-9]\d?)0['’]?s\b)"
    r"|(?P<YEAR2>['’‘]\d\d\b(?!\d))"
    r"|(?P<BIG>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+\.\d+\b|\b\d{1,3}(?:[ -]1/2\b|\s?½))"
    r"|(?P<ORD>\b\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<INT>(?<![\w.])\d+)"
    r"|(?P<GEN>['’]s\b)"
    r"|(?P<HY>[-–—‐‑]+)|(?P<COMMA>,)|(?P<DOT>\.)|(?P<MARK>[^\s\w])"
)  # fmt: skip
_INT = ((12, "INT12"), (24, "INT24"), (31, "INT31"), (99, "INT99"))


class Piece(NamedTuple):
    """A word, number or mark of the text; ``start`` and ``end`` are characters."""

    start: int
    end: int
    word: str  # lower case
    kind: str  # its class
    value: Any


class Lexicon:
    """The knowledge file, indexed for look-up."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.numbers: dict[str, int] = data["numbers"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.feasts: dict[str, dict[int, str]] = data["feasts"]
        self.capital, self.upper = set(data["capitalised"]), set(data["uppercase"])
        self.forms: dict[str, tuple[str, Any]] = {}  # of one word
        self.phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str, Any]]] = defaultdict(list)
        for kind, forms in data["classes"].items():
            for form, value in forms.items():
                words = tuple(m.group().lower() for m in _PIECE.finditer(str(form)))
                if len(words) == 1:
                    self.forms.setdefault(words[0], (kind, value))
                else:
                    self.phrases[words[0], words[1]].append((words, kind, value))
        for entries in self.phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.known = {*self.forms, *(first for first, _ in self.phrases), *self.numbers, *self.ordinals}
        self.words = {name: frozenset(map(str, value)) for name, value in data.items() if isinstance(value, list)}
        kinds = [
            *data["classes"],
            *[
                "ISO",
                "NUMERIC",
                "CLOCK",
                "DECADE",
                "YEAR2",
                "YEAR",
                "BIG",
                "ORD",
                "INT",
                "GEN",
                "HY",
                "COMMA",
                "DOT",
                "MARK",
            ],
        ]
        kinds += [*(name for _, name in _INT), "NUMWORD", "ORDWORD"]
        self.symbol = {kind: chr(0xE000 + number) for number, kind in enumerate(kinds)}
        self.symbol |= {"OTHER": OTHER, "BREAK": BREAK}


def read_knowledge(name: str) -> dict[str, Any]:
    """A YAML file of ``wiredesk/knowledge``."""
    return dict(knowledge(name.removesuffix(".yaml")))


@cache
def lexicon() -> Lexicon:
    """The words of time, read once."""
    return Lexicon(read_knowledge("times.yaml"))


def lex(text: str) -> tuple[list[Piece], str]:
    """The pieces of the text, and their classes as a string with one character for each piece."""
    known = lexicon()
    pieces = _phrases(_raw(text, known), text, known)
    symbol = known.symbol
    return pieces, "".join([symbol[piece.kind] for piece in pieces])


def _raw(text: str, known: Lexicon) -> list[Piece]:
    pieces = []
    for match in _PIECE.finditer(text):
        kind, word = str(match.lastgroup), match.group().lower()
        value: Any = word
        if kind == "INT":
            kind, value = _integer(word)
        elif kind == "WORD":
            if word not in known.known:
                kind = "OTHER"
        elif kind == "BIG":
            value = float(re.sub(r"[ -]1/2|\s?½", ".5", word).replace(",", ""))
        elif kind == "ORD":
            value = int(word[:-2])
        elif kind == "YEAR2":
            value = int(word[1:])
        pieces.append(Piece(match.start(), match.end(), word, kind, value))
    return pieces


def _integer(word: str) -> tuple[str, int]:
    value = int(word) if len(word) < 10 else 10**9
    if len(word) == 4 and 1000 <= value < 2200:
        return "YEAR", value
    if len(word) <= 2:
        return next(name for limit, name in _INT if value <= limit), value
    return "INT", value


def _phrases(raw: list[Piece], text: str, known: Lexicon) -> list[Piece]:
    """Join the words of a number ("twenty-four") and of a phrase ("more than") to one piece each."""
    pieces, at, total = [], 0, len(raw)
    while at < total:
        piece = raw[at]
        if piece.kind != "WORD":
            pieces.append(piece)
            at += 1
            continue
        found = _phrase(raw, at, text, known) or _number(raw, at, known) or _form(piece, text, known)
        if found:
            until, kind, value = found if len(found) == 3 else (at + 1, *found)
            pieces.append(Piece(piece.start, raw[until - 1].end, piece.word, kind, value))
            at = until
        else:
            pieces.append(Piece(piece.start, piece.end, piece.word, "OTHER", None))
            at += 1
    return pieces


def _form(piece: Piece, text: str, known: Lexicon) -> tuple[str, Any] | None:
    """The class of one word, where its capitals allow it."""
    found = known.forms.get(piece.word)
    return found if found and _written(found[0], text[piece.start : piece.end], known) else None


def _written(kind: str, text: str, known: Lexicon) -> bool:
    return not (kind in known.capital and not text[0].isupper() or kind in known.upper and not text.isupper())


def _phrase(raw: list[Piece], at: int, text: str, known: Lexicon) -> tuple[int, str, Any] | None:
    """The longest phrase of several words from here: its end, its class, its value."""
    if at + 1 == len(raw):
        return None
    for words, kind, value in known.phrases.get((raw[at].word, raw[at + 1].word), ()):
        until = at + len(words)
        same = tuple([piece.word for piece in raw[at:until]]) == words
        if same and _written(kind, text[raw[at].start : raw[until - 1].end], known):
            return until, kind, value
    return None


def _number(raw: list[Piece], at: int, known: Lexicon) -> tuple[int, str, Any] | None:
    """A cardinal or ordinal in words from here: its end, its class, its value."""
    word = raw[at].word
    a_hundred = word == "a" and at + 1 < len(raw) and raw[at + 1].word in ("dozen", "hundred", "thousand")
    if not a_hundred and word not in known.numbers and word not in known.ordinals:
        return None
    values, until, kind = [], at, "NUMWORD"
    while until < len(raw) and kind == "NUMWORD":
        word = raw[until].word
        if word in known.numbers:
            values.append(known.numbers[word])
        elif word in known.ordinals and (not values or values[-1] >= 20):
            values.append(known.ordinals[word])
            kind = "ORDWORD"
        elif word == "a" and until == at:
            values.append(1)
        elif word == "-" and values and values[-1] in range(20, 100) and _unit_follows(raw, until + 1, known):
            pass
        else:
            break
        until += 1
    return until, *_valued(values, kind)


def _unit_follows(raw: list[Piece], at: int, known: Lexicon) -> bool:
    word = raw[at].word if at < len(raw) else ""
    return 0 < (known.numbers.get(word) or known.ordinals.get(word) or 0) < 10


def _valued(values: list[int], kind: str) -> tuple[str, int]:
    if len(values) in (2, 3) and 10 <= values[0] < 21 and 10 <= values[1] < 100:  # "nineteen seventy-nine"
        return "YEAR", values[0] * 100 + sum(values[1:])
    total, part = 0, 0
    for value in values:
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value in (100, 12) and part:
            part *= value
        else:
            part += value
    return kind, total + part
