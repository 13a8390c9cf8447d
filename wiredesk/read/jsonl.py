"""JSON Lines, and JSON files that hold one record or an array of them.

A record has a text and what is known about it (``wiredesk/knowledge/read_columns.yaml`` lists the
names). A line that ``wiredesk read`` wrote is a Report and comes back as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from wiredesk.errors import ReadProblem
from wiredesk.model import Report
from wiredesk.read.clean import decode
from wiredesk.read.draft import Draft, Read
from wiredesk.read.limits import LARGEST, too_large
from wiredesk.read.records import draft_of, fields_of

_LISTS = ("articles", "items", "results", "data", "documents", "reports", "docs", "hits", "entries")


def read_jsonl(lines: Iterator[bytes], source: str) -> Read:
    """A draft or a report for each line; a broken line is a problem of its own."""
    for number, line in enumerate(lines, start=1):
        place = f"{source}, line {number}"
        if len(line) > LARGEST:
            yield ReadProblem(place, too_large(len(line)))
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield from _line(line, place)


def read_json(data: bytes, source: str) -> Read:
    """The records of a JSON file: an array, an object that holds one under a usual name, or one record."""
    text = decode(data, source)
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        if "\n" in text.strip():  # JSON Lines in a file named .json
            yield from read_jsonl(iter(text.encode("utf-8", "replace").splitlines(keepends=True)), source)
            return
        raise ReadProblem(source, "not valid JSON; check that the file is complete") from None
    records = _records(value)
    for number, record in enumerate(records, start=1):
        yield from _record(record, source if len(records) == 1 else f"{source}, record {number}")


def _line(line: bytes, place: str) -> Read:
    try:
        value = json.loads(decode(line, place), strict=False)
    except ReadProblem as problem:
        yield problem
    except (ValueError, RecursionError):
        yield ReadProblem(place, "not valid JSON; correct the line or leave it out (the other lines are read)")
    else:
        yield from _record(value, place)


def _records(value: Any) -> list[Any]:
    if isinstance(value, dict) and "text" not in fields_of(value):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    return value if isinstance(value, list) else [value]


def _record(value: Any, place: str) -> Iterator[Draft | Report | ReadProblem]:
    if isinstance(value, Mapping) and value.keys() >= {"evidence", "speakers", "report"}:
        yield ReadProblem(place, "a claim, as `wiredesk extract` writes it; give the reports that it was made from")
        return
    if not isinstance(value, Mapping):
        yield ReadProblem(place, "no record with named fields; give an object with at least a field “text”")
    elif report := _as_report(value):
        yield report
    elif "text" not in fields_of(value):
        yield ReadProblem(place, f"no field with the text ({_names(value)}); name it “text”")
    else:
        yield draft_of(value, place)


def _as_report(value: Mapping[str, Any]) -> Report | None:
    """The report that a line was written from: its id must be that of its text."""
    if not isinstance(value.get("id"), str) or not isinstance(value.get("text"), str):
        return None
    try:
        report = Report.model_validate(dict(value))
    except ValidationError:
        return None
    same = Report.of(report.text)
    return report if same.id == report.id and same.text == report.text and report.text.strip() else None


def _names(value: Mapping[str, Any]) -> str:
    return "it has " + ", ".join(list(map(str, value))[:6]) if value else "it is empty"
