"""Denials: a speaker says that an event did not happen, or was not theirs."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model import Claim, Report
from wiredesk.reconcile.match import THRESHOLD, match_group
from wiredesk.reconcile.tellings import Telling, content_words

SURE = THRESHOLD + 0.5  # a denial must be of just this event


def denials_of(
    groups: Sequence[Sequence[Telling]], claims: Sequence[Claim], reports: Sequence[Report]
) -> dict[int, list[Claim]]:
    """The denials of each group by its number. Only somebody named can deny; a report alone cannot."""
    by_id = {report.id: report for report in reports}
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        if not _denies(claim):
            continue
        assert claim.event is not None
        told_before = sum(
            t.report.id == claim.report and _start(t.claim) < _start(claim) for group in groups for t in group
        )
        report, words = by_id[claim.report], content_words(claim.text)
        telling = Telling(claim, claim.event, report, told_before, claim.event.when, words=words)
        same = [number for number, group in enumerate(groups) if group[0].event.type == claim.event.type]
        scored = [(match_group(telling, groups[number]).score, -number) for number in same]
        score, number = max(scored, default=(float("-inf"), 0))
        if score >= SURE:
            found.setdefault(-number, []).append(claim)
    return found


def _start(claim: Claim) -> int:
    return claim.event.trigger.start if claim.event is not None else claim.evidence[0].start


def _denies(claim: Claim) -> bool:
    named = bool(claim.speakers) and claim.speakers[0].actor is not None
    return claim.event is not None and claim.polarity == "negative" and claim.modality != "hypothetical" and named
