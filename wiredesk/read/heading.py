"""What stands above an article: the headline, the byline, the date line, the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from wiredesk.model import Dropped
from wiredesk.read.dates import find_date, iso_prefix
from wiredesk.read.knowledge import table

_NAME = r"[^\W\d_][\w.'’-]*"
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/ -]{1,40}),\s+(?P<date>[^—–(]{6,40}?)\s*(?:\([^)]{1,40}\)\s*)?(?:[—–]|-{1,2}\s)"
)
_ABOVE = 6  # paragraphs in which a byline or a date line may stand


@dataclass
class Heading:
    """A text without what stands above it. ``body`` holds its paragraphs, no empty ones."""

    title: str
    body: list[str]
    authors: tuple[str, ...] = ()
    published: str | None = None
    dropped: list[Dropped] = field(default_factory=list)


def take_heading(lines: Sequence[str], title: str = "", guess: bool = True) -> Heading:
    """Take headline, byline and date line off the paragraphs of an article.

    ``lines`` are clean, with an empty string for every empty line. With ``guess``, a first line that
    looks like a headline is the title if the source gives none. A first paragraph that repeats the
    title is not text: it is in the title.
    """
    body = [line for line in lines if line]
    if guess and not title and _is_headline(lines):
        title = body[0]
    if title and body and len(body) > 1 and _bare(body[0]) == _bare(title):
        body = body[1:]
    heading = Heading(title=title, body=body)
    _take_run_in(heading)
    _take_lines(heading)
    heading.published = heading.published or _dateline(heading.body)
    return heading


@cache
def _rules() -> dict[str, Any]:
    return table("read_headings.yaml")


def _is_headline(lines: Sequence[str]) -> bool:
    """Short, without a final stop, followed by an empty line and then by a longer paragraph."""
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    after = [line for line in lines[start + 1 :] if line]
    if not after or lines[start + 1] or len(" ".join(after)) < 2 * len(lines[start]):
        return False
    line = lines[start]
    closed = tuple(_rules()["headline_never_ends"])
    return 2 <= len(line.split()) <= _rules()["headline_words"] and not line.endswith(closed) and not _date_line(line)


def _take_run_in(heading: Heading) -> None:
    """Scraped texts run date and title into the first paragraph: "Thu May 4 2023 Two held after blast. Police …"."""
    first = heading.body[0] if heading.body else ""
    start = first.casefold().find(heading.title.casefold()) if len(heading.title.split()) > 3 else -1
    end = start + len(heading.title)
    before, after = first[: max(start, 0)].strip(" .,|–—-"), first[end:].lstrip(" .")
    if start < 0 or not after or not first[end:].startswith(".") or (before and not iso_prefix(before)):
        return
    if before:
        heading.published = iso_prefix(before)
        heading.dropped.append(Dropped(text=before, reason="date line"))
    heading.body[0] = after


def _take_lines(heading: Heading) -> None:
    kept: list[str] = []
    for number, line in enumerate(heading.body):
        above = number < _ABOVE and len(heading.body) > len(kept) + 1 and len(line.split()) <= 12
        if above and (published := _date_line(line)):
            heading.published = heading.published or published
            heading.dropped.append(Dropped(text=line, reason="date line"))
        elif above and (authors := _byline(line)):
            heading.authors = heading.authors or authors
            heading.dropped.append(Dropped(text=line, reason="byline"))
        else:
            kept.append(line)
    heading.body = kept or heading.body


@cache
def _labelled(name: str) -> re.Pattern[str]:
    labels = sorted(_rules()[name], key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, labels)) + r")\b\s*:?\s*", re.IGNORECASE)


def _date_line(line: str) -> str | None:
    """The date, if the line is nothing but a date, with or without a label."""
    label = _labelled("date_labels").match(line)
    return iso_prefix(line[label.end() :] if label else line) if re.search(r"(?:19|20)\d\d", line) else None


def _byline(line: str) -> tuple[str, ...]:
    """The names of a byline: a label, then nothing but names."""
    label = _labelled("byline_labels").match(line)
    if not label or line.endswith((".", ":", "?", "!")):
        return ()
    names = [name.strip() for name in re.split(r",|&|\band\b", line[label.end() :]) if name.strip()]
    rest = {word.lower() for word in _rules()["byline_rest"]}
    people = [name for name in names if name.lower() not in rest]
    if not people or not all(re.fullmatch(rf"(?:{_NAME}\s*){{1,6}}", name) and _is_name(name, rest) for name in people):
        return ()
    return tuple(people)


def _is_name(name: str, rest: set[str]) -> bool:
    return (
        all(word[0].isupper() or word.lower() in rest or len(word) <= 3 for word in name.split()) and name[0].isupper()
    )


def _dateline(body: Sequence[str]) -> str | None:
    """The date of "ISLAMABAD, Jan. 18, 2024 (Agency) —"; one without a year is ambiguous and is not taken."""
    match = _DATELINE.match(body[0]) if body else None
    return find_date(match["date"]) if match else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
