"""The event lexicon: ``knowledge/events/*.yaml`` as patterns (the file format is told in its README)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from wiredesk.knowledge import knowledge as read


@dataclass(frozen=True, slots=True)
class Element:
    """What must stand with a verb: target, agent, word, particle, guard, intransitive, infinitive, clause or phrase."""

    kind: str
    words: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    optional: bool = False
    name: str = ""  # of the class that the words come from


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of the lexicon. ``type`` is None for a guard: words that look like an event and are none."""

    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    heads: tuple[str, ...]  # a verb: one lemma; a noun: the words of the phrase
    elements: tuple[Element, ...] = ()
    predicate: bool = False  # an adjective or noun after "be"
    reciprocal: bool = False
    recipient: frozenset[str] = frozenset()
    of: str = "recipient"
    poss: str = "initiator"


@dataclass(slots=True)
class Lexicon:
    """Entries by the lemma that they hang on: verbs by their head, nouns by their last word."""

    verbs: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    quads: dict[str, int] = field(default_factory=dict)


def split(words: str | Iterable[str] | None) -> list[str]:
    """The members of a list in the knowledge files: a YAML list, or one string with commas."""
    if words is None:
        return []
    members = words.split(",") if isinstance(words, str) else words
    return [" ".join(str(member).split()) for member in members if str(member).strip()]


@cache
def knowledge(name: str) -> Mapping[str, Any]:
    """One file of ``knowledge/events``; raises FileNotFoundError."""
    loaded: Mapping[str, Any] = read(f"events/{name}", words=True)
    return loaded


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The word list under these keys of one file."""
    node: Any = knowledge(name)
    for key in keys:
        node = node[key]
    return frozenset(split(node))


def _class(name: str) -> frozenset[str]:
    return words("_words", "classes", name)


def _element(tokens: list[str]) -> Element:
    """The next element of a pattern; takes its words off the front of ``tokens``.

    Raises ValueError on a choice of words that are not all known as prepositions.
    """
    word = tokens.pop(0)
    if word in {"to-do", "that"}:
        return Element("infinitive" if word == "to-do" else "clause")
    if word == "-obj":
        return Element("intransitive")
    if word[0] == "^":
        return Element("agent", _class(word[2:-1]))
    if word[0] in "+-" and len(word) > 1:
        name = word[1:]
        inside = _class(name[1:-1]) if name.startswith("<") else frozenset({name})
        return Element("particle" if word[0] == "+" else "guard", inside)
    prepositions: frozenset[str] = frozenset()
    if set(word.split("|")) <= words("_words", "prepositions"):
        prepositions = frozenset(word.split("|"))
        if not tokens or tokens[0][0] in "+-":
            return Element("phrase", prepositions=prepositions)
        word = tokens.pop(0)
    elif "|" in word:
        raise ValueError(f"event lexicon: {word} names a preposition that _words.yaml does not list")
    if word.startswith("TARGET"):
        return Element("target", prepositions=prepositions, optional=word.endswith("?"))
    if word.startswith("<"):
        return Element("word", _class(word[1:-1]), prepositions, name=word[1:-1])
    return Element("word", frozenset({word}), prepositions)


def parse(pattern: str) -> tuple[str, tuple[Element, ...], bool]:
    """Head, elements and whether it is a predicate after "be": ``be ready to-do``."""
    tokens = pattern.split()
    predicate = tokens[0] == "be" and len(tokens) > 1
    if predicate:
        tokens.pop(0)
    head, elements = tokens.pop(0), []
    while tokens:
        elements.append(_element(tokens))
    return head, tuple(elements), predicate


def phrase(noun: str) -> tuple[str, ...]:
    """The words of a noun entry; hyphens count as spaces."""
    return tuple(noun.replace("-", " ").lower().split())


def _add(lexicon: Lexicon, group: Mapping[str, Any], kind: Mapping[str, Any]) -> None:
    def of(key: str, default: Any = None) -> Any:
        return group.get(key, kind.get(key, default))

    shared = {
        "type": kind.get("type"),
        "mode": group.get("mode"),
        "contexts": tuple(of("contexts", ())),
        "reciprocal": of("reciprocal") == "true",
        "recipient": frozenset(of("recipient", ())),
        "of": of("of", "recipient"),
        "poss": of("poss", "initiator"),
    }
    for pattern in split(group.get("verbs")):
        head, elements, predicate = parse(pattern)
        lexicon.verbs[head.replace("-", " ").split()[-1]].append(
            Entry(heads=phrase(head), elements=elements, predicate=predicate, **shared)
        )
    for noun in split(group.get("nouns")):
        heads = phrase(noun)
        lexicon.nouns[heads[-1]].append(Entry(heads=heads, **shared))


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, read once."""
    found = Lexicon()
    folder = files("wiredesk.knowledge").joinpath("events")
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml") and path.name[0] != "_")
    for name in names:
        kind = knowledge(name.removesuffix(".yaml"))
        found.quads[kind["type"]] = int(kind["quad"])
        for group in kind["groups"]:
            _add(found, group, kind)
    _add(found, knowledge("_guards"), {})
    for entries in found.nouns.values():
        entries.sort(key=lambda entry: (-len(entry.heads), entry.type is not None))
    return found
