"""The word lists behind the figures, read once: phrases, inflected forms, who counts as whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from wiredesk.annotate.actors.known import known
from wiredesk.knowledge import knowledge

VOWELS = frozenset("aeiou")
T = TypeVar("T")


def split(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase as the data files write it: ``_`` is a space."""
    return tuple(phrase.lower().split("_"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of single words from a data file."""
    return frozenset(str(word).lower() for word in knowledge(name)[key])


def among(word: str, *keys: str) -> bool:
    """Whether the word stands in one of these lists of ``harms.yaml``."""
    return any(word in words("harms", key) for key in keys)


def plural(noun: str) -> str:
    """The plural by rule; the irregular ones stand in ``victims.yaml``."""
    irregular: dict[str, str] = knowledge("victims")["plurals"]
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def inflections(verb: str) -> dict[str, str]:
    """Form -> kind (base, s, ing, past) of a verb; ``harms.yaml`` lists the irregular ones."""
    irregular: dict[str, list[str]] = knowledge("harms")["irregular"]
    if verb in irregular:
        return {verb: "base", **{form: kind_of_form(form) for form in irregular[verb]}}
    head, *rest = verb.split("_")
    tail = "".join("_" + word for word in rest)
    stem = head[:-1] if head.endswith("e") else head
    past = head[:-1] + "ied" if head.endswith("y") and head[-2] not in VOWELS else stem + "ed"
    return {head + tail: "base", plural(head) + tail: "s", stem + "ing" + tail: "ing", past + tail: "past"}


def kind_of_form(form: str) -> str:
    """Which form of an irregular verb this is, by its first word."""
    head = form.split("_")[0]
    if head.endswith("ing"):
        return "ing"
    return "s" if head.endswith("s") else "past"


@dataclass
class Phrases(Generic[T]):
    """Phrases of one or more tokens and what they mean; :meth:`at` finds the longest one."""

    entries: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    @classmethod
    def of(cls, meanings: Mapping[str, T]) -> Phrases[T]:
        phrases = cls()
        for phrase, meaning in meanings.items():
            phrases.add(phrase, meaning)
        return phrases

    def add(self, phrase: str, meaning: T) -> None:
        parts = split(phrase)
        options = self.entries.setdefault(parts[0], [])
        options.append((parts, meaning))
        options.sort(key=lambda option: -len(option[0]))

    def at(self, tokens: Sequence[str], start: int) -> tuple[int, T] | None:
        """The end of the longest phrase that begins at ``start``, and its meaning."""
        for parts, meaning in self.entries.get(tokens[start], ()):
            if tuple(tokens[start : start + len(parts)]) == parts:
                return start + len(parts), meaning
        return None

    def anywhere(self, tokens: Sequence[str], start: int, end: int) -> bool:
        """Whether one of the phrases stands between ``start`` and ``end``."""
        return any(found[0] <= end for i in range(start, end) if (found := self.at(tokens, i)))


@cache
def phrases(name: str, key: str, inner: str = "") -> Phrases[bool]:
    """A list of phrases from a data file."""
    listed = knowledge(name)[key]
    return Phrases.of({str(phrase): True for phrase in (listed[inner] if inner else listed)})


def forms(nouns: Iterable[str]) -> set[str]:
    """Singular and plural of each noun, the last word inflected."""
    found: set[str] = set()
    for noun in nouns:
        *before, last = split(str(noun))
        found.update("_".join([*before, form]) for form in (last, plural(last)))
    return found


@cache
def victim_forms(key: str) -> frozenset[str]:
    """Singulars and plurals of a list of ``victims.yaml``."""
    return frozenset(forms(knowledge("victims")[key]))


@cache
def kinds_of_word() -> dict[str, frozenset[str]]:
    """Word form -> the kinds of victims it names; an empty set for people of no special kind."""
    kinds: dict[str, set[str]] = {form: set() for form in forms(knowledge("victims")["people"])}
    for kind, nouns in knowledge("victims")["kinds"].items():
        for form in forms(nouns):
            kinds.setdefault(form, set()).add(kind)
    return {form: frozenset(named) for form, named in kinds.items()}


@cache
def plural_people() -> frozenset[str]:
    """Forms that name several people and can end a phrase: plurals, collectives, nationalities."""
    victims = knowledge("victims")
    nouns = [*victims["people"], *(noun for listed in victims["kinds"].values() for noun in listed)]
    people = {plural(split(str(noun))[-1]) for noun in nouns} | {"others", "more"}
    lines = files("wiredesk").joinpath("knowledge", "demonyms.tsv").read_text(encoding="utf-8").splitlines()
    demonyms = {line.split("\t")[0].lower() for line in lines if line and not line.startswith("#")}
    return frozenset(people | {name for name in demonyms if name.endswith("s") and not name.endswith("ss")})


@cache
def armed_groups() -> Phrases[bool]:
    """The names of the armed groups of ``actors``."""
    groups = (actor for actor in known().actors.values() if actor.kind == "armed group")
    names = (name for actor in groups for name in (actor.name, *actor.aliases))
    return Phrases.of({name.replace("-", " ").replace(" ", "_"): True for name in names})


@cache
def things() -> frozenset[str]:
    """Forms of nouns that are no people."""
    return victim_forms("things")


def is_person(word: str) -> bool:
    """Whether the word names people."""
    return word in kinds_of_word() or word in plural_people()
