"""Single-pass clustering of tellings: those that say most about the event come first and gather the others."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from wiredesk.reconcile.match import THRESHOLD, match_group
from wiredesk.reconcile.tellings import Telling, countries

Group = list[Telling]
LOOKED_AT = 40  # newest groups of a block that an undated telling is compared with


def cluster(tellings: list[Telling]) -> list[Group]:
    """Groups of tellings, each one event. Blocked by type and day, so that work grows with the number of days."""
    groups: list[Group] = []
    by_day: dict[tuple[str, date], list[int]] = defaultdict(list)
    by_type: dict[str, list[int]] = defaultdict(list)
    for telling in sorted(tellings, key=_order):
        near = _candidates(telling, by_day, by_type)
        scored = [(match_group(telling, groups[number]).score, -number) for number in near]
        score, number = max(scored, default=(float("-inf"), 0))
        if score >= THRESHOLD:
            home = -number
            groups[home].append(telling)
        else:
            home = len(groups)
            groups.append([telling])
            by_type[telling.event.type].append(home)
        if telling.day:
            by_day[telling.event.type, telling.day].append(home)
    return groups


def _order(telling: Telling) -> tuple[object, ...]:
    """Dated in its own words first, then with known actors, then as published and told."""
    known = bool(countries(telling.event.initiators)) + (telling.event.place is not None)
    return (
        telling.day is None,
        telling.inherited,
        -known,
        telling.report.published or "9999",
        telling.report.id,
        telling.position,
    )


def _candidates(
    telling: Telling, by_day: dict[tuple[str, date], list[int]], by_type: dict[str, list[int]]
) -> list[int]:
    kind = telling.event.type
    if telling.day is None:
        if telling.published is None:
            return by_type[kind][-LOOKED_AT:]
        days = [telling.published - timedelta(days=back) for back in range(8)]
        dated = [number for day in days for number in by_day.get((kind, day), ())]
        return sorted({*dated, *by_type[kind][-LOOKED_AT:]})
    days = [telling.day + timedelta(days=shift) for shift in (-1, 0, 1)]
    return sorted({number for day in days for number in by_day.get((kind, day), ())} | {*by_type[kind][-LOOKED_AT:]})
