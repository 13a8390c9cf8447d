"""What stands beside the sentences: who gives which figure, what ties the actors, where the reports come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from wiredesk.brief.render.dates import words
from wiredesk.brief.render.evidence import Citation, Ledger
from wiredesk.model import Actor, Category, Event, Figure, Place, Relation, Report, SaidFigure, Situation


@dataclass(frozen=True)
class Cell:
    """One figure in the words of its source; ``wording`` is "" where the source's words are not known."""

    wording: str
    number: str
    note: str
    language: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Toll:
    """Who gives which figure for one event: a row for each speaker, a column for each category."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


@dataclass(frozen=True)
class Tie:
    """What one actor has with others: "operates in" with Iran and with Pakistan."""

    label: str
    others: tuple[tuple[str, tuple[Citation, ...]], ...]


@dataclass(frozen=True)
class Source:
    """A row of the table of reports. ``repeats`` is the report that it copies, with its number."""

    number: int
    report: Report
    cited: bool
    repeats: tuple[int, Report] | None


def toll(event: Event, situation: Situation, ledger: Ledger) -> Toll | None:
    """The figures of an event side by side; None when nobody gives any."""
    given = {said.figure.category for said in event.figures}
    columns = tuple(category for category in get_args(Category) if category in given)
    speakers = dict.fromkeys(speaker for said in event.figures for speaker in said.speakers)
    rows = tuple(
        (
            _name(speaker, situation),
            tuple(
                tuple(
                    _cell(said, speaker, situation, ledger)
                    for said in event.figures
                    if said.figure.category == category and speaker in said.speakers
                )
                for category in columns
            ),
        )
        for speaker in speakers
    )
    return Toll(columns, rows) if rows else None


def _cell(said: SaidFigure, speaker: str, situation: Situation, ledger: Ledger) -> Cell:
    figure = said.figure
    own = [id for id in said.claims if any(speaker in _names(one) for one in situation.claim(id).speakers)]
    span = figure.span
    language = situation.report(span.report).language if span is not None else ""
    wording = " ".join(span.text.split()) if span is not None else ""
    return Cell(wording, number(figure), _note(figure), language, ledger.claims(own or said.claims))


def _names(speaker: object) -> tuple[str, ...]:
    actor = getattr(speaker, "actor", None)
    return (getattr(speaker, "name", ""), *((actor.id,) if actor else ()))


def _name(speaker: str, situation: Situation) -> str:
    name = next((actor.name for actor in situation.actors if actor.id == speaker), speaker)
    return name[:1].upper() + name[1:]


def number(figure: Figure) -> str:
    """The figure in digits: "7", "about 30", "7–9", "up to 9"; "" for a toll without a number."""
    low, high = figure.low, figure.high
    about = "about " if figure.approximate else ""
    if low is not None and high is not None and low != high:
        return f"{about}{low:,}–{high:,}"
    if low is not None:
        return f"{about}{low:,}"
    return f"up to {high:,}" if high is not None else ""


def _note(figure: Figure) -> str:
    since = f"since {words(figure.since)}" if figure.since else ""
    as_of = f"as of {words(figure.as_of)}" if figure.as_of else ""
    total = "in total" if figure.scope == "cumulative" else ""
    return ", ".join(part for part in (" ".join(part for part in (total, since) if part), as_of) if part)


def ties(relations: Iterable[Relation], ledger: Ledger) -> dict[str, tuple[Tie, ...]]:
    """The relations, by the name of the actor that has them."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for relation in relations:
        others = found.setdefault(relation.from_.name, {}).setdefault(relation.kind.replace("_", " "), {})
        others.setdefault(_other(relation.to), []).extend(relation.claims)
    return {
        name: tuple(
            Tie(label, tuple((other, ledger.claims(claims)) for other, claims in others.items()))
            for label, others in kinds.items()
        )
        for name, kinds in found.items()
    }


def _other(to: Actor | Place | str) -> str:
    return to if isinstance(to, str) else to.name


def sources(situation: Situation, ledger: Ledger) -> tuple[Source, ...]:
    """Every report, in the order of the numbers."""
    known = {report.id for report in situation.reports}
    return tuple(
        Source(
            number,
            report,
            bool(ledger.passages(report.id)),
            (ledger.source(report.repeats), situation.report(report.repeats)) if report.repeats in known else None,
        )
        for number, report in ledger.reports()
    )
