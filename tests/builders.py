"""Small claims and reports for tests that need no model."""

from __future__ import annotations

from typing import Any

from wiredesk.model import Actor, Claim, EventMention, Figure, Place, Report, Span, Speaker, When

NORDIA = Actor(id="no", name="Nordia", country="NO", sector="GOV", kind="state")
SURIA = Actor(id="su", name="Suria", country="SU", sector="GOV", kind="state")
REBELS = Actor(id="river-front", name="River Front", country="NO", sector="REB", kind="armed group")
HARBOUR = Place(name="Harbour", country="SU", admin1="Coast", precision="city")
HILLS = Place(name="Hills", country="NO", admin1="Uplands", precision="admin1")


def report(text: str, *, outlet: str = "Gazette", published: str = "2024-03-05", **more: Any) -> Report:
    return Report.of(text, outlet=outlet, published=published, source=f"{outlet}.txt", **more)


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(report=report.id, start=start, end=start + len(words), text=words)


def speaker(actor: Actor) -> Speaker:
    return Speaker(actor=actor, description=actor.name, role="official")


def event_claim(
    report: Report,
    words: str,
    trigger: str,
    *,
    type: str = "ASSAULT",
    by: tuple[Actor, ...] = (),
    on: tuple[Actor, ...] = (),
    place: Place | None = None,
    day: str | None = None,
    speakers: tuple[Speaker, ...] = (),
    claim: dict[str, Any] | None = None,
    **event: Any,
) -> Claim:
    """A claim that ``words`` of the report tell an event."""
    mention = EventMention(
        type=type,  # type: ignore[arg-type]
        trigger=span(report, trigger),
        initiators=by,
        recipients=on,
        place=place,
        when=When(value=day, edtf=day, span=None) if day else None,
        **event,
    )
    outlet = Speaker(description=report.name, role="report")
    return Claim(
        id=f"{report.outlet}-{trigger}-{report.text.index(words)}",
        report=report.id,
        evidence=(span(report, words),),
        text=words.rstrip("."),
        speakers=(*speakers, outlet),
        event=mention,
        **(claim or {}),
    )


def figure_claim(report: Report, words: str, figure: Figure, about: Claim, *speakers: Speaker) -> Claim:
    """A claim that ``words`` give the figure; the figure's span must be set."""
    outlet = Speaker(description=report.name, role="report")
    return Claim(
        id=f"{report.outlet}-{figure.span.text}-{figure.category}",
        report=report.id,
        evidence=(span(report, words),),
        text=words.rstrip("."),
        speakers=(*speakers, outlet),
        figure=figure,
        about=about.id,
    )
