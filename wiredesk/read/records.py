"""Records with named fields, from tables and JSON: which field is the text, which the title, the date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from wiredesk.read.dates import Order, iso_prefix
from wiredesk.read.draft import Draft
from wiredesk.read.knowledge import table

_TAG = re.compile(r"</?(?:p|div|br|span|a|li|ul|h[1-6]|strong|em|b|i|figure|img)\b[^>]*>", re.IGNORECASE)


@cache
def _synonyms() -> dict[str, list[str]]:
    return {field: [_plain(name) for name in names] for field, names in table("read_columns.yaml").items()}


def fields_of(names: Iterable[object]) -> dict[str, str]:
    """Our field → the name that a record has for it. ``names`` are its names as they are."""
    known = {_plain(str(name)): str(name) for name in reversed(list(names))}
    return {
        field: known[name]
        for field, synonyms in _synonyms().items()
        if (name := next((synonym for synonym in synonyms if synonym in known), None))
    }


def draft_of(record: Mapping[str, Any], source: str, *, order: Order = None, headed: bool = False) -> Draft:
    """A draft from a record; its text may be HTML. A field that holds no usable value is as good as absent."""
    names = fields_of(record)
    text, placed = _text(_string(record.get(names.get("text", ""))))
    outlet, url = _string(record.get(names.get("outlet", ""))), _string(record.get(names.get("url", "")))
    return Draft(
        source=url if url.startswith(("http://", "https://")) else source,
        text=text,
        title=_text(_string(record.get(names.get("title", ""))))[0],
        outlet="" if outlet.startswith(("http://", "https://")) else outlet,
        authors=_authors(record.get(names.get("authors", ""))),
        published=_date(record.get(names.get("published", "")), order),
        retrieved=_date(record.get(names.get("retrieved", "")), order),
        language=_language(_string(record.get(names.get("language", "")))),
        placed=placed,
        headed=headed,
        outside_date=True,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_.\-]+", " ", name).strip().casefold()


def _string(value: Any) -> str:
    if isinstance(value, Mapping):  # {"source": {"id": "x", "name": "X"}}
        return _string(next((value[key] for key in ("name", "title", "text", "value") if key in value), ""))
    if isinstance(value, list):
        return "\n".join(filter(None, map(_string, value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def _text(value: str) -> tuple[str, tuple[Any, ...]]:
    """Text with the places of its marks; a piece of HTML is turned into text."""
    if not _TAG.search(value):
        return value, ()
    from wiredesk.read.fragment import fragment_to_text

    return fragment_to_text(value)


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(filter(None, (_string(item) for item in value)))
    names = re.sub(r"^by\s+", "", _string(value), flags=re.IGNORECASE)
    return tuple(filter(None, (name.strip() for name in re.split(r";|,|\sand\s|&|\n", names))))


def _date(value: Any, order: Order) -> str | None:
    return iso_prefix(value if isinstance(value, int | float) else _string(value), order)


def _language(value: str) -> str:
    match = re.match(r"[a-z]{2}(?=$|[-_])", value.casefold())
    return match[0] if match else "en"
