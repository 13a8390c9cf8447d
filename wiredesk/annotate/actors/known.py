"""The actors that the desk knows: wiredesk/knowledge/actors/*.yaml, loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from wiredesk.annotate.actors.names import pieces, skeleton
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor

REGIONS = (
    "africa", "americas", "asia-pacific", "europe", "international", "media", "middle-east", "people",
    "south-central-asia",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """``actors`` by id; ``shared`` are the (alias, actor) pairs of aliases that several actors have."""

    actors: dict[str, Actor]
    parents: dict[str, str]
    shared: tuple[tuple[str, Actor], ...]
    _cache: dict[str, Any] = field(default_factory=dict, compare=False)

    def skeletons(self) -> dict[str, Actor]:
        """Actors by the consonants of their longer names; names that fall together are left out."""
        if "skeletons" not in self._cache:
            self._cache["skeletons"] = _skeletons(self.actors.values())
        return self._cache["skeletons"]  # type: ignore[no-any-return]

    def long_names(self) -> dict[str, Actor]:
        """Actors by names of twelve letters or more, for approximate comparison."""
        if "long" not in self._cache:
            pairs = ((" ".join(pieces(n)), a) for a in self.actors.values() for n in (a.name, *a.aliases))
            self._cache["long"] = {name: actor for name, actor in pairs if len(name) >= 12}
        return self._cache["long"]  # type: ignore[no-any-return]


def read_yaml(name: str) -> Any:
    """The content of ``wiredesk/knowledge/actors/<name>.yaml``."""
    return knowledge(f"actors/{name}")


@cache
def known() -> Known:
    """Every actor of the files. Raises ValueError, naming the file, where an entry lacks a field."""
    actors: dict[str, Actor] = {}
    parents: dict[str, str] = {}
    shared: list[tuple[str, Actor]] = []
    for region in REGIONS:
        for entry in _entries(region):
            actor = _actor(entry, region)
            actors[actor.id] = actor
            if "parent" in entry:
                parents[actor.id] = entry["parent"]
            shared += [(alias, actor) for alias in entry.get("shared", ())]
    return Known(actors, parents, tuple(shared))


def _entries(region: str) -> Iterator[dict[str, Any]]:
    for group in read_yaml(region):
        common = {key: value for key, value in group.items() if key != "actors"}
        for entry in group["actors"]:
            yield common | entry


def _actor(entry: dict[str, Any], region: str) -> Actor:
    try:
        return Actor(
            id=str(entry["id"]),
            name=entry["name"],
            aliases=tuple(entry.get("aliases") or ()),
            country=entry.get("country"),
            sector=entry["sector"],
            kind=entry["kind"],
            note=entry.get("note", ""),
        )
    except KeyError as missing:
        raise ValueError(f"knowledge/actors/{region}.yaml: {entry.get('id', entry)} lacks {missing}") from None


def _skeletons(actors: Any) -> dict[str, Actor]:
    found: dict[str, set[str]] = {}
    owner: dict[str, Actor] = {}
    for actor in actors:
        if actor.kind not in ("armed group", "organization", "media"):
            continue
        for name in (actor.name, *actor.aliases):
            bones = skeleton(pieces(name))
            if len(bones) >= 5 and not name.isupper():
                found.setdefault(bones, set()).add(actor.id)
                owner[bones] = actor
    return {bones: owner[bones] for bones, ids in found.items() if len(ids) == 1}


@lru_cache(maxsize=4096)
def similar(name: str) -> Actor | None:
    """A known actor under another spelling: the same consonants, or nearly the same letters in a long name."""
    spelled = pieces(name)
    by_bones = known().skeletons().get(skeleton(spelled))
    if by_bones is not None and not name.isupper():
        return by_bones
    text = " ".join(spelled)
    if len(text) < 12:
        return None
    from rapidfuzz import fuzz, process  # imported here: rarely needed, and slow to load

    best = process.extractOne(text, known().long_names().keys(), scorer=fuzz.ratio, score_cutoff=93)
    if best is None or len(best[0].split()) != len(spelled):
        return None
    return known().long_names()[best[0]]
