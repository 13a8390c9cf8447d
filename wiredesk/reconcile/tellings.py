"""Tellings: event claims with what their surroundings add, as the matcher compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wiredesk.annotate.figures import kind_of_victims
from wiredesk.model import Actor, Claim, EventMention, Place, Report, When

FIGHTERS = frozenset({"fighters", "soldiers", "police"})
WORDS = re.compile(r"[^\W\d_]{4,}")
GENERAL = frozenset({"population", "other", "person"})  # kinds of actor that tell little about who it was


@dataclass
class Telling:
    """One event claim, with its report's date and its place in the report. ``day`` may be inherited from before."""

    claim: Claim
    event: EventMention
    report: Report
    position: int
    when: When | None
    inherited: bool = False
    words: frozenset[str] = field(default_factory=frozenset)
    killed: frozenset[int] = frozenset()
    fighters: bool | None = None  # whether those killed are called fighters; None where nobody says who they were
    runs: bool = False  # its figures add up over time: a war, a campaign

    @property
    def day(self) -> date | None:
        return as_date(self.when)

    @property
    def published(self) -> date | None:
        text = (self.report.published or "")[:10]
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None


def as_date(when: When | None) -> date | None:
    """The day of a time that is precise to the day."""
    try:
        return date.fromisoformat(when.day) if when is not None and when.day else None
    except ValueError:
        return None


def happened(claim: Claim) -> bool:
    """Told as something that took place (or is said to have), not as planned, feared, denied or habitual."""
    return (
        claim.event is not None
        and claim.polarity == "positive"
        and claim.modality != "hypothetical"
        and claim.tense != "future"
    )


def tellings_of(claims: Sequence[Claim], reports: Iterable[Report]) -> list[Telling]:
    """The tellings of all reports, reports in order of publication, claims in order of the text."""
    by_report: dict[str, list[Claim]] = {}
    killed: dict[str, set[int]] = {}
    fighters: dict[str, bool] = {}
    runs = {claim.about for claim in claims if claim.figure is not None and claim.figure.scope == "cumulative"}
    for claim in claims:
        if happened(claim):
            by_report.setdefault(claim.report, []).append(claim)
        if claim.about and claim.figure and claim.figure.category == "killed" and claim.figure.part_of is None:
            killed.setdefault(claim.about, set()).add(claim.figure.low or claim.figure.high or 0)
            if kinds := kind_of_victims(claim.figure) - {"population"}:
                fighters[claim.about] = bool(kinds & FIGHTERS)
    ordered = sorted(reports, key=lambda report: (report.published or "9999", report.id))
    tellings = [telling for report in ordered for telling in _of_report(by_report.get(report.id, []), report)]
    for telling in tellings:
        telling.killed = frozenset(killed.get(telling.claim.id, ())) - {0}
        telling.fighters = fighters.get(telling.claim.id)
        telling.runs = telling.claim.id in runs
    return tellings


def _of_report(claims: list[Claim], report: Report) -> list[Telling]:
    found: list[Telling] = []
    for position, claim in enumerate(sorted(claims, key=lambda c: (c.evidence[0].start, c.event.trigger.start))):  # type: ignore[union-attr]
        event = claim.event
        assert event is not None
        telling = Telling(claim, event, report, position, event.when, words=content_words(claim.text))
        if telling.when is None:
            _inherit(telling, found)
        found.append(telling)
    return found


def _inherit(telling: Telling, before: list[Telling]) -> None:
    """The date of the telling just before, where it is told in the same sentence or goes on in the same paragraph."""
    for earlier in reversed(before[-6:]):
        gap = telling.report.text[earlier.claim.evidence[0].end : telling.claim.evidence[0].start]
        if "\n" in gap:
            return
        if earlier.when is None or earlier.claim.tense != telling.claim.tense:
            continue
        apart = clash(earlier.event, telling.event) or same_place(earlier.event.place, telling.event.place) is False
        apart = apart or bool(sides(telling.event.initiators) - sides(earlier.event.initiators))
        if earlier.event.type == telling.event.type and not apart:
            telling.when, telling.inherited = earlier.when, True
            return


def clash(a: EventMention, b: EventMention) -> bool:
    """Known initiators of different sides."""
    ours, theirs = sides(a.initiators), sides(b.initiators)
    return bool(ours and theirs and not ours & theirs)


def content_words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORDS.findall(text))


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.country for actor in actors if actor.country)


STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})


def sides(actors: Iterable[Actor]) -> frozenset[str]:
    """Who is acting, as sides: a state with all its bodies is one, every other named group is its own."""
    found = set()
    for actor in actors:
        if actor.country and (actor.sector in STATE or actor.kind in ("state", "government body")):
            found.add(actor.country)
        elif actor.kind not in GENERAL:
            found.add(actor.id)
    return frozenset(found)


def named(actors: Iterable[Actor]) -> frozenset[str]:
    """Ids of the actors that are somebody in particular."""
    return frozenset(actor.id for actor in actors if actor.kind not in GENERAL)


def persons(actors: Iterable[Actor]) -> frozenset[str]:
    """Last names of the persons who are named: one report says "Ada Diaz", the next "Diaz"."""
    people = [actor.name.split() for actor in actors if actor.kind == "person"]
    return frozenset(name[-1].lower() for name in people if name and name[-1][0].isupper())


def same_place(a: Place | None, b: Place | None) -> bool | None:
    """True or False where both are known well enough to tell, else None: also where one may be the other's place."""
    if a is None or b is None or not a.country or not b.country:
        return None
    if a.geonames_id in b.alternatives or b.geonames_id in a.alternatives:
        return None
    if a.country != b.country:
        return False
    if a.name == b.name:
        return True
    if a.precision == "country" or b.precision == "country" or not a.admin1 or not b.admin1:
        return None
    return a.admin1 == b.admin1
