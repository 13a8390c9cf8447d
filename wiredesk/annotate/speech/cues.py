"""The cues of attribution and the hedges, from ``knowledge/cues.yaml`` and ``knowledge/hedges.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from wiredesk.knowledge import knowledge

Groups = dict[str, tuple["Entry", ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One group that a word stands in: its class and the complements with which it is a cue."""

    verdict: str
    frames: tuple[str, ...]


@dataclass(frozen=True)
class Cues:
    """What ``cues.yaml`` says; phrases are tuples of lower-case words."""

    verbs: Groups
    nouns: Groups
    adjectives: Groups
    polarity: dict[str, str]
    topics: frozenset[str]
    leaning: frozenset[str]
    light: frozenset[str]
    bare: frozenset[str]
    speaking: frozenset[str]
    prepositions: dict[tuple[str, ...], str]
    possessed: dict[str, frozenset[str]]
    openers: frozenset[str]  # the first words of ``prepositions`` and ``possessed``
    media: frozenset[str]
    speakers: frozenset[str]

    def negative(self, verdict: str) -> bool:
        """Whether the class says that its source will not have the content."""
        return self.polarity.get(verdict) == "negative"


@dataclass(frozen=True)
class Hedges:
    """What ``hedges.yaml`` says; phrases are tuples of lower-case words."""

    hearsay: dict[str, str]
    contested: tuple[tuple[str, ...], ...]
    titled: frozenset[str]


def read_knowledge(name: str) -> dict[str, Any]:
    """One YAML file of ``wiredesk/knowledge``."""
    return dict(knowledge(name.removesuffix(".yaml")))


def words_of(text: str) -> tuple[str, ...]:
    """The entries of a comma-separated list."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _groups(table: dict[str, list[dict[str, Any]]]) -> Groups:
    found: dict[str, list[Entry]] = {}
    for verdict, groups in table.items():
        for group in groups:
            entry = Entry(verdict, tuple(group["frames"]))
            for word in words_of(group["words"]):
                found.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def phrases(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as tuples of words, hyphens apart as spaCy cuts them, longest first."""
    cut = {tuple(line.lower().replace("-", " - ").split()) for line in lines}
    return tuple(sorted(cut, key=lambda phrase: (-len(phrase), phrase)))


@cache
def cues() -> Cues:
    """The cues, read once."""
    table = read_knowledge("cues.yaml")
    return Cues(
        verbs=_groups(table["verbs"]),
        nouns=_groups(table["nouns"]),
        adjectives=_groups(table["adjectives"]),
        polarity=table["polarity"],
        topics=frozenset(table["topics"]),
        leaning=frozenset(words_of(table["leaning"])),
        light=frozenset(words_of(table["light"])),
        bare=frozenset(words_of(table["bare"])),
        speaking=frozenset(words_of(table["speaking"])),
        prepositions={tuple(line.split()): name for name, lines in table["prepositions"].items() for line in lines},
        possessed={word: frozenset(nouns) for word, nouns in table["possessed"].items()},
        openers=frozenset(line.split()[0] for lines in table["prepositions"].values() for line in lines)
        | frozenset(table["possessed"]),
        media=frozenset(words_of(table["media"])),
        speakers=frozenset(words_of(table["speakers"])),
    )


@cache
def hedges() -> Hedges:
    """The hedges, read once."""
    table = read_knowledge("hedges.yaml")
    return Hedges(
        hearsay={word: verdict for verdict, words in table["hearsay"].items() for word in words},
        contested=phrases(table["contested"]),
        titled=frozenset(table["titled"]),
    )
