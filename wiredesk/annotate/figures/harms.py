"""The harm words of a text ("killed", "the deaths of", "toll") and on which side of each its victims stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wiredesk.annotate.figures.words import Phrases, inflections, plural, words
from wiredesk.knowledge import knowledge

ROLES = ("affects", "suffers", "states", "counts", "of", "tolls")


@dataclass(frozen=True)
class Reading:
    """One reading of a harm word: its category, its role (see ``harms.yaml``) and its form (base, s, ing, past)."""

    category: str
    role: str
    form: str = ""


@dataclass(frozen=True)
class Harm:
    """A harm word at tokens ``start:end`` with its possible readings."""

    start: int
    end: int
    readings: tuple[Reading, ...]

    def reading(self, *roles: str) -> Reading | None:
        """The first reading with one of these roles."""
        return next((reading for reading in self.readings if reading.role in roles), None)

    def category(self, *roles: str) -> str:
        found = self.reading(*roles)
        return found.category if found else self.readings[0].category


def _forms(role: str, word: str) -> dict[str, str]:
    if role in ("affects", "suffers"):
        return inflections(word)
    if role in ("counts", "of"):
        return {word: "one", plural(word): "many"}
    return {word: ""}


@cache
def lexicon() -> Phrases[tuple[Reading, ...]]:
    """Every form of every harm word."""
    readings: dict[str, list[Reading]] = {}
    for category, roles in knowledge("harms")["categories"].items():
        for role in ROLES:
            for word in roles.get(role, ()):
                for form, kind in _forms(role, str(word)).items():
                    readings.setdefault(form, []).append(Reading(category, role, kind))
    for word in knowledge("harms")["mixed"]:
        readings[word] = [Reading("mixed", "counts", ""), Reading("mixed", "of", "")]
    for word in knowledge("harms")["lives"]["nouns"]:
        readings[word] = [Reading("killed", "lives", "")]
    return Phrases.of({word: tuple(found) for word, found in readings.items()})


def harms(tokens: Sequence[str]) -> list[Harm]:
    """The harm words among the (lower-case) tokens, the longest where several begin together."""
    found, i = [], 0
    while i < len(tokens):
        hit = lexicon().at(tokens, i)
        if hit and (hit[1][0].role != "lives" or _life_is_lost(tokens, i)):
            found.append(Harm(i, hit[0], hit[1]))
            i = hit[0]
        else:
            i += 1
    return found


def _life_is_lost(tokens: Sequence[str], i: int) -> bool:
    verbs = frozenset(knowledge("harms")["lives"]["verbs"])
    return any(token in verbs for token in tokens[max(0, i - 8) : i + 5])


def before(tokens: Sequence[str], i: int, reach: int = 4) -> int:
    """The first token to the left of ``i`` that is no adverb."""
    j = i - 1
    while j >= 0 and i - j <= reach and tokens[j] in words("harms", "adverbs"):
        j -= 1
    return j


def after(tokens: Sequence[str], i: int, reach: int = 4) -> int:
    """The first token from ``i`` on that is no adverb."""
    j = i
    while j < len(tokens) and j - i < reach and tokens[j] in words("harms", "adverbs"):
        j += 1
    return j


def voice(tokens: Sequence[str], harm: Harm, chain: Sequence[Harm]) -> str:
    """``passive`` (were killed), ``active`` (has killed, killing, kills), or ``open`` for a bare past form.

    ``chain`` are the harm words joined to this one ("were killed or wounded"); the first one has the auxiliary.
    """
    reading = harm.reading("affects")
    if reading is None:
        return "open"
    if reading.form != "past" and not harm.reading("states"):
        return "active"
    start = chain[0].start if chain else harm.start
    j = before(tokens, start)
    previous = tokens[j] if j >= 0 else ""
    if previous in words("harms", "passive"):
        return "passive"
    if previous in words("harms", "perfect") and start - j <= 3:
        return "active"
    return "open"


def chained(tokens: Sequence[str], found: Sequence[Harm]) -> Iterator[list[Harm]]:
    """Harm words joined by a conjunction, as one chain: "killed or wounded", "abducted and killed"."""
    chain: list[Harm] = []
    for harm in found:
        if chain and _joined(tokens, chain[-1], harm):
            chain.append(harm)
            continue
        if chain:
            yield chain
        chain = [harm]
    if chain:
        yield chain


def _joined(tokens: Sequence[str], first: Harm, second: Harm) -> bool:
    gap = tokens[first.end : second.start]
    if len(gap) > 3 or not (first.reading("affects", "states") and second.reading("affects", "states")):
        return False
    if not gap:  # a headline without its comma
        return second.end >= len(tokens) or tokens[second.end] in words("victims", "phrase_ends")
    links = ("and", "or", ",", "/", "nor")
    return all(word in links or word in words("harms", "adverbs") for word in gap) and any(
        word in links for word in gap
    )
