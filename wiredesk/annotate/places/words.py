"""The words around names of places, from ``knowledge/places.yaml`` and its neighbours, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wiredesk.knowledge import knowledge
from wiredesk.toponyms import plain_key

_KNOWLEDGE = files("wiredesk") / "knowledge"


_NEVER = ("directions", "titles", "organisation_words", "organisation_heads", "organisation_openers", "months_and_days")


@dataclass(frozen=True)
class PlaceWords:
    """Sets of lower-case words; ``after`` and ``before`` give the kind of place that a type word tells."""

    after: dict[str, str]
    before: dict[str, str]
    surroundings: frozenset[str]
    locatives: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]
    organisation_words: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_openers: frozenset[str]
    facilities: frozenset[str]
    verbs: frozenset[str]
    addressing_verbs: frozenset[str]
    ordinary: frozenset[str]
    never: frozenset[str]  # directions, titles, words of organisations, months: alone they are no places
    demonyms: dict[str, str]  # plain key -> ISO code


def _lines(name: str) -> list[str]:
    text = (_KNOWLEDGE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def place_words() -> PlaceWords:
    """The word lists of the package."""
    lists = dict(knowledge("places"))
    types = lists.pop("types")
    demonyms = (line.split("\t") for line in _lines("demonyms.tsv")[1:])
    return PlaceWords(
        after={word: kind for kind, words in types.items() for word in words["after"]},
        before={word: kind for kind, words in types.items() for word in words["before"]},
        ordinary=frozenset(_lines("ordinary_words.txt")),
        never=frozenset(word for name in _NEVER for word in lists[name]),
        demonyms={plain_key(demonym): code for demonym, code in demonyms},
        **{name: frozenset(words) for name, words in lists.items() if name != "months_and_days"},
    )
