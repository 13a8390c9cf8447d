"""What happened, day by day: each event in the words that tell it best, then what others add to it."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, said_by_somebody, sentence_of
from wiredesk.model import Claim, Event, Sentence

LEAST, MOST = 14, 32  # events in the brief; all are in the data
MORE = 3  # further sentences to one event


def timeline_sentences(account: Account) -> Iterator[Sentence]:
    """Sentences in order of time, each with its day (EDTF; an interval where no day is given)."""
    room = min(MOST, LEAST + len(account.originals) // 2)
    chosen = {event.id for event in account.events[:room]}
    for event in account.situation.events:
        if event.id in chosen:
            yield from _event(account, event)


def _event(account: Account, event: Event) -> Iterator[Sentence]:
    claim = account.best(event)
    if not account.fresh(claim):
        return
    day = event.when.day or event.when.edtf or event.when.value if event.when is not None else _interval(event)
    account.note([claim])
    yield sentence_of(account.say(claim, independent=event.independent), account.supporting(event, claim), event, day)
    added = 0
    for other in _additions(account, event):
        if other.figure is not None and (_voiced(account, event, other) or _outlet_again(account, event, other)):
            continue
        if added < MORE and account.usable(other) and account.fresh(other):
            account.note([other])
            added += 1
            yield sentence_of(account.say(other), (other.id,), event, day)


def _additions(account: Account, event: Event) -> list[Claim]:
    """Figures first, those that named speakers give before the rest; then other tellings by named speakers."""
    claims = [claim for claim in account.claims(event) if _current(claim)]
    figures = [claim for claim in claims if claim.figure is not None and claim.figure.part_of is None]
    tellings = [claim for claim in claims if claim.event is not None and said_by_somebody(claim)]
    told = account.best(event).text
    further = [claim for claim in claims if claim.event is not None and _names_more(claim, told)]
    return sorted(figures, key=lambda claim: not said_by_somebody(claim)) + further[:1] + tellings[:1]


def _names_more(claim: Claim, told: str) -> bool:
    """It says who was behind it or whom it was aimed at, and the sentence before did not."""
    assert claim.event is not None
    groups = [actor for actor in claim.event.recipients if actor.kind in ("armed group", "organization")]
    return any(actor.name in claim.text and actor.name not in told for actor in groups)


def _interval(event: Event) -> str | None:
    """The interval an event without a time is told in; one day where it begins and ends on it."""
    start, _, end = (event.between or "").partition("/")
    return start if start == end and start else event.between


def _outlet_again(account: Account, event: Event, claim: Claim) -> bool:
    """A toll in an outlet's own voice, after another toll of the event has been told."""
    if said_by_somebody(claim) or claim.figure is None:
        return False
    others = [said for said in event.figures if said.figure.category == claim.figure.category]
    return any(_told(account, id) for said in others for id in said.claims)


def _told(account: Account, id: str) -> bool:
    claim = account.situation.claim(id)
    return (claim.report, claim.evidence[0].start) in account.told


def _voiced(account: Account, event: Event, claim: Claim) -> bool:
    """Somebody has been heard with this figure already."""
    same = next(said for said in event.figures if claim.id in said.claims)
    return any(_told(account, id) for id in same.claims)


def _current(claim: Claim) -> bool:
    return claim.modality != "hypothetical" and claim.tense == "past"
