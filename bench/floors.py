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

from bench.table import Row

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.5  # points: int8 arithmetic depends a little on the processor and on what is batched together
Floors = dict[tuple[str, str], float]


def load(path: Path = FILE) -> dict[str, Any]:
    """Corpus -> {"sha256": ..., "floors": {metric: per cent}}."""
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
    measured = {(row.name, row.metric): row.value for row in rows}
    names = {row.name for row in rows}
    low = [
        f"{name}, {metric}: {measured[name, metric]:.1f} is below its floor of {floor:.1f}"
        for (name, metric), floor in floors.items()
        if (name, metric) in measured and round(measured[name, metric], 1) < floor
    ]
    gone = [
        f"{name}, {metric}: has a floor of {floor:.1f}, but is no longer measured"
        for (name, metric), floor in floors.items()
        if name in names and (name, metric) not in measured
    ]
    return low + gone


def raised(kept: Mapping[str, Any], rows: Iterable[Row], digests: Mapping[str, str]) -> dict[str, Any]:
    """The floors after a run: higher where the figures are, never lower; new ones for new data."""
    made = {name: {"sha256": entry["sha256"], "floors": dict(entry["floors"])} for name, entry in kept.items()}
    for row in rows:
        if row.unit != "%":
            continue
        entry = made.get(row.name)
        if entry is None or entry["sha256"] != digests[row.name]:
            entry = made[row.name] = {"sha256": digests[row.name], "floors": {}}
        floor = math.floor(10 * (row.value - SLACK) + 1e-6) / 10
        entry["floors"][row.metric] = max(floor, entry["floors"].get(row.metric, floor))
    return made


def save(floors: Mapping[str, Any], path: Path = FILE) -> None:
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
