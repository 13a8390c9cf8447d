"""Provinces and districts: their names from one table, their extent from the towns in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from gazetteer import sources
from gazetteer.records import Record, centre, keys

# Words that GeoNames keeps in some names of provinces and newspapers leave out.
_BEFORE = (
    "muhafazat|mayorality of|wilayat-e|wilayat|misto|provincia de|departamento de|departamento del|province of|"
    "estado de|region of|gobernacion de|regiao autonoma|governorate of|amanat|sha`biyat|mintaqat|changwat|baladiyat|"
    "opstina|raionul|circonscription de|republic of|state of"
)
_AFTER = (
    "governorate|province|region|oblast|district|county|parish|prefecture|state|republic|krai|voivodeship|department|"
    "municipality|borough|canton|sheng|shi|(zhuangzu |huizu |uygur )?zizhiqu|rayon|rayonu|rajons|novads|apskritis|marz|"
    "avtonomnyy okrug|autonomous region|atoll|atholhu|qalasy|quarter"
)
_TYPE_WORDS = re.compile(rf"^({_BEFORE})\s+|\s+({_AFTER})$", re.IGNORECASE)
_DIRECTIONS = re.compile(r"^(north|south|east|west|central|upper|lower|middle|capital)\w*$", re.IGNORECASE)

Key = tuple[str, str, str]  # country, admin1, admin2 or ""


class Provinces:
    """Joins towns to their provinces and makes the records of these."""

    def __init__(self) -> None:
        self._next = 0
        self._numbers: dict[Key, int] = {}

    def number(self) -> int:
        """The next number for a place whose GeoNames number is not known."""
        self._next -= 1
        return self._next

    def join(self, cities: Iterable[dict[str, Any]]) -> dict[int, tuple[int | None, int | None]]:
        """GeoNames number of a town -> the numbers of its province and its district."""
        cities = sorted(cities, key=lambda city: city["geonameid"])
        found = {city["geonameid"]: names for city in cities if (names := _match(city, _table()))}
        by_code = _by_code(cities, found)
        joined = {}
        for city in cities:
            country = city["countrycode"]
            admin1, admin2 = found.get(city["geonameid"], (by_code.get((country, city["admin1code"]), ""), ""))
            first = self._number((country, admin1, "")) if admin1 else None
            joined[city["geonameid"]] = (first, self._number((country, admin1, admin2)) if admin1 and admin2 else None)
        return joined

    def _number(self, key: Key) -> int:
        if key not in self._numbers:
            self._numbers[key] = self.number()
        return self._numbers[key]

    def records(self, cities: list[Record]) -> list[Record]:
        """The provinces and districts, each in the middle of its towns and with their people."""
        towns: dict[int, list[Record]] = defaultdict(list)
        for city in cities:
            for area in (city.admin1, city.admin2):
                if area is not None:
                    towns[area].append(city)
        return [self._record(key, number, towns[number]) for key, number in self._numbers.items()]

    def _record(self, key: Key, number: int, towns: list[Record]) -> Record:
        country, admin1, admin2 = key
        lat, lon = centre((town.lat, town.lon) for town in towns)
        record = Record(number, admin2 or admin1, "admin2" if admin2 else "admin1", country, lat, lon)
        record.people = sum(town.people for town in towns)
        record.admin1 = self._numbers[(country, admin1, "")] if admin2 else None
        record.add(record.name, 0)
        if (bare := bare_name(record.name)) != record.name:
            # A county is seldom called by its bare name ("Madison"); a province mostly is ("Basra").
            record.add(bare, 1 if admin2 else 0)
        return record


def bare_name(name: str) -> str:
    """The name of a province without the word for what it is, unless only a direction would be left."""
    bare = _TYPE_WORDS.sub("", name).strip()
    return name if not bare or _DIRECTIONS.match(bare) else bare


def _table() -> dict[tuple[str, str, int, int], tuple[str, str]]:
    """(country, loose key of the town, lat and lon in tenths of a degree) -> (admin1, admin2)."""
    if not _TABLE:
        for country, name, lat, lon, admin1, admin2 in sources.towns_with_provinces():
            _TABLE[country, keys.loose_key(name), round(lat * 10), round(lon * 10)] = admin1, admin2
            _TABLE.setdefault((country, "", round(lat * 1000), round(lon * 1000)), (admin1, admin2))
    return _TABLE


_TABLE: dict[tuple[str, str, int, int], tuple[str, str]] = {}


def _match(city: dict[str, Any], table: dict[tuple[str, str, int, int], tuple[str, str]]) -> tuple[str, str] | None:
    """The town of the other table at the same spot, or one of the same name nearby."""
    country, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
    if at := table.get((country, "", round(lat * 1000), round(lon * 1000))):
        return at
    key = keys.loose_key(city["name"])
    near = ((country, key, round(lat * 10) + dy, round(lon * 10) + dx) for dy in (0, -1, 1) for dx in (0, -1, 1))
    return next((table[spot] for spot in near if spot in table), None)


def _by_code(cities: list[dict[str, Any]], found: dict[int, tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(country, GeoNames code of the province) -> its name, by the votes of the towns that were joined."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        if names := found.get(city["geonameid"]):
            votes[city["countrycode"], city["admin1code"]][names[0]] += 1
    return {code: max(sorted(count), key=count.__getitem__) for code, count in votes.items()}
