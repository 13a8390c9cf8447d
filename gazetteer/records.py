"""What the builder keeps of a place, and the small sums it needs."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parent.parent / "wiredesk"
KINDS = ("country", "region", "admin1", "admin2", "city", "facility", "sea", "other")


def load_keys() -> ModuleType:
    """``wiredesk.toponyms`` by its path: its package cannot be imported before it is installed."""
    spec = importlib.util.spec_from_file_location("wiredesk_toponyms", PACKAGE / "toponyms.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


keys = load_keys()


@dataclass
class Record:
    """One place. ``id`` is its GeoNames number, or negative where that is not known."""

    id: int
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    people: float = 0
    admin1: int | None = None
    admin2: int | None = None
    capital: bool = False
    names: dict[str, int] = field(default_factory=dict)  # name -> grade: 0 usual, 1 other, 2 abbreviation, 3 demonym

    @property
    def weight(self) -> int:
        """log10 of the population, times 100."""
        return round(100 * math.log10(max(self.people, 1)))

    def add(self, name: str, grade: int = 1) -> None:
        self.names[name] = min(grade, self.names.get(name, grade))


def centre(points: Iterable[tuple[float, float]], cell: float = 0.25) -> tuple[float, float]:
    """The middle of an area known by the towns in it: the mean of the occupied cells of a grid.

    Cells instead of towns, because towns crowd where people live and the middle of the area is asked for.
    """
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for lat, lon in points:
        cells.setdefault((math.floor(lat / cell), math.floor(lon / cell)), []).append((lat, lon))
    means = [(sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)) for _, c in sorted(cells.items())]
    return sum(m[0] for m in means) / len(means), sum(m[1] for m in means) / len(means)
