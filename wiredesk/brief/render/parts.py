"""The parts of a brief laid out, from the whole page down to a sentence with its citations."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.brief.render.evidence import Citation, Ledger
from wiredesk.brief.render.tables import Source, Tie, Toll
from wiredesk.model import Brief, Event


@dataclass(frozen=True)
class Line:
    """A sentence and its citations."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Jump:
    """Why an event stands beside another; ``anchor`` is "" where the brief does not tell the other one."""

    label: str
    text: str
    anchor: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Entry:
    """Sentences that stand together; ``event`` when they tell one, ``anchor`` where links to it lead."""

    lines: tuple[Line, ...]
    event: Event | None = None
    anchor: str = ""
    jumps: tuple[Jump, ...] = ()


@dataclass(frozen=True)
class Block:
    """Entries under one heading: a day, a speaker, a disputed event, an actor."""

    heading: str
    note: str
    entries: tuple[Entry, ...]
    toll: Toll | None = None
    ties: tuple[Tie, ...] = ()
    event: Event | None = None
    anchor: str = ""  # where the timeline tells the event


@dataclass(frozen=True)
class Part:
    """A section laid out; ``id`` is unique in the page."""

    id: str
    kind: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """A brief laid out. ``facts`` says in a few words what it is written from."""

    brief: Brief
    lead: tuple[Line, ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    facts: str
    ledger: Ledger
