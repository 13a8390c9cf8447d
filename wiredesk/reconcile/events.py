"""A group of tellings to an Event: who, whom, where and when by the weight of the tellings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wiredesk.model import Actor, Claim, Event, Place, Report, SaidFigure, When
from wiredesk.reconcile.figures import said_figures
from wiredesk.reconcile.standing import standing_of
from wiredesk.reconcile.tellings import Telling, named

MOST_ACTORS = 4
OLD = timedelta(days=30)  # what lies further before the report that tells it is history there
FINEST = ("facility", "city", "admin2", "admin1", "region", "sea", "other", "country")


@dataclass
class Record:
    """All claims by id, those about an event by the id of its claim, and the reports."""

    claims: dict[str, Claim]
    about: dict[str, list[Claim]]
    reports: dict[str, Report]

    @classmethod
    def of(cls, claims: Sequence[Claim], reports: Sequence[Report]) -> Record:
        about: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.about:
                about.setdefault(claim.about, []).append(claim)
        return cls({claim.id: claim for claim in claims}, about, {report.id: report for report in reports})

    def claim(self, id: str) -> Claim:
        return self.claims[id]

    def report(self, id: str) -> Report:
        return self.reports[id]


def build_event(group: Sequence[Telling], denials: Sequence[Claim], record: Record) -> Event:
    """The event of these tellings, with the figures that the record holds about them and who denies it."""
    ids = {telling.claim.id for telling in group}
    about = [claim for telling in group for claim in record.about.get(telling.claim.id, ())]
    carried = [telling.claim for telling in sorted(group, key=_telling_order)]
    figures = said_figures([claim for claim in about if claim.figure is not None])
    standing, why, independent = standing_of(carried, denials, figures, record)
    best = best_telling(group)
    return Event(
        id="e" + hashlib.sha256("\x1f".join(sorted(ids)).encode()).hexdigest()[:10],
        type=best.event.type,
        mode=_common(telling.event.mode for telling in group),
        contexts=tuple(sorted({context for telling in group for context in telling.event.contexts})),
        initiators=_actors(telling.event.initiators for telling in group),
        recipients=_actors(telling.event.recipients for telling in group),
        place=_place(group),
        when=_when(group),
        figures=figures,
        standing=standing,
        why=why,
        independent=independent,
        claims=tuple(dict.fromkeys([claim.id for claim in (*carried, *about, *denials)])),
        sentence=best.claim.text,
        background=_all_background(group) or _runs(figures, group),
    )


def best_telling(group: Sequence[Telling]) -> Telling:
    """The telling that says most in a sentence of fair length: who, whom, where, in a main clause, in an original."""

    def worth(telling: Telling) -> tuple[float, ...]:
        event, words = telling.event, len(telling.claim.text.split())
        says = 2 * bool(named(event.initiators)) + bool(event.recipients) + (event.place is not None)
        length = -abs(words - 22) / 10 - 2 * (words > 45)
        own = 2.0 * telling.claim.whole + 1.5 * (telling.when is not None and not telling.inherited)
        trigger = telling.claim.evidence[0].text.find(event.trigger.text)
        early = 1.0 * (0 <= trigger < 60) - telling.position / 40 - 0.8 * max(0, event.depth - 1)
        acts = 1.5 * (event.depth == 0 and bool(named(event.initiators)))
        past = -2.0 * (telling.claim.tense != "past")
        return (past + says + acts + length + own + early - 3 * (telling.report.repeats is not None), -telling.position)

    return max(group, key=worth)


def place_in_time(events: Sequence[Event], groups: Sequence[Sequence[Telling]]) -> list[Event]:
    """All events by time. One without a time of its own is set ``between`` the dated ones it is told among."""
    home = {telling.claim.id: event for event, group in zip(events, groups, strict=True) for telling in group}
    tellings = sorted((t for group in groups for t in group), key=lambda t: (t.report.id, t.position))
    dated = [(t.report.id, t.position, day) for t in tellings if (day := _day(home[t.claim.id])) is not None]
    placed = []
    for event, group in zip(events, groups, strict=True):
        first = min(group, key=_telling_order)
        if event.when is None:
            event = event.model_copy(update={"between": _between(first, dated)})
        placed.append(((*_sort_key(event), first.position, event.id), event))
    return [event for _, event in sorted(placed, key=lambda pair: pair[0])]


def _day(event: Event) -> str | None:
    return event.when.day if event.when is not None and not event.background else None


def _sort_key(event: Event) -> tuple[str, int, str]:
    """What is told until a day stands before it, what is told from it on behind it."""
    if event.when is not None:
        return event.when.value[:10], 1, ""
    start, _, end = (event.between or "/9999").partition("/")
    return (end, 0, "") if start in ("", "..") else (start, 2, end)


def _between(telling: Telling, dated: Sequence[tuple[str, int, str]]) -> str | None:
    """From the dated event told before it to the next later one, or to the day of the report."""
    same = [(position, day) for report, position, day in dated if report == telling.report.id]
    before = [day for position, day in same if position < telling.position]
    published = telling.published.isoformat() if telling.published else ""
    start = before[-1] if before else ".."
    after = [day for position, day in same if position > telling.position and day > start]
    end = min([day for day in (*after[:1], published) if day] or [".."])
    return f"{start}/{end}" if (start, end) != ("..", "..") and start <= end or start == ".." and end != ".." else None


def _telling_order(telling: Telling) -> tuple[bool, str, int]:
    return (telling.report.repeats is not None, telling.report.published or "9999", telling.position)


def _common(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda value: (counted[value], value)) if counted else None


def _actors(lists: Iterable[Sequence[Actor]]) -> tuple[Actor, ...]:
    """Actors by how many tellings name them; those in particular before those in general."""
    counted: Counter[str] = Counter()
    known: dict[str, Actor] = {}
    for actors in lists:
        for actor in actors:
            counted[actor.id] += 1
            known.setdefault(actor.id, actor)
    special = named(known.values())
    ranked = sorted(known, key=lambda id: (id not in special, -counted[id], id))
    return tuple(known[id] for id in ranked[:MOST_ACTORS])


def _place(group: Sequence[Telling]) -> Place | None:
    """The finest place of the province that most tellings agree on."""
    places = [telling.event.place for telling in group if telling.event.place is not None]
    if not places:
        return None
    provinces = Counter((place.country, place.admin1) for place in places)
    finer = {key: count for key, count in provinces.items() if key[1]}
    provinces = Counter(finer) if finer else provinces
    home = max(provinces, key=lambda key: (provinces[key], str(key)))
    inside = [place for place in places if (place.country, place.admin1) == home]
    counted = Counter(place.name for place in inside)
    best = min(inside, key=lambda place: (FINEST.index(place.precision), -counted[place.name], place.name))
    return best


def _when(group: Sequence[Telling]) -> When | None:
    """The time most tellings give in their own words; an inherited one only where there is no other."""
    own = [telling.when for telling in group if telling.when is not None and not telling.inherited]
    times = own or [telling.when for telling in group if telling.when is not None]
    if not times:
        return None
    counted = Counter(when.value[:10] for when in times)
    value = max(counted, key=lambda value: (len(value) >= 10, counted[value], value))
    return next(when for when in times if when.value[:10] == value)


def _runs(figures: Sequence[SaidFigure], group: Sequence[Telling]) -> bool:
    """A war or a campaign that goes on: all its figures add up over time."""
    cumulative = [said for said in figures if said.figure.scope == "cumulative"]
    return bool(cumulative) and len(cumulative) == len(figures) and len(group) <= 2 * len(cumulative)


def _all_background(group: Sequence[Telling]) -> bool:
    """Judged by the tellings that have a time, where there are any."""
    timed = [telling for telling in group if telling.when is not None and not telling.inherited]
    return all(_is_background(telling) for telling in timed or group)


def _is_background(telling: Telling) -> bool:
    """History for its own report: told as past, or long before it was published, or as a running state."""
    if telling.claim.tense in ("historical", "present") and telling.day is None:
        return True
    if any(cue.kind == "backdrop" and cue.to is None for cue in telling.claim.cues) and telling.day is None:
        return True
    if telling.when is not None and telling.day is None and telling.published is not None:
        month = telling.when.value[:7]
        return month[:4].isdigit() and month < (telling.published - OLD / 2).isoformat()[: len(month)]
    return bool(telling.day and telling.published and telling.published - telling.day > OLD)
