"""Build the gazetteer: one SQLite file, the same bytes for the same input and the same SQLite.

Tables: ``place`` (id, name, kind, country, admin1, admin2, lat, lon, weight, capital; lat and lon in degrees
times 10,000; weight = 100 log10 of the population) and ``name`` (loose key, plain key, place, grade), where an
empty plain key means that it equals the loose one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gazetteer import sources
from gazetteer.provinces import Provinces
from gazetteer.records import KINDS, PACKAGE, Record, keys

TARGET = PACKAGE / "gazetteer.sqlite"
_CAPITAL_DISTRICT = "Washington, D.C."  # what GeoNames calls the District of Columbia
LEAST_WITH_NAMES = 5000  # smaller towns are kept under their usual name alone: the rest doubles the file
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER,
                    lat INTEGER, lon INTEGER, weight INTEGER, capital INTEGER);
CREATE TABLE name (loose TEXT, plain TEXT, place INTEGER, grade INTEGER,
                   PRIMARY KEY (loose, place, plain)) WITHOUT ROWID;
"""


def build(target: Path = TARGET) -> None:
    """Write the gazetteer; an older one is replaced only when the new one is complete."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(part)
    base.executescript(_SCHEMA)
    base.execute(f"PRAGMA user_version = {keys.KEYS}")
    write(base, collect())
    base.commit()
    base.execute("VACUUM")
    base.close()
    part.replace(target)


def is_current(target: Path = TARGET) -> bool:
    """Is the file there, and newer than the builder and the knowledge that it is made from?"""
    if not target.is_file():
        return False
    made_from = [*Path(__file__).parent.glob("*.py"), PACKAGE / "toponyms.py"]
    made_from += [sources.KNOWLEDGE / name for name in ("countries.tsv", "us_states.tsv", "regions.yaml")]
    return all(path.stat().st_mtime <= target.stat().st_mtime for path in made_from)


def collect() -> list[Record]:
    """Every place, those without a GeoNames number numbered downwards from -1."""
    countries = sources.countries()
    provinces = Provinces()
    cities = list(_cities(provinces))
    records = [*countries.values(), *provinces.records(cities), *cities]
    records += _regions(records, provinces)
    _add_states(records)
    return records


def _cities(provinces: Provinces) -> Iterable[Record]:
    towns = sources.geonames("cities500")
    capitals = sources.capitals()
    joined = provinces.join(towns.values())
    for city in sorted(towns.values(), key=lambda city: city["geonameid"]):
        admin1, admin2 = joined[city["geonameid"]]
        code = city["countrycode"]
        record = Record(
            city["geonameid"], city["name"], "city", code, city["latitude"], city["longitude"], city["population"],
            admin1, admin2,
        )  # fmt: skip
        record.capital = (code, keys.plain_key(city["name"])) in capitals and city["population"] > 20000
        record.add(city["name"], 0)
        for name in sources.other_names(city, LEAST_WITH_NAMES):
            record.add(name)
        yield record


def _regions(records: list[Record], provinces: Provinces) -> list[Record]:
    """Entries of regions.yaml: one that describes a known province or country corrects it, the others are new."""
    known: dict[tuple[str, str | None, str], Record] = {}
    for old in records:
        if old.kind in ("country", "admin1", "city"):
            for name, grade in old.names.items():
                key = old.kind, old.country, keys.loose_key(name)
                if grade == 0 and (key not in known or known[key].people < old.people):
                    known[key] = old
    new: list[Record] = []
    for entry in sources.regions():
        names = [entry["name"], *filter(None, entry.get("names", "").split("; "))]
        found = (known.get((entry["kind"], entry.get("country"), keys.loose_key(name))) for name in names)
        record: Record | None = next((record for record in found if record), None)
        if record is None:
            if "lat" not in entry:
                raise ValueError(f"regions.yaml: {entry['name']} is no {entry['kind']} of GeoNames without lat and lon")
            id = entry.get("geonames") or provinces.number()
            record = Record(id, entry["name"], entry["kind"], entry.get("country"), 0, 0)
            new.append(record)
        if record.kind == "admin1":
            known |= {("admin1", record.country, keys.loose_key(name)): record for name in names}
        _correct(record, entry, names)
        if "province" in entry:
            record.admin1 = known["admin1", record.country, keys.loose_key(entry["province"])].id
    return new


def _correct(record: Record, entry: dict[str, Any], names: list[str]) -> None:
    record.name = entry["name"]
    if "lat" in entry:
        record.lat, record.lon, record.people = float(entry["lat"]), float(entry["lon"]), 10 ** entry["weight"]
    for name in names:
        record.add(name, 0)
    for name in filter(None, entry.get("demonyms", "").split("; ")):
        record.add(name, 3)


def _add_states(records: list[Record]) -> None:
    """GeoNames numbers, middles and abbreviations of the states of the United States."""
    states = sources.geonames("us_states")
    by_name = {record.name: record for record in records if record.kind == "admin1" and record.country == "US"}
    for row in sources.rows("us_states.tsv"):
        fact = states[row["state"]]
        record = by_name.get(fact["name"]) or by_name[_CAPITAL_DISTRICT]
        record.lat, record.lon = float(row["lat"]), float(row["lon"])
        record.add(row["state"], 2)
        for name in filter(None, row["abbreviations"].split("|")):
            record.add(name, 0 if len(name) > 5 and "." not in name else 2)
        _renumber(records, record, fact["geonameid"])


def _renumber(records: list[Record], record: Record, id: int) -> None:
    if record.id == id:
        return
    for other in records:
        if other.admin1 == record.id:
            other.admin1 = id
    record.id = id


def write(base: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Fill the two tables."""
    places: dict[int, tuple[Any, ...]] = {}
    names: dict[tuple[str, str, int], int] = {}
    for r in sorted(records, key=lambda record: (record.id, KINDS.index(record.kind))):
        lat, lon = round(r.lat * 1e4), round(r.lon * 1e4)
        row = (r.id, r.name, KINDS.index(r.kind), r.country, r.admin1, r.admin2, lat, lon, r.weight, int(r.capital))
        if places.setdefault(r.id, row) is not row:
            continue
        for name, grade in r.names.items():
            loose, plain = keys.loose_key(name), keys.plain_key(name)
            if loose:
                key = (loose, "" if plain == loose else plain, r.id)
                names[key] = min(grade, names.get(key, grade))
    base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places.values())
    base.executemany("INSERT INTO name VALUES (?,?,?,?)", ((*key, grade) for key, grade in sorted(names.items())))
