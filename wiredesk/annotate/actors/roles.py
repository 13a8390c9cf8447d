"""Words for speaker roles and government bodies: knowledge/actors/roles.yaml, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from wiredesk.annotate.actors.known import read_yaml
from wiredesk.annotate.actors.names import pieces, plural
from wiredesk.model import Actor


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people who act or speak. ``sector`` is None where it is that of the body before it."""

    noun: str  # in the singular
    many: str  # in the plural; the same for mass nouns
    sector: str | None
    kind: str
    role: str
    person: bool = False  # a title: may stand before a name
    group: bool = False  # a group, not its members
    mass: bool = False
    victims: bool = False  # people harmed rather than people who act
    members: bool = False  # has the sector of the group or body that owns the noun
    single: bool = True  # False where this entry is the plural form


@dataclass(frozen=True, slots=True)
class Body:
    """A noun that makes a government body of a state; ``name`` may carry a place for the owner."""

    id: str
    name: str
    sector: str
    kind: str
    role: str
    adjective: bool
    note: str = ""


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    return read_yaml("roles")  # type: ignore[no-any-return]


@cache
def roles() -> dict[str, Role]:
    """Role by its noun, singular and plural."""
    found: dict[str, Role] = {}
    irregular = words()["plurals"]
    for group in words()["roles"]:
        sector = None if group["sector"] == "SAME" else group["sector"]
        flags: dict[str, Any] = {key: bool(group.get(key)) for key in ("person", "group", "mass", "victims", "members")}
        for noun in group["words"]:
            many = noun if flags["mass"] else plural(noun, irregular)
            common: dict[str, Any] = {
                "noun": noun,
                "many": many,
                "sector": sector,
                "kind": group["kind"],
                "role": group["role"],
            }
            found.setdefault(noun, Role(**common, **flags, single=not flags["mass"]))
            found.setdefault(many, Role(**common, **flags, single=False))
    return found


@cache
def bodies() -> dict[str, Body]:
    """Body by each of its nouns."""
    found: dict[str, Body] = {}
    for entry in words()["bodies"]:
        body = Body(
            id=entry["id"],
            name=entry["name"],
            sector=entry["sector"],
            kind=entry.get("kind", "government body"),
            role=entry["role"],
            adjective=entry.get("style") == "adjective",
            note=entry.get("note", ""),
        )
        for noun in entry["words"]:
            found.setdefault(noun, body)
    return found


@cache
def _heads() -> tuple[tuple[tuple[tuple[str, ...], ...], str, str], ...]:
    return tuple((tuple(pieces(w) for w in h["words"]), h["sector"], h["kind"]) for h in words()["heads"])


def organisation(id: str, name: str, country: str | None = None, heard: str = "", note: str = "") -> Actor:
    """An actor for a name that nobody knows: sector and kind by the words in the name, longest word first.

    ``heard`` is the kind that the encoder takes the name for (``ent._.kind``); it speaks where the words do not.
    """
    spelled = f" {' '.join(pieces(name))} "
    told = words()["heard"].get(heard, {})
    best: tuple[int, str | None, str] = (0, told.get("sector"), told.get("kind", "organization"))
    for heads, sector, kind in _heads():
        for head in heads:
            word = " ".join(head)
            if len(word) > best[0] and f" {word} " in spelled:
                best = (len(word), sector, kind)
    return Actor(id=id, name=name, country=country, sector=best[1], kind=best[2], note=note)
