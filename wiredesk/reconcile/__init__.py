"""Claims to a Situation: which tellings are of one event, who differs on it, and what led to what."""

from __future__ import annotations

from collections.abc import Iterable

from wiredesk.model import Claim, Report, Situation
from wiredesk.read.copies import mark_copies
from wiredesk.reconcile.actors import collect_actors, merge_relations
from wiredesk.reconcile.adopt import adopt
from wiredesk.reconcile.cluster import cluster
from wiredesk.reconcile.denials import denials_of
from wiredesk.reconcile.events import Record, build_event, place_in_time
from wiredesk.reconcile.links import link_events
from wiredesk.reconcile.tellings import tellings_of

__all__ = ["reconcile"]


def reconcile(claims: Iterable[Claim], reports: Iterable[Report]) -> Situation:
    """One account of all claims. A report that copies another adds no independent source.

    Events are clusters of tellings (single-pass, best match first) under the constraints of
    :mod:`wiredesk.reconcile.match`; nothing is dropped: every claim stays in ``Situation.claims``.
    """
    # One text met twice (a feed and its page, two folders) is one report: its id is that of its text.
    kept = tuple({report.id: report for report in reversed(mark_copies(list(reports)))}.values())[::-1]
    kept = tuple(
        report.model_copy(update={"repeats": None}) if report.repeats == report.id else report for report in kept
    )
    said = tuple({claim.id: claim for claim in claims}.values())
    groups = adopt(cluster(tellings_of(said, kept)))
    denials = denials_of(groups, said, kept)
    record = Record.of(said, kept)
    built = [build_event(group, denials.get(number, ()), record) for number, group in enumerate(groups)]
    events = place_in_time(built, groups)
    events, links = link_events(events, said)
    relations = merge_relations(said)
    places = {(p.name, p.admin1, p.country): p for e in events if (p := e.place) is not None}
    return Situation(
        reports=kept,
        claims=said,
        actors=collect_actors(said, relations),
        places=tuple(place.model_copy(update={"span": None}) for place in places.values()),
        events=tuple(events),
        relations=relations,
        links=tuple(links),
    )
