"""Every file of wiredesk/knowledge/actors holds what its header says."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

import pycountry
import pytest
from pydantic import BaseModel, ConfigDict, Field

from wiredesk.annotate.actors.known import REGIONS, known, read_yaml
from wiredesk.annotate.actors.names import pieces
from wiredesk.annotate.actors.roles import bodies, roles, words
from wiredesk.annotate.actors.states import capitals, demonyms, states

SECTORS = {
    *("GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "LEG", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "NGO", "IGO"),
    *("HLH", "REL", "LAB", "AGR", "ENV", "REF", "RAD", "UAF", "MNC"),
}
COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK"}  # XK: Kosovo, user-assigned
KINDS = Literal[
    "state", "government body", "armed group", "organization", "media", "person", "population", "other"
]  # fmt: skip


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    id: str | int = Field()
    name: str
    aliases: list[str] = []
    shared: list[str] = []
    country: str | None = None
    sector: str | None = None
    kind: KINDS | None = None
    note: str | None = None
    parent: str | None = None
    source: str | None = Field(default=None, pattern=r"^(https?://\S+|unchecked)$")


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    country: str | None = None
    sector: str
    kind: KINDS
    note: str | None = None
    actors: list[Entry]


def groups() -> list[tuple[str, Group]]:
    return [(region, Group.model_validate(group)) for region in REGIONS for group in read_yaml(region)]


@pytest.mark.parametrize("region", REGIONS)
def test_a_file_follows_the_schema(region: str) -> None:
    for group in read_yaml(region):
        Group.model_validate(group)


@pytest.mark.parametrize("region", REGIONS)
def test_every_entry_names_a_page_that_knows_it_or_says_that_none_was_found(region: str) -> None:
    entries = [entry for group in read_yaml(region) for entry in group["actors"]]
    assert [entry["id"] for entry in entries if "source" not in entry] == []
    if region != "media":
        assert [entry["id"] for entry in entries if entry["source"] == "unchecked"] == []


def test_ids_are_unique_slugs() -> None:
    ids = [str(entry.id) for _, group in groups() for entry in group.actors]
    twice = {id for id in ids if ids.count(id) > 1}
    assert not twice
    assert [id for id in ids if not all(part.isalnum() and part == part.lower() for part in id.split("-"))] == []
    assert not set(ids) & {code.lower() for code in states()}, "an id that is a state's"


def test_no_alias_is_claimed_twice_unless_it_is_marked_as_shared() -> None:
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, group in groups():
        for entry in group.actors:
            for name in (entry.name, *entry.aliases):
                claims[pieces(name)].add(str(entry.id))
    for code, state in states().items():
        for name in (state.actor.name, *state.actor.aliases):
            claims[pieces(name)].add(code)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_a_shared_alias_has_several_bearers_or_a_common_word() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for alias, actor in known().shared:
        bearers[alias].add(actor.id)
        assert actor.country is not None, f"{actor.id}: a shared alias is read by its country"
    assert len(bearers["RSF"]) + len(bearers["Foreign Office"]) >= 3


def test_countries_sectors_and_parents_exist() -> None:
    for actor in known().actors.values():
        assert actor.country is None or actor.country in COUNTRIES, actor
        assert actor.sector in SECTORS, actor
    for child, parent in known().parents.items():
        assert parent in known().actors, f"{child}: no {parent}"


def test_a_body_of_a_state_carries_the_code_of_its_country() -> None:
    names = {body.id for body in bodies().values()}
    for actor in known().actors.values():
        prefix, _, rest = actor.id.partition("-")
        if rest in names and prefix.upper() in states() and actor.kind == "government body":
            assert actor.country == prefix.upper(), actor


def test_every_region_of_the_world_is_there() -> None:
    sectors = {actor.sector for actor in known().actors.values()}
    assert {"GOV", "MIL", "REB", "MED", "NGO", "IGO", "SPY", "LEG", "JUD", "COP", "CRM"} <= sectors
    assert len(known().actors) > 900
    media = [actor for actor in known().actors.values() if actor.kind == "media"]
    assert len(media) > 200 and all(actor.note for actor in media)
    assert len({actor.country for actor in media}) > 60


def test_words_for_roles_are_complete() -> None:
    for role in roles().values():
        assert role.sector is None or role.sector in SECTORS
    assert {role.role for role in roles().values()} >= {
        "official", "military", "police", "witness", "monitor", "medic", "armed group", "media", "analyst"
    }  # fmt: skip
    for body in bodies().values():
        assert body.sector in SECTORS
    assert roles()["policemen"].role == "police" and roles()["children"].victims
    for head in words()["heads"]:
        assert head["sector"] in SECTORS


def test_states_have_capitals_and_demonyms() -> None:
    assert set(capitals().values()) <= set(states())
    assert set(demonyms().values()) <= COUNTRIES
    assert states()["IR"].adjective == "Iranian" and states()["PH"].possessive == "Philippines'"
    assert capitals()["Islamabad"] == "PK"
