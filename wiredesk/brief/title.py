"""The title: whom it is about, and when."""

from __future__ import annotations

from collections import Counter

from wiredesk.brief.salience import Account
from wiredesk.brief.words import listed, span_of_days


def title_of(account: Account) -> str:
    """ "Iran and Pakistan, 16–29 January 2024"; the countries where most of the weight lies."""
    names = _countries(account)
    days = sorted(event.when.day for event in account.events if event.when is not None and event.when.day)
    dates = span_of_days(days[0], days[-1]) if days else ""
    subject = listed(names) or next((report.title for report in account.originals if report.title), "The reports")
    return f"{subject}, {dates}" if dates else subject


def _countries(account: Account) -> list[str]:
    weights: Counter[str] = Counter()
    for event in account.events:
        weight = account.weight(event)
        sides = [actor.country for actor in (*event.initiators, *event.recipients) if actor.country]
        place = [event.place.country] if event.place and event.place.country else []
        for code in {*sides, *place}:
            weights[code] += weight  # type: ignore[assignment]
    from wiredesk.brief.words import country_name

    top = [code for code, _ in weights.most_common(2)]
    if len(top) == 2 and weights[top[1]] < weights[top[0]] * 0.5:
        top = top[:1]
    return [country_name(code) for code in top]
