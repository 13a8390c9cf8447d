"""Links between events, from the words of the reports that tie them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from wiredesk.model import Claim, Cue, Event, Link
from wiredesk.reconcile.tellings import sides

ANSWERED = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN")


def link_events(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[list[Event], list[Link]]:
    """The events with their links, and all links. A pair is linked once a kind; its evidence gathers."""
    home = {id: event for event in events for id in event.claims}
    found: dict[tuple[str, str, str], Link] = {}
    for claim in claims:
        event = home.get(claim.id)
        for cue in claim.cues if event is not None and claim.event is not None else ():
            target = home.get(cue.to) if cue.to else None
            if target is None and cue.kind == "response_to":
                target = answered(event, events)  # type: ignore[arg-type]
            if target is not None and target.id != event.id:  # type: ignore[union-attr]
                _keep(found, event, target, claim, cue)  # type: ignore[arg-type]
    links = list(found.values())
    return [
        event.model_copy(update={"links": tuple(k for k in links if k.from_ == event.id)}) for event in events
    ], links


def _keep(found: dict[tuple[str, str, str], Link], event: Event, target: Event, claim: Claim, cue: Cue) -> None:
    key = (cue.kind, event.id, target.id)
    old = found.get(key)
    evidence = tuple(dict.fromkeys(chain(old.evidence if old else (), (cue.span, claim.evidence[0]))))
    found[key] = Link(kind=cue.kind, from_=event.id, to=target.id, evidence=evidence, cue=cue.span.text)  # type: ignore[call-arg]


def answered(event: Event, events: Sequence[Event]) -> Event | None:
    """What an answer answers when the words do not say: the last act of those whom it strikes on those who strike."""
    actors, victims = sides(event.initiators), _struck(event)
    if event.when is None or not actors:
        return None
    before = [
        other
        for other in events
        if other.type in ANSWERED
        and other.when is not None
        and other.when.value < event.when.value
        and sides(other.initiators) & victims
        and _struck(other) & actors
    ]
    return max(before, key=lambda other: (other.type == "ASSAULT", other.when.value), default=None)  # type: ignore[union-attr]


def _struck(event: Event) -> frozenset[str]:
    """Countries on the receiving end: the recipients' and the place's, less the initiators' own."""
    place = {event.place.country} if event.place and event.place.country else set()
    return (sides(event.recipients) | place) - sides(event.initiators)
