"""Floors: no figure falls below them unseen, and they only rise.

``bench/floors.json`` keeps for each corpus the SHA-256 of the data that its floors were measured on. On other data
(another release, a test portion) they say nothing and are left aside.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.table import Row, number

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.5  # points: int8 arithmetic depends a little on the processor and on what is batched together
ERRORS = {"points": 0.01}  # units of which less is better, with their slack: their floor is a bound from above
Floors = dict[tuple[str, str], float]


def load(path: Path = FILE) -> dict[str, Any]:
    """Corpus -> {"sha256": ..., "floors": {metric: per cent or, of errors, points}}."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def valid(kept: Mapping[str, Any], digests: Mapping[str, str]) -> Floors:
    """The floors of the corpora whose data is that of the floors."""
    return {
        (name, metric): value
        for name, entry in kept.items()
        if entry["sha256"] == digests.get(name)
        for metric, value in entry["floors"].items()
    }


def below(rows: Iterable[Row], floors: Floors) -> list[str]:
    """A line for each figure below its floor, and for each floor whose figure is no longer there."""
    rows = list(rows)
    measured = {(row.name, row.metric) for row in rows}
    names = {row.name for row in rows}
    low = [
        f"{row.name}, {row.metric}: {number(row.value, row.unit)} is worse than its floor of {number(floor, row.unit)}"
        for row in rows
        if (floor := floors.get((row.name, row.metric))) is not None and _worse(row, floor)
    ]
    gone = [
        f"{name}, {metric}: has a floor of {floor:g}, but is no longer measured"
        for (name, metric), floor in floors.items()
        if name in names and (name, metric) not in measured
    ]
    return low + gone


def _worse(row: Row, floor: float) -> bool:
    return round(row.value, 2) > floor if row.unit in ERRORS else round(row.value, 1) < floor


def raised(kept: Mapping[str, Any], rows: Iterable[Row], digests: Mapping[str, str]) -> dict[str, Any]:
    """The floors after a run: where the figures are better, never worse; new ones for new data."""
    made = {name: {"sha256": entry["sha256"], "floors": dict(entry["floors"])} for name, entry in kept.items()}
    for row in rows:
        if row.unit != "%" and row.unit not in ERRORS:
            continue
        entry = made.get(row.name)
        if entry is None or entry["sha256"] != digests[row.name]:
            entry = made[row.name] = {"sha256": digests[row.name], "floors": {}}
        old = entry["floors"].get(row.metric)
        if row.unit in ERRORS:
            bound = math.ceil(100 * (row.value + ERRORS[row.unit]) - 1e-6) / 100
            entry["floors"][row.metric] = bound if old is None else min(bound, old)
        else:
            floor = math.floor(10 * (row.value - SLACK) + 1e-6) / 10
            entry["floors"][row.metric] = floor if old is None else max(floor, old)
    return made


def save(floors: Mapping[str, Any], path: Path = FILE) -> None:
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
