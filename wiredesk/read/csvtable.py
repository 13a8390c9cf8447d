"""Tables (CSV, TSV) with a column of texts."""

from __future__ import annotations

import csv
import io
import itertools

from wiredesk.errors import ReadProblem
from wiredesk.read.clean import decode
from wiredesk.read.dates import day_order
from wiredesk.read.draft import Read
from wiredesk.read.limits import LARGEST
from wiredesk.read.records import draft_of, fields_of

_DELIMITERS = ",;\t|"


def read_csv(data: bytes, source: str) -> Read:
    """A draft for each row with a text. Dates such as 4/3/2024 are read as the whole column shows."""
    csv.field_size_limit(LARGEST)
    text = decode(data, source)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), restkey="(more)", restval="")
    names = fields_of(table.fieldnames or ())
    if "text" not in names:
        known = ", ".join(list(map(str, table.fieldnames or ()))[:8])
        raise ReadProblem(source, f"no column with the text (columns: {known}); name it “text”")
    rows: list[dict[str | None, str]] = []
    try:
        rows.extend(table)
    except csv.Error as error:
        yield ReadProblem(
            f"{source}, line {table.line_num}", f"not readable as a table ({error}); the rows above it are read"
        )
    order = day_order(str(row.get(names["published"]) or "").strip() for row in rows) if "published" in names else None
    for number, row in enumerate(rows, start=1):
        place = f"{source}, row {number}"
        if str(row.get(names["text"]) or "").strip():
            yield draft_of({key: value for key, value in row.items() if key is not None}, place, order=order)
        else:
            yield ReadProblem(place, "no text in this row; fill it or leave it out (the other rows are read)")


def _delimiter(text: str) -> str:
    """The separator that stands most often in the header, outside quotes."""
    header = next(itertools.dropwhile(lambda line: not line.strip(), text.splitlines()), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
