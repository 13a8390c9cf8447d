"""Sources to reports: the first step of the line.

    >>> from wiredesk.read import read
    >>> [report] = read("brief.txt", published="2024-01-19")                     # doctest: +SKIP

What makes two texts the same report is the clean text: what is no word of the article (menus,
comments, citation marks, the title, the byline) is out of it and stands in the other fields.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from wiredesk.errors import NothingRead, ReadProblem, UnusableArgument
from wiredesk.model import Report
from wiredesk.read.copies import mark_copies
from wiredesk.read.dates import is_prefix
from wiredesk.read.draft import finish
from wiredesk.read.sources import Source, expand, read_source

__all__ = ["NothingRead", "ReadProblem", "mark_copies", "read"]

_LOG = logging.getLogger("wiredesk")


def read(
    sources: Source | Iterable[Source],
    *,
    published: str | None = None,
    on_error: Callable[[ReadProblem], None] | None = None,
) -> Iterator[Report]:
    """Read reports, one after the other, from files, folders, globs, http(s) URLs or "-" (standard input).

    ``published`` (an ISO 8601 prefix such as 2024-01-19) is for sources that do not tell their own
    date. A source that cannot be read goes to ``on_error`` (without it, to the log "wiredesk") and
    the others are still read. Raises NothingRead at the end if there was no report at all, and
    UnusableArgument at once for a ``published`` that is no date.
    """
    if published and not is_prefix(published):
        raise UnusableArgument(
            f"published={published!r}: not a date; write it as 2024, 2024-01, 2024-01-19 or 2024-01-19T08:30"
        )
    return _read(sources, published or None, on_error or (lambda problem: _LOG.warning("%s", problem)))


def _read(
    sources: Source | Iterable[Source], published: str | None, on_error: Callable[[ReadProblem], None]
) -> Iterator[Report]:
    count, problems = 0, list[ReadProblem]()
    for item in _reports(sources, published):
        if isinstance(item, Report):
            count += 1
            yield item
        else:
            problems.append(item)
            on_error(item)
    if not count:
        raise NothingRead(problems)


def _reports(sources: Source | Iterable[Source], published: str | None) -> Iterator[Report | ReadProblem]:
    for source in expand(sources):
        if isinstance(source, ReadProblem):
            yield source
            continue
        try:
            for item in read_source(source):
                yield _finished(item, published)
        except ReadProblem as problem:
            yield problem


def _finished(item: object, published: str | None) -> Report | ReadProblem:
    if isinstance(item, Report):
        return item.model_copy(update={"published": published}) if published and not item.published else item
    if isinstance(item, ReadProblem):
        return item
    try:
        return finish(item, published)  # type: ignore[arg-type]
    except ReadProblem as problem:
        return problem
