"""Tellings that say neither when nor who belong to the incident that their report is telling just then."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.reconcile.match import NO, match_group
from wiredesk.reconcile.tellings import Telling, sides

REACH = 12  # tellings back


def adopt(groups: list[list[Telling]]) -> list[list[Telling]]:
    """Move small groups without a time to the last fitting event told before them in the same report.

    "Two houses were destroyed", four paragraphs below "Nordia shelled Harbour on Sunday", is of that shelling,
    if nothing in it speaks against that: another actor, place or toll.
    """
    home = {id(telling): group for group in groups for telling in group}
    order: dict[str, list[Telling]] = {}
    for group in groups:
        for telling in group:
            order.setdefault(telling.report.id, []).append(telling)
    for told in order.values():
        told.sort(key=lambda telling: telling.position)
        for number, telling in enumerate(told):
            if _homeless(telling, home[id(telling)]):
                found = _last_fitting(telling, told[max(0, number - REACH) : number], home)
                if found is not None:
                    _move(home[id(telling)], found, home)
    return [group for group in groups if group]


def _homeless(telling: Telling, group: Sequence[Telling]) -> bool:
    """A telling that no other source shares; what copies repeat is told once."""
    own = [other for other in group if other.report.id == telling.report.id]
    return (
        telling.event.type == "ASSAULT"
        and telling.claim.tense == "past"
        and len(own) <= 3
        and all(other.when is None and _source(other) == _source(telling) for other in group)
    )


def _source(telling: Telling) -> str:
    return telling.report.repeats or telling.report.id


def _last_fitting(telling: Telling, before: Sequence[Telling], home: dict[int, list[Telling]]) -> list[Telling] | None:
    for earlier in reversed(before):
        group = home[id(earlier)]
        if earlier.event.type != telling.event.type or group is home[id(telling)]:
            continue
        ours, theirs = sides(telling.event.initiators), sides(actor for one in group for actor in one.event.initiators)
        found = match_group(telling, group)
        fits = all(match_group(other, group) is not NO for other in home[id(telling)])
        if fits and found.score > 0 and (not ours or ours & theirs) and any(one.day for one in group):
            return group
        if ours & theirs or not ours:
            return None  # it goes with the incident just told or with none
    return None


def _move(group: list[Telling], to: list[Telling], home: dict[int, list[Telling]]) -> None:
    for telling in group:
        home[id(telling)] = to
    to.extend(group)
    group.clear()
