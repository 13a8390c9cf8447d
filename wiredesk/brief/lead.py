"""The lead: the heaviest events in order, and what speakers make of them."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.disputed import disputed_sentence
from wiredesk.brief.salience import WEIGHT, Account, sentence_of
from wiredesk.brief.words import inner, on_day
from wiredesk.model import Claim, Event, Sentence
from wiredesk.reconcile.tellings import named

EVENTS = 3
NEAR, THIRD = 0.6, 0.85  # parts of the heaviest event's weight that the second and a third one need


def lead_sentences(account: Account) -> Iterator[Sentence]:
    """Two or three events with their dates, then the dispute over the heaviest of them."""
    chosen = _chosen(account)
    for event in sorted(chosen, key=lambda event: event.when.value if event.when else "9999"):
        claim = account.best(event)
        text = account.say(claim, independent=event.independent)
        if event.when is not None and event.when.day and not account_has_date(claim.text):
            text = f"{on_day(event.when.day)}, {text}"
        yield sentence_of(text, account.supporting(event, claim), event)
    disputed = [event for event in chosen if event.standing == "disputed"]
    if disputed:
        yield disputed_sentence(account, disputed[0])


def _chosen(account: Account) -> list[Event]:
    heavy = [event for event in account.events if WEIGHT[event.type] >= 1 and event.when is not None]
    heavy = heavy or account.events
    if not heavy:
        return []
    heaviest = account.weight(heavy[0])
    chosen: list[Event] = []
    seen: set[tuple[str, int]] = set()
    for event in heavy:
        claim = account.best(event)
        place = (claim.report, claim.evidence[0].start)
        least = heaviest * (THIRD if len(chosen) == EVENTS - 1 else NEAR)
        fits = account.weight(event) >= least and place not in seen and len(chosen) < EVENTS
        if fits and _says(event) and (event.independent > 1 or _vouched(claim)):
            chosen.append(event)
            seen.add(place)
    return chosen


def _says(event: Event) -> bool:
    """It says who or to whom, and where or how many: what a lead must."""
    return bool(named((*event.initiators, *event.recipients))) and bool(event.place or event.figures)


def _vouched(claim: Claim) -> bool:
    """Somebody with a name says it, or the outlet itself; not "a director" nobody can ask."""
    speaker = inner(claim)
    return speaker is None or (speaker.actor is not None and not speaker.actor.name.islower())


def account_has_date(text: str) -> bool:
    """The clause opens with a time of its own, which stays."""
    return text[:3].lower() == "on " or text[:6].lower() == "early "
