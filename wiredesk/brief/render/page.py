"""A Brief laid out: what HTML and Markdown both write, in reading order, with its citations numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from wiredesk.brief.disputed import NOUNS, event_words
from wiredesk.brief.render.dates import words
from wiredesk.brief.render.evidence import Ledger, clip, outlet
from wiredesk.brief.render.parts import Block, Entry, Jump, Line, Page, Part
from wiredesk.brief.render.tables import sources, ties, toll
from wiredesk.model import Brief, Event, Section, Sentence, Situation

LINKS = {
    "response_to": "In response to",
    "caused_by": "Caused by",
    "backdrop": "Against the backdrop of",
    "part_of": "Part of",
}


@dataclass
class _Desk:
    """What laying out needs at hand."""

    situation: Situation
    ledger: Ledger
    anchors: dict[str, str]
    told: set[str] = field(default_factory=set)

    def line(self, sentence: Sentence) -> Line:
        return Line(sentence.text, self.ledger.claims(sentence.claims))

    def entries(self, sentences: Iterable[Sentence]) -> tuple[Entry, ...]:
        return tuple(Entry((self.line(sentence),)) for sentence in sentences)


def page(brief: Brief, situation: Situation) -> Page:
    """Lays the brief out. Raises KeyError for claims, events and reports that the situation does not hold."""
    desk = _Desk(situation, Ledger(situation), _anchors(brief))
    lead = tuple(desk.line(sentence) for sentence in brief.lead)
    parts = tuple(_part(section, desk, place) for place, section in enumerate(_shown(brief)))
    return Page(brief, lead, parts, sources(situation, desk.ledger), _facts(situation), desk.ledger)


def _shown(brief: Brief) -> tuple[Section, ...]:
    """The sections in order; a brief always ends with or contains its sources."""
    if any(section.kind == "sources" for section in brief.sections):
        return brief.sections
    return (*brief.sections, Section(kind="sources", title="Sources"))


def _anchors(brief: Brief) -> dict[str, str]:
    """Where each event is told: an anchor for the first sentence of the timeline that tells it."""
    told = [
        sentence.event
        for section in brief.sections
        if section.kind == "timeline"
        for sentence in section.sentences
        if sentence.event
    ]
    return {event: f"e{place}" for place, event in enumerate(dict.fromkeys(told), 1)}


def _part(section: Section, desk: _Desk, place: int) -> Part:
    layouts: dict[str, Callable[[Section, _Desk], tuple[Block, ...]]] = {
        "timeline": _timeline,
        "voices": _voices,
        "disputed": _disputed,
        "actors": _actors,
    }
    layout = layouts.get(section.kind, _plain)
    return Part(f"s{place + 1}-{section.kind}", section.kind, section.title, layout(section, desk))


def _plain(section: Section, desk: _Desk) -> tuple[Block, ...]:
    return (Block("", "", desk.entries(section.sentences)),) if section.sentences else ()


def _timeline(section: Section, desk: _Desk) -> tuple[Block, ...]:
    """A block for each day, in it an entry for each event."""
    return tuple(
        Block(
            _capital(heading) or "Undated",
            "",
            tuple(
                _told(event, tuple(sentences), desk)
                for event, sentences in groupby(of_day, lambda sentence: sentence.event)
            ),
        )
        for heading, of_day in groupby(section.sentences, lambda sentence: words(sentence.day, weekday=True))
    )


def _told(id: str | None, sentences: tuple[Sentence, ...], desk: _Desk) -> Entry:
    lines = tuple(desk.line(sentence) for sentence in sentences)
    if id is None:
        return Entry(lines)
    event = desk.situation.event(id)
    anchor = "" if id in desk.told else desk.anchors[id]
    jumps = _jumps(event, desk) if anchor else ()
    desk.told.add(id)
    return Entry(lines, event, anchor, jumps)


def _jumps(event: Event, desk: _Desk) -> tuple[Jump, ...]:
    """The events it is tied to; not one that the same sentence tells, which says so itself."""
    links = dict.fromkeys(link for link in (*event.links, *desk.situation.links) if link.from_ == event.id)
    return tuple(
        Jump(
            LINKS[link.kind],
            named(desk.situation.event(link.to)),
            desk.anchors.get(link.to, ""),
            desk.ledger.spans(link.evidence),
        )
        for link in links
        if desk.situation.event(link.to).sentence != event.sentence
    )


def named(event: Event) -> str:
    """An event in a few words, with its date."""
    if event.initiators and (event.place or event.when) and event.type in NOUNS:
        return _capital(event_words(event))
    text = _capital(clip(event.sentence, 80).rstrip(".") or event_words(event))
    day = words(event.when.edtf or event.when.day) if event.when else ""
    return f"{text} ({day})" if day and day not in text else text


def standing(event: Event) -> str:
    """The standing in words: "corroborated (3 independent)"."""
    return f"{event.standing} ({event.independent} independent)" if event.standing == "corroborated" else event.standing


def reason(event: Event) -> str:
    """Why the event stands so, as a sentence; "" where nothing is known."""
    why = _capital(event.why.strip())
    return why + "." if why and why[-1] not in ".!?…”" else why


def _voices(section: Section, desk: _Desk) -> tuple[Block, ...]:
    """A block for each speaker, in the order in which they first speak."""

    def speaker(sentence: Sentence) -> Any:
        claims = [desk.situation.claim(id) for id in sentence.claims[:1]]
        return claims[0].speakers[0] if claims and claims[0].speakers else None

    blocks = []
    for name, sentences in _grouped(section.sentences, lambda one: getattr(speaker(one), "name", "")):
        first = speaker(sentences[0])
        notes = dict.fromkeys((first.role, first.actor.note if first.actor else "")) if first else ()
        note = ", ".join(note for note in notes if note and note != name)
        blocks.append(Block(_capital(name), note, desk.entries(sentences)))
    return tuple(blocks)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _disputed(section: Section, desk: _Desk) -> tuple[Block, ...]:
    """A block for each disputed event, with its figures side by side."""
    blocks = []
    for id, sentences in _grouped(section.sentences, lambda sentence: sentence.event or ""):
        entries = desk.entries(sentences)
        if not id:
            blocks.append(Block("", "", entries))
            continue
        event = desk.situation.event(id)
        figures = toll(event, desk.situation, desk.ledger)
        blocks.append(Block(named(event), reason(event), entries, figures, (), event, desk.anchors.get(id, "")))
    return tuple(blocks)


def _actors(section: Section, desk: _Desk) -> tuple[Block, ...]:
    """A block for each actor: the sentences about it, then what ties it to others."""

    def subject(sentence: Sentence) -> str:
        content: Any = desk.situation.claim(sentence.claims[0]).content if sentence.claims else None
        actors = [getattr(content, "from_", None), *getattr(content, "about", ()), *getattr(content, "initiators", ())]
        return next((actor.name for actor in actors if actor), "")

    said = [(name, [desk.line(one) for one in sentences]) for name, sentences in _grouped(section.sentences, subject)]
    tied = ties(desk.situation.relations, desk.ledger)
    notes = {actor.name: actor.note for actor in desk.situation.actors}
    blocks = [
        Block(name, notes.get(name, ""), tuple(Entry((line,)) for line in lines), None, tied.pop(name, ()))
        for name, lines in said
    ]
    return (*blocks, *(Block(name, notes.get(name, ""), (), None, rest) for name, rest in tied.items()))


def _grouped(sentences: Iterable[Sentence], key: Callable[[Sentence], str]) -> list[tuple[str, list[Sentence]]]:
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(key(sentence), []).append(sentence)
    return list(groups.items())


def _facts(situation: Situation) -> str:
    """ "From 12 reports by 9 outlets, 17–29 January 2024; 2 repeat another"."""
    count = len(situation.reports)
    if not count:
        return "No reports"
    outlets = len({outlet(report) for report in situation.reports if report.outlet})
    days = sorted(report.published[:10] for report in situation.reports if report.published)
    copies = sum(report.repeats is not None for report in situation.reports)
    return "".join(
        (
            "From one report" if count == 1 else f"From {count:,} reports",
            f" by {outlets:,} outlets" if outlets > 1 else "",
            f", {words(f'{days[0]}/{days[-1]}')}" if days else "",
            f"; {copies:,} {'repeats' if copies == 1 else 'repeat'} another" if copies else "",
        )
    )
