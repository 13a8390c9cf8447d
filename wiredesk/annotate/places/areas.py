"""What lies in what: the areas that a place speaks for, and how far places are apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from wiredesk.gazetteer import Entry

IN_DISTRICT, IN_PROVINCE, IN_COUNTRY, NEARBY = 1.3, 1.8, 0.7, 0.9  # in powers of ten of population
Area = tuple[str, Hashable]
T = TypeVar("T")


def middle(areas: Iterable[T | None]) -> T | None:
    """The area that at least two names and most of all names lie in."""
    counts = Counter(areas)
    total = counts.total()
    counts.pop(None, None)
    best, count = max(counts.items(), key=lambda item: item[1], default=(None, 0))
    return best if count >= 2 and count * 2 > total else None


def holds(outer: Entry, inner: Entry) -> bool:
    """Is the one place inside the other, by administration or, for a region, by distance?"""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    if outer.kind in ("admin1", "admin2"):
        return outer.id in (inner.admin1, inner.admin2)
    if outer.kind == "city":
        return inner.kind == "city" and inner.country == outer.country and distance(outer, inner) < 30
    return outer.country in (None, inner.country) and distance(outer, inner) < 400


def distance(one: Entry, other: Entry) -> float:
    """Great-circle distance in kilometres."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def areas(entry: Entry) -> list[tuple[Area, float]]:
    """The areas that a place speaks for, each with its strength."""
    found: list[tuple[Area, float]] = []
    if entry.country:
        found.append((("country", entry.country), IN_COUNTRY))
    if entry.kind == "admin1" or entry.admin1 is not None:
        found.append((("admin1", entry.id if entry.kind == "admin1" else entry.admin1), IN_PROVINCE))
    if entry.kind == "admin2" or entry.admin2 is not None:
        found.append((("admin2", entry.id if entry.kind == "admin2" else entry.admin2), IN_DISTRICT))
    if entry.kind in ("city", "admin2", "facility"):
        row, column = math.floor(entry.lat), math.floor(entry.lon)
        found += [(("cell", (row + dy, column + dx)), NEARBY) for dy in (0, -1, 1) for dx in (0, -1, 1)]
    return found


def spot(entry: Entry) -> list[tuple[Area, float]]:
    """The areas that support a place: as it speaks for them, but it stands in one cell."""
    cell = ("cell", (math.floor(entry.lat), math.floor(entry.lon)))
    return [(area, strength) for area, strength in areas(entry) if area[0] != "cell" or area == cell]
