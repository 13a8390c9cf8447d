"""Figures by speaker: a number that two speakers give differently stays two numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Protocol

from wiredesk.annotate.figures import kind_of_victims
from wiredesk.model import Claim, Figure, Report, SaidFigure, Span
from wiredesk.reconcile.tellings import FIGHTERS

FEW = 3  # under this, two numbers are as often two incidents as one that is disputed
LONGEST = 120  # characters of a list of victims that is shown as one


class Look(Protocol):
    """Where claims and reports are looked up by id: a Situation, or the record it is made from."""

    def claim(self, id: str) -> Claim: ...

    def report(self, id: str) -> Report: ...


def speaker_name(claim: Claim) -> str:
    """Who gives the figure: the innermost speaker, the report itself where nobody else is named."""
    return claim.speakers[0].name if claim.speakers else ""


def said_figures(claims: Sequence[Claim]) -> tuple[SaidFigure, ...]:
    """One entry for each different figure, with everybody who gives it, totals before their parts.

    Coordinate numbers of one clause ("four children and two men") are one toll.
    """
    groups: dict[tuple[object, ...], tuple[Figure, list[Claim]]] = {}
    for figure, members in _tolls(claims):
        kept = groups.setdefault(_key(figure), (figure, []))
        kept[1].extend(members)
    found = [
        SaidFigure(
            figure=figure,
            speakers=tuple(dict.fromkeys(speaker_name(claim) for claim in members)),
            claims=tuple(claim.id for claim in members),
        )
        for figure, members in groups.values()
    ]
    return tuple(sorted(found, key=lambda said: (said.figure.category != "killed", said.figure.part_of is not None)))


def _tolls(claims: Sequence[Claim]) -> list[tuple[Figure, list[Claim]]]:
    units: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        figure, unit = claim.figure, claim.evidence[0]
        assert figure is not None
        part = figure.part_of is not None
        key = (figure.category, claim.report, unit.start, part, figure.scope, *([claim.id] if part else []))
        units.setdefault(key, []).append(claim)
    return [(_together(members), members) for members in units.values()]


def _together(claims: list[Claim]) -> Figure:
    """The sum of the totals of one clause; the words from the first number to the last."""
    figures = [claim.figure for claim in claims if claim.figure is not None]
    first = figures[0]
    spans = [figure.span for figure in figures]
    unit = claims[0].evidence[0]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    exact = all(figure.low is not None for figure in figures)
    if len(figures) == 1 or not exact or end > unit.end or end - start > LONGEST or start < unit.start:
        return first
    words = Span(report=unit.report, start=start, end=end, text=unit.text[start - unit.start : end - unit.start])
    return first.model_copy(
        update={
            "low": sum(figure.low or 0 for figure in figures),
            "approximate": any(figure.approximate for figure in figures),
            "victims": "; ".join(figure.victims for figure in figures),
            "span": words,
        }
    )


def _key(figure: Figure) -> tuple[object, ...]:
    kinds = tuple(sorted(kind_of_victims(figure)))
    return figure.category, figure.low, figure.high, figure.approximate, kinds, figure.scope, figure.part_of is not None


def disputes(figures: Sequence[SaidFigure], look: Look) -> list[tuple[SaidFigure, SaidFigure]]:
    """Pairs of totals that different speakers give and that cannot both be right, or are of different people."""
    totals = [said for said in figures if said.figure.part_of is None and said.figure.scope == "incident"]
    return [pair for pair in combinations(totals, 2) if differ(*pair, look)]


def differ(a: SaidFigure, b: SaidFigure, look: Look) -> bool:
    """Two totals of one category by different speakers: numbers apart, or fighters here and others there.

    A number that rises from one report to a later one is news, not a dispute, unless two sides give them.
    """
    if a.figure.category != b.figure.category or set(a.speakers) & set(b.speakers):
        return False
    ours, theirs = kind_of_victims(a.figure), kind_of_victims(b.figure)
    if _numbered(a.figure) != _numbered(b.figure) or (
        ours and theirs and bool(ours & FIGHTERS) != bool(theirs & FIGHTERS)
    ):
        return bool(ours & FIGHTERS) != bool(theirs & FIGHTERS) and _opposed(a, b, look)
    if not _numbered(a.figure) or (ours != theirs and ours and theirs):
        return False  # three girls here, two women there: parts of a whole, not a dispute
    if _overlap(a.figure, b.figure):
        return False
    few = min(_low(a.figure), _low(b.figure)) < FEW
    return _opposed(a, b, look) or not (few or _rises(a, b, look))


def _opposed(a: SaidFigure, b: SaidFigure, look: Look) -> bool:
    """Given by sides of different countries, or by somebody named against somebody else named."""
    ours, theirs = _sides(a, look), _sides(b, look)
    return bool(ours and theirs and not ours & theirs)


def _sides(said: SaidFigure, look: Look) -> frozenset[str]:
    speakers = [look.claim(id).speakers[0] for id in said.claims if look.claim(id).speakers]
    named = [speaker.actor for speaker in speakers if speaker.actor is not None]
    return frozenset(actor.country or actor.id for actor in named)


def _rises(a: SaidFigure, b: SaidFigure, look: Look) -> bool:
    (when, earlier), (then, later) = sorted(((_told(said, look), said) for said in (a, b)), key=lambda pair: pair[0])
    return when < then and _low(later.figure) >= _low(earlier.figure)


def _told(said: SaidFigure, look: Look) -> str:
    """The day from which a figure is told: its own, else that of the first report that gives it."""
    reports = [look.report(look.claim(id).report).published or "" for id in said.claims]
    return said.figure.as_of or min(reports)[:10]


def _numbered(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None


def _overlap(a: Figure, b: Figure) -> bool:
    return _low(a) <= _high(b) and _low(b) <= _high(a)


def _low(figure: Figure) -> float:
    return figure.low if figure.low is not None else 0


def _high(figure: Figure) -> float:
    """An exact figure is its own bound; "at least" and the like have none above."""
    if figure.high is not None:
        return figure.high
    return float("inf") if figure.approximate else _low(figure)
