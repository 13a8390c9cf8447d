"""The gazetteer: places of the world by name, from GeoNames and ``knowledge/regions.yaml``.

One read-only SQLite file beside this module, made by ``python -m gazetteer`` when the package is built, or a bigger
one of the user, made by ``wiredesk gazetteer build``. It is opened on the first look-up.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click

from wiredesk.errors import WiredeskError
from wiredesk.model import Place
from wiredesk.toponyms import KEYS, loose_key, plain_key

FILE = Path(__file__).with_name("gazetteer.sqlite")
ENVIRONMENT = "WIREDESK_GAZETTEER"  # names another file
KINDS = ("country", "region", "admin1", "admin2", "city", "facility", "sea", "other")
_MOST = 80  # candidates of one name that are kept, the most populous first
_COUNTED = {"place": "places", "name": "names"}
_COLUMNS = "p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.weight, p.capital"


class GazetteerMissing(WiredeskError):
    """There is no gazetteer that can be used. The message says how to build one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. ``weight`` is log10 of its population; ``admin1`` and ``admin2`` are ids."""

    id: int
    name: str
    kind: str
    country: str | None
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    weight: float
    capital: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A place and how its name was met.

    ``exact`` is False where only the loose key agrees; ``grade`` is 0 for a usual name, 1 for another one,
    2 for an abbreviation, 3 for a demonym.
    """

    entry: Entry
    exact: bool
    grade: int


class Gazetteer:
    """Look-up by name. Several threads may share one: SQLite serialises their reads."""

    def __init__(self, file: Path = FILE) -> None:
        self.file, self._base = file, _opened(file)
        self._rows: dict[str, list[tuple[str, int, Entry]]] = {}
        self._entries: dict[int, Entry] = {}

    def find(self, name: str) -> list[Match]:
        """Every place of this name: exact matches before loose ones, usual names first, then by population."""
        key = loose_key(name)
        self.prepare([name])
        plain = plain_key(name)
        best: dict[int, Match] = {}
        for spelling, grade, entry in self._rows.get(key, ()):
            match = Match(entry, spelling == plain, grade)
            if (not match.exact and grade >= 2) or (entry.id in best and _rank(best[entry.id]) <= _rank(match)):
                continue
            best[entry.id] = match
        return sorted(best.values(), key=_rank)[:_MOST]

    def prepare(self, names: Iterable[str]) -> None:
        """Read all these names at once; a later :meth:`find` of one of them does not touch the file."""
        wanted = list({key for name in names if (key := loose_key(name)) and key not in self._rows})
        if len(self._rows) + len(wanted) > 100_000:
            self._rows.clear()
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            self._rows.update((key, []) for key in part)
            marks = ",".join("?" * len(part))
            query = (
                f"SELECT n.loose, n.plain, n.grade, {_COLUMNS} FROM name n JOIN place p ON p.id = n.place "
                f"WHERE n.loose IN ({marks})"
            )
            for loose, plain, grade, *row in self._base.execute(query, part):
                self._rows[loose].append((plain or loose, grade, self._entry(row)))

    def entry(self, id: int) -> Entry:
        """The place with this id; raises KeyError."""
        if id not in self._entries:
            row = self._base.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", (id,)).fetchone()
            if row is None:
                raise KeyError(id)
            self._entry(row)
        return self._entries[id]

    def close(self) -> None:
        self._base.close()

    def facts(self) -> dict[str, str]:
        """``places`` and ``names``, how many; of a user's gazetteer also ``source`` and ``changed`` (a day)."""
        counts = {table: self._base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}
        own = self._base.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone()
        about = dict(self._base.execute("SELECT fact, value FROM about")) if own else {}
        return about | {_COUNTED[table]: f"{count:,}" for table, count in counts.items()}

    def country(self, code: str) -> Entry | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        rows = self._base.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", (_countries(self).get(code),))
        row = rows.fetchone()
        return self._entry(row) if row else None

    def country_ids(self) -> dict[str, int]:
        """ISO code -> id of every country."""
        return dict(self._base.execute("SELECT country, id FROM place WHERE kind = 0 ORDER BY weight"))

    def place(self, entry: Entry, span: Any = None) -> Place:
        """The entry as a noun, with the names of its province and district."""
        first, second = (self.entry(id).name if id is not None else None for id in (entry.admin1, entry.admin2))
        return Place(
            name=entry.name,
            geonames_id=entry.id if entry.id > 0 else None,
            country=entry.country,
            admin1=entry.name if entry.kind == "admin1" else first,
            admin2=entry.name if entry.kind == "admin2" else second,
            lat=entry.lat,
            lon=entry.lon,
            precision=entry.kind,  # type: ignore[arg-type]
            span=span,
        )

    def _entry(self, row: Any) -> Entry:
        id = row[0]
        if id not in self._entries:
            _, name, kind, country, admin1, admin2, lat, lon, weight, capital = row
            self._entries[id] = Entry(
                id, name, KINDS[kind], country, admin1, admin2, lat / 1e4, lon / 1e4, weight / 100, bool(capital)
            )
        return self._entries[id]


def _rank(match: Match) -> tuple[bool, int, float, int]:
    return not match.exact, match.grade, -match.entry.weight, match.entry.id


@cache
def _countries(gazetteer: Gazetteer) -> dict[str, int]:
    return gazetteer.country_ids()


def _opened(file: Path) -> sqlite3.Connection:
    again = "`python -m gazetteer` in the source folder" if file == FILE else "`wiredesk gazetteer build`"
    if not file.is_file():
        raise GazetteerMissing(f"{file}: no gazetteer; build it with {again}")
    base = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        [(keys,)] = base.execute("PRAGMA user_version")
        base.execute(f"SELECT n.loose, n.grade, {_COLUMNS} FROM name n, place p LIMIT 1")
    except sqlite3.DatabaseError as error:
        raise GazetteerMissing(f"{file}: is no gazetteer ({error}); build it with {again}") from error
    if keys != KEYS:
        raise GazetteerMissing(f"{file}: was built by another version of Wiredesk; build it again with {again}")
    return base


def users_file() -> Path:
    """Where ``wiredesk gazetteer build`` writes."""
    return Path(click.get_app_dir("wiredesk")) / "gazetteer.sqlite"


def file_in_use() -> Path:
    """The file that WIREDESK_GAZETTEER names, else the user's own where there is one, else that of the package."""
    if named := os.environ.get(ENVIRONMENT):
        return Path(named).expanduser()
    return own if (own := users_file()).is_file() else FILE


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use; raises GazetteerMissing."""
    return Gazetteer(file_in_use())
