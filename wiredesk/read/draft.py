"""A draft: what a reader of one kind of source knows about an article, before the text is cleaned.

Readers yield drafts and problems; :func:`finish` makes the report. Everything that all kinds of
sources have in common (normalising, leftovers, notes, marks, the date a text tells) happens there,
once, so that the same words get the same id whichever file they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wiredesk.errors import ReadProblem
from wiredesk.model import Dropped, Report
from wiredesk.read.clean import one_line, paragraphs
from wiredesk.read.heading import take_heading
from wiredesk.read.leftovers import cut_leftovers
from wiredesk.read.marks import Placed, take_out

Read = Iterator["Draft | Report | ReadProblem"]
"""What a reader gives: drafts, finished reports (lines that `wiredesk read` wrote), problems."""


@dataclass
class Draft:
    """An article as its reader found it. ``placed`` are marks that the source's own markup shows."""

    source: str
    text: str
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    retrieved: str | None = None
    language: str = "en"
    placed: tuple[Placed, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    headed: bool = True  # the title may stand in the first line of the text
    outside_date: bool = False  # published is the word of a data set (often the day of the event), not of the outlet


def finish(draft: Draft, published: str | None = None) -> Report:
    """The report of a draft; ``published`` is for a text that does not tell its own date.

    Raises ReadProblem if no words are left.
    """
    heading = take_heading(paragraphs(draft.text), title=one_line(draft.title), guess=draft.headed)
    text, left_out = cut_leftovers("\n".join(heading.body))
    taken = take_out(text, draft.placed)
    if not any(character.isalnum() for character in taken.text):
        raise ReadProblem(draft.source, "no article text in it; leave it out, or save the page with its text")
    report = Report.of(
        taken.text,
        published=_published(draft, heading.published) or published,
        title=heading.title,
        source=draft.source,
        outlet=one_line(draft.outlet),
        authors=tuple(filter(None, map(one_line, draft.authors or heading.authors))),
        retrieved=draft.retrieved,
        language=draft.language,
        dropped=(*draft.dropped, *heading.dropped, *left_out, *taken.dropped),
    )
    return report.model_copy(update={"marks": taken.marks_of(report.id)})


def _published(draft: Draft, told: str | None) -> str | None:
    """The date of the source; a date that the article itself prints goes before that of a data set."""
    first, second = (told, draft.published) if draft.outside_date else (draft.published, told)
    if first and second and second.startswith(first):
        return second  # the same day, more precise
    return first or second
