"""Rows of figures, and the table that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One figure. ``unit`` is "%" (more is better) or "points" (of error, less is better), which floors hold, or
    another one, for information.

    ``published`` is the best figure that we know of, with its ``source``; None where we know of none that was
    measured in the same way.
    """

    name: str
    metric: str
    value: float
    unit: str = "%"
    published: float | None = None
    source: str = ""


Run = Callable[[Path], list[Row]]
HERE = Path(__file__).parents[1]
DIGITS = {"points": 2, "words/s": 0, "MB": 0}  # after the decimal point, by unit; others have one


def home(data: Path, pattern: str) -> Path:
    """Where a corpus lies: ``training/`` is in this repository, the rest under the folder of the data."""
    return HERE if pattern.startswith("training/") else data


def found(data: Path, pattern: str) -> list[Path]:
    """The files of a corpus, in the order of their names."""
    return sorted(path for path in home(data, pattern).glob(pattern) if path.is_file())


def digest(data: Path, pattern: str) -> str:
    """SHA-256 over the names and bytes of a corpus."""
    total = hashlib.sha256()
    for path in found(data, pattern):
        total.update(path.relative_to(home(data, pattern)).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def number(value: float | None, unit: str = "%") -> str:
    return "" if value is None else f"{value:,.{DIGITS.get(unit, 1)}f}"


HEAD = ("benchmark", "metric", "ours", "floor", "published")


def cells(rows: Iterable[Row], floors: dict[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """The rows as text; a name stands on its first row only."""
    made: list[tuple[str, ...]] = []
    last = ""
    for row in rows:
        ours = number(row.value, row.unit) + (f" {row.unit}" if row.unit != "%" else "")
        name = "" if row.name == last else row.name
        floor = number(floors.get((row.name, row.metric)), row.unit)
        made.append((name, row.metric, ours, floor, number(row.published, row.unit)))
        last = row.name
    return made


def plain(body: Sequence[tuple[str, ...]]) -> str:
    """A table for a terminal."""
    widths = [max(len(line[column]) for line in [HEAD, *body]) for column in range(len(HEAD))]
    lines = []
    for line in [HEAD, *body]:
        left = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        right = [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]
        lines.append("  ".join(left + right).rstrip())
    return "\n".join(lines)


def markdown(body: Sequence[tuple[str, ...]]) -> str:
    """The same table for docs/accuracy.md."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---|---|---:|---:|---:|"]
    return "\n".join(lines + ["| " + " | ".join(line) + " |" for line in body])
