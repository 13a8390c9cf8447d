"""Background: history, running wars and habits that the reports tell beside the events."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, sentence_of
from wiredesk.model import Sentence

MOST = 12


def background_sentences(account: Account) -> Iterator[Sentence]:
    """The heaviest background events, in order of time, each once."""
    events = [event for event in account.situation.events if event.background]
    heavy = sorted(events, key=lambda event: (-account.weight(event), event.id))[: MOST * 2]
    said = 0
    for event in sorted(heavy, key=events.index):
        claim = account.best(event)
        if said < MOST and account.usable(claim) and account.fresh(claim):
            account.note([claim])
            said += 1
            yield sentence_of(
                account.say(claim, independent=event.independent), account.supporting(event, claim), event
            )
