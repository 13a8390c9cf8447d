"""``wiredesk gazetteer build``: the gazetteer of the package and all places of a GeoNames dump in one file.

What the package knows stays: usual names, regions, disputed territories. The dump adds its places, further names,
and the GeoNames numbers of provinces. A province of the dump and one of the package are the same where most towns
that both know lie in both. The dump is read twice and never held: first for provinces, then for places. Rows
are gathered in a file of their own and sorted into the new gazetteer at the end, because writing them where they
belong one by one would touch the whole file again and again.
"""

from __future__ import annotations

import errno
import math
import os
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from wiredesk.errors import WiredeskError
from wiredesk.gazetteer import FILE, KINDS, Gazetteer
from wiredesk.geonames import Area, Dump, Row, area_names
from wiredesk.toponyms import KEYS, loose_key, plain_key, printable

_BATCH = 20_000
_GATHER = """
ATTACH DATABASE ? AS heap;
CREATE TABLE heap.number (old INTEGER PRIMARY KEY, new INTEGER);
CREATE TABLE heap.placed (id, name, kind, country, admin1, admin2, lat, lon, weight, capital);
CREATE TABLE heap.named (loose, plain, place, grade);
"""
_SORT = """
INSERT OR IGNORE INTO place SELECT * FROM heap.placed ORDER BY id, rowid;
INSERT INTO name SELECT loose, plain, place, min(grade) FROM heap.named GROUP BY loose, plain, place
  ORDER BY loose, place, plain;
CREATE INDEX country ON place (country) WHERE kind = 0;
"""
Watch = Callable[[int], None]


@dataclass
class _Areas:
    """What the first reading learns: votes of the towns that the package knows, and the dump's own provinces."""

    votes: dict[Area, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    rows: dict[Area, int] = field(default_factory=dict)  # GeoNames numbers of provinces and districts
    middles: dict[Area, list[float]] = field(default_factory=dict)  # sums of lat and lon of towns, and their number
    number: dict[Area, int] = field(default_factory=dict)  # the number that the area has in the new gazetteer
    renumbered: dict[int, int] = field(default_factory=dict)  # number in the package -> GeoNames number
    same: dict[int, int] = field(default_factory=dict)  # number in the dump -> number of the same area in the package
    names: dict[Area, str] = field(default_factory=dict)  # of those that only the tables of codes know
    changed: str = ""  # the newest correction in the dump
    count: int = 0


def build(source: Path, target: Path, watch: Watch = lambda _: None) -> None:
    """Write the gazetteer to ``target``, which is replaced when the new one is complete.

    ``watch`` is told the bytes of the dump that were read: in all, twice :attr:`Dump.size`. Raises UnusableDump, and
    WiredeskError where the file cannot be written.
    """
    dump = Dump(source)
    if target.is_dir() or (target.exists() and target.samefile(source)):
        raise WiredeskError(f"{target}: cannot be the gazetteer; choose another file with -o")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".gazetteer-") as folder:
            part = Path(folder) / "gazetteer.sqlite"
            with closing(_new(part)) as base:
                _fill(base, dump, watch)
            _keep(part)
            part.replace(target)
    except sqlite3.OperationalError as error:
        raise _unwritten(target, str(error)) from error
    except OSError as error:
        raise _unwritten(target, error.strerror or str(error)) from error


def _unwritten(target: Path, why: str) -> WiredeskError:
    room = "full" in why or why == os.strerror(errno.ENOSPC)
    what = "make room there and in the folder for temporary files" if room else "choose another file with -o"
    return WiredeskError(f"{target}: cannot be written ({why}); {what}")


def _keep(part: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _new(part: Path) -> sqlite3.Connection:
    """An empty gazetteer with the tables of the packaged one, which is attached as ``old``."""
    Gazetteer(FILE).close()  # tells when the package has none, or an old one
    base = sqlite3.connect(part, uri=True, isolation_level=None)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA cache_size = -64000")
    base.execute("ATTACH DATABASE ? AS old", (f"{FILE.as_uri()}?mode=ro&immutable=1",))
    for (statement,) in base.execute("SELECT sql FROM old.sqlite_master WHERE type = 'table'").fetchall():
        base.execute(statement)
    base.execute("CREATE TABLE about (fact TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    attach, *tables = _GATHER.strip().split(";")[:-1]
    base.execute(attach, (str(part.with_name("heap.sqlite")),))
    base.execute("PRAGMA heap.journal_mode = OFF")
    base.execute("PRAGMA heap.synchronous = OFF")
    for statement in tables:
        base.execute(statement)
    return base


def _fill(base: sqlite3.Connection, dump: Dump, watch: Watch) -> None:
    base.execute("BEGIN")
    areas = _survey(base, dump, watch)
    _copy(base, areas)
    _gather(base, dump, areas, watch)
    _add_missing_areas(base, areas)
    for statement in _SORT.strip().split(";")[:-1]:
        base.execute(statement)
    facts = {"source": dump.source.name, "changed": areas.changed}
    base.executemany("INSERT INTO about VALUES (?, ?)", facts.items())
    base.execute("COMMIT")
    base.execute(f"PRAGMA user_version = {KEYS}")


def _survey(base: sqlite3.Connection, dump: Dump, watch: Watch) -> _Areas:
    """The first reading: which province of the dump is which of the package."""
    known = {
        id: (admin1, admin2)
        for id, admin1, admin2 in base.execute("SELECT id, admin1, admin2 FROM old.place WHERE kind = 4 AND id > 0")
    }
    areas = _Areas()
    for row in dump.rows(watch):
        areas.count += 1
        areas.changed = max(areas.changed, row.changed)
        _vote(areas, row, *known.get(row.id, (None, None)))
        if row.kind in ("admin1", "admin2"):
            areas.rows[row.province if row.kind == "admin1" else row.district] = row.id
        elif row.kind == "city":
            for area in {row.province, row.district}:
                middle = areas.middles.setdefault(area, [0.0, 0.0, 0.0])
                middle[:] = middle[0] + row.lat, middle[1] + row.lon, middle[2] + 1
    if not areas.count:
        raise dump.wrong()
    for area, name, id in area_names(dump.source.parent):
        if area in areas.middles and area not in areas.rows:
            areas.rows[area], areas.names[area] = id, name
    _number(base, areas)
    return areas


def _vote(areas: _Areas, row: Row, province: int | None, district: int | None) -> None:
    if province is not None and row.admin1:
        areas.votes[row.province][province] += 1
    if district is not None and row.admin2:
        areas.votes[row.district][district] += 1


def _number(base: sqlite3.Connection, areas: _Areas) -> None:
    """Give every area its number: that of GeoNames where it is known, else the one of the package."""
    taken = {id for (id,) in base.execute("SELECT id FROM old.place")}
    given: set[int] = set()
    for area, votes in sorted(areas.votes.items(), key=lambda item: (-item[1].total(), item[0])):
        [(voted, _)] = votes.most_common(1)
        own = areas.rows.get(area)
        if voted in given:
            continue
        given.add(voted)
        if voted < 0 and own is not None and own not in taken:
            areas.renumbered[voted] = areas.number[area] = own
            continue
        areas.number[area] = voted
        if own is not None and own != voted:
            areas.same[own] = voted
    for area, id in areas.rows.items():
        areas.number.setdefault(area, id)


def _copy(base: sqlite3.Connection, areas: _Areas) -> None:
    """The places and names of the package, under the new numbers."""
    base.executemany("INSERT INTO heap.number VALUES (?, ?)", areas.renumbered.items())
    new = "coalesce((SELECT new FROM heap.number WHERE old = {0}), {0})".format
    columns = f"{new('p.id')}, name, kind, country, {new('p.admin1')}, {new('p.admin2')}, lat, lon, weight, capital"
    base.execute(f"INSERT INTO heap.placed SELECT {columns} FROM old.place p")
    base.execute(f"INSERT INTO heap.named SELECT loose, plain, {new('n.place')}, grade FROM old.name n")


def _gather(base: sqlite3.Connection, dump: Dump, areas: _Areas, watch: Watch) -> None:
    """The second reading: every place that the package lacks, and the further names of those that it has."""
    known = dict(base.execute("SELECT id, kind FROM heap.placed"))
    kept = (row for row in dump.rows(watch) if row.kind)
    while rows := list(islice(kept, _BATCH)):
        new = (_placed(row, areas) for row in rows if row.id not in known and row.id not in areas.same)
        base.executemany("INSERT INTO heap.placed VALUES (?,?,?,?,?,?,?,?,?,?)", new)
        # The names of countries and regions are chosen in knowledge/; GeoNames has hundreds for each.
        named = (row for row in rows if KINDS[known.get(row.id, 4)] not in ("country", "region"))
        names = (name for row in named for name in _named(row, areas))
        base.executemany("INSERT INTO heap.named VALUES (?,?,?,?)", names)


def _placed(row: Row, areas: _Areas) -> tuple[Any, ...]:
    first = areas.number.get(row.province) if row.kind != "country" else None
    second = areas.number.get(row.district) if row.admin2 else None
    admin1, admin2 = (id if id != row.id else None for id in (first, second))
    weight = round(100 * math.log10(max(row.people, 1)))
    lat, lon = round(row.lat * 1e4), round(row.lon * 1e4)
    capital = int(row.capital)
    return row.id, row.names[0], KINDS.index(row.kind), row.country, admin1, admin2, lat, lon, weight, capital


def _named(row: Row, areas: _Areas) -> Iterator[tuple[str, str, int, int]]:
    """The keys of the names of a place; the grade is 0 for the usual one, 1 for others."""
    usual, plain_usual, *others = row.names
    id = areas.same.get(row.id, row.id)
    graded = {usual: 0, plain_usual: 0} | {name: 1 for name in others if name and printable(name)}
    for name, grade in graded.items():
        loose, plain = loose_key(name), plain_key(name)
        if loose:
            yield loose, "" if plain == loose else plain, id, grade


def _add_missing_areas(base: sqlite3.Connection, areas: _Areas) -> None:
    """Provinces that only the tables of codes name, in the middle of their towns."""
    for area, name in sorted(areas.names.items()):
        id = areas.rows[area]
        if areas.number[area] != id or id in areas.renumbered.values():
            continue
        lat, lon, towns = areas.middles[area]
        kind = "admin2" if area[2] else "admin1"
        row = Row(id, (name, ""), lat / towns, lon / towns, kind, False, *area, 0, "")
        base.execute("INSERT INTO heap.placed VALUES (?,?,?,?,?,?,?,?,?,?)", _placed(row, areas))
        base.executemany("INSERT INTO heap.named VALUES (?,?,?,?)", _named(row, areas))
