"""The grammar of time expressions: ``knowledge/times_grammar.yaml`` compiled, regular expressions over word classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from wiredesk.annotate.times.lexer import OTHER, Piece, lexicon, read_knowledge


@dataclass
class Reading:
    """An expression found: pieces ``first`` to ``last`` (exclusive), and the pieces its rule has named."""

    rule: str
    first: int
    last: int
    parts: dict[str, Piece] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """The value of the piece of this name, or None."""
        piece = self.parts.get(name)
        return piece.value if piece else None

    def kind(self, name: str) -> str:
        """The word class of the piece of this name, or ''."""
        piece = self.parts.get(name)
        return piece.kind if piece else ""


@cache
def _source() -> dict[str, Any]:
    return read_knowledge("times_grammar.yaml")


def _compile(pattern: str) -> re.Pattern[str]:
    symbol = lexicon().symbol
    used: dict[str, int] = {}

    def classes(name: str) -> str:
        return "".join(symbol[member] for member in _source()["sets"].get(name, name).split())

    def once(match: re.Match[str]) -> str:  # Python wants each group name once; month, month_1, … say the same
        name = match[1]
        used[name] = used.get(name, -1) + 1
        return f"(?P<{name}{'_' + str(used[name]) if used[name] else ''}>" + f"{match[2]})"

    macros = _source()["macros"]
    for macro, meaning in (*macros.items(), *macros.items()):
        pattern = re.sub(rf"(?<![\w=]){macro}\b", f"(?:{meaning})", pattern)
    pattern = re.sub(r"\b([a-z]+)=(\[[^]]*\]|[A-Z0-9]+)", once, pattern)
    pattern = re.sub(r"\[([A-Z0-9 ]+)\]", lambda m: f"[{''.join(map(classes, m[1].split()))}]", pattern)
    pattern = re.sub(r"\b[A-Z][A-Z0-9]+\b", lambda m: f"[{classes(m[0])}]", pattern)
    return re.compile(re.sub(r"\s+", "", pattern))


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, list[tuple[str, re.Pattern[str]]]]]:
    """What can stand in an expression at all, and for each class the rules that can begin with it."""
    rules = [(name, _compile(pattern)) for rule in _source()["rules"] for name, pattern in rule.items()]
    symbols = [symbol for symbol in lexicon().symbol.values() if symbol != OTHER]
    return re.compile(f"[{''.join(symbols)}]"), {symbol: [*_starting(symbol, rules)] for symbol in symbols}


def _starting(symbol: str, rules: list[tuple[str, re.Pattern[str]]]) -> list[tuple[str, re.Pattern[str]]]:
    return [rule for rule in rules if symbol in _first(rule[1].pattern)]


@cache
def _first(pattern: str) -> frozenset[str]:
    """The classes that a match of the pattern can begin with."""
    return frozenset(_alternatives(_ATOM.findall(pattern))[0])


_ATOM = re.compile(r"\(\?(?:P<\w+>|:)|\(\?<?=|\[[^]]*\]|[|)?.]|.")


def _alternatives(atoms: list[str]) -> tuple[set[str], bool]:
    """First set and nullability of the alternatives from here to the closing bracket, which are consumed."""
    first: set[str] = set()
    nullable, open_, some = False, True, True
    while atoms and (atom := atoms.pop(0)) != ")":
        if atom == "|":
            nullable, open_ = nullable or open_, True
            continue
        look = atom.startswith(("(?=", "(?<="))
        found, some = _alternatives(atoms) if atom.startswith("(") else (set(atom.strip("[]")), False)
        if atoms and atoms[0] == "?":
            some = bool(atoms.pop(0))
        if open_ and not look:
            first |= found
            open_ = some
    return first, nullable or open_


def matches(pieces: list[Piece], symbols: str, at: int) -> list[Reading]:
    """What the grammar can read from this piece on, the longest first."""
    found = []
    for name, pattern in _grammar()[1].get(symbols[at], ()):
        match = pattern.match(symbols, at)
        if match and match.end() > at:
            named = {key.split("_")[0]: pieces[match.start(key)] for key, value in match.groupdict().items() if value}
            found.append(Reading(name, at, match.end(), named))
    return sorted(found, key=lambda reading: -reading.last)
