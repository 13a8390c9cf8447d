"""RSS and Atom, through feedparser: one draft for each entry."""

from __future__ import annotations

from typing import Any

from wiredesk.errors import ReadProblem
from wiredesk.read.dates import iso_prefix
from wiredesk.read.draft import Draft, Read
from wiredesk.read.fragment import fragment_to_text


def read_feed(data: bytes, source: str) -> Read:
    """The entries of a feed, with their full text where the feed has it and the summary elsewhere."""
    import feedparser

    feed = feedparser.parse(data, resolve_relative_uris=False)
    if not feed.entries:
        raise ReadProblem(source, "a feed without entries; check that it is the address of an RSS or Atom feed")
    outlet = feed.feed.get("title", "")
    language = (feed.feed.get("language") or "en").split("-")[0].lower()
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{source}, entry {number}"
        text, placed = fragment_to_text(_longest(entry))
        if not text.strip():
            yield ReadProblem(place, "no text in this entry, only a headline; give the address of the article itself")
            continue
        yield Draft(
            source=entry.get("link") or place,
            text=text,
            title=fragment_to_text(entry.get("title", ""))[0],
            outlet=(entry.get("source") or {}).get("title") or outlet,
            authors=tuple(name for author in entry.get("authors", ()) if (name := author.get("name"))),
            published=iso_prefix(entry.get("published") or entry.get("updated") or ""),
            language=language,
            placed=placed,
            headed=False,
        )


def _longest(entry: Any) -> str:
    pieces = [content.get("value", "") for content in entry.get("content", ())] + [entry.get("summary", "")]
    longest: str = max(pieces, key=len)
    return longest
