"""How an event stands: single source, corroborated, disputed or denied, and the values that say so."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model import Claim, SaidFigure, Standing
from wiredesk.reconcile.figures import Look, disputes, speaker_name


def independent_sources(claims: Sequence[Claim], look: Look) -> list[str]:
    """Outlets that tell it, a wire copy counted as its original, two reports of one outlet as one."""
    sources = []
    for claim in claims:
        report = look.report(claim.report)
        original = look.report(report.repeats) if report.repeats else report
        sources.append(original.outlet or original.id)
    return list(dict.fromkeys(sources))


def standing_of(
    claims: Sequence[Claim], denials: Sequence[Claim], figures: Sequence[SaidFigure], look: Look
) -> tuple[Standing, str, int]:
    """(standing, why in words, number of independent sources)."""
    sources = independent_sources(claims, look)
    count = max(1, len(sources))
    told = "one source tells it" if count == 1 else f"{count} independent sources tell it"
    pairs = disputes(figures, look)
    if pairs:
        a, b = pairs[0]
        words = f"{_speakers(a)}: “{_text(a)}”; {_speakers(b)}: “{_text(b)}”"
        return "disputed", f"speakers differ on the {a.figure.category}: {words}; {told}", count
    if denials:
        who = ", ".join(dict.fromkeys(speaker_name(claim) for claim in denials))
        return "denied", f"denied by {who}: “{denials[0].text}”; {told}", count
    if count == 1:
        return "single source", told, count
    return "corroborated", told, count


def _speakers(said: SaidFigure) -> str:
    return ", ".join(said.speakers)


def _text(said: SaidFigure) -> str:
    return str(said.figure.span.text) if said.figure.span is not None else ""
