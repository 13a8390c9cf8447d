"""What matters: the weight of events, and what has been said already."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from rapidfuzz import fuzz

from wiredesk.brief.words import attributed, inner
from wiredesk.knowledge import knowledge
from wiredesk.model import Claim, Event, Report, Sentence, Situation

WEIGHT = {
    "ASSAULT": 4.0, "COERCE": 2.0, "SANCTION": 2.0, "MOBILIZE": 2.0, "PROTEST": 2.0, "AGREE": 3.0, "YIELD": 1.5,
    "THREATEN": 1.5, "COOPERATE": 1.0, "AID": 1.0, "REJECT": 1.0, "ACCUSE": 1.0, "REQUEST": 0.7, "CONSULT": 0.7,
    "SUPPORT": 0.5, "ACTION": 0.0,
}  # fmt: skip
ALIKE = 86  # token-set similarity from which two sentences say the same
LONGEST = 60  # words; a longer unit is no sentence for a brief
SHORTEST = 4


@cache
def dangling() -> frozenset[str]:
    """First words that point back to a sentence which a brief does not hold."""
    return frozenset(knowledge("wording")["dangling"])


class Account:
    """A situation on its way to a brief, with the evidence that has been used."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.used: list[str] = []
        self.told: set[tuple[str, int]] = set()

    @cached_property
    def originals(self) -> tuple[Report, ...]:
        return tuple(report for report in self.situation.reports if report.repeats is None)

    @cached_property
    def events(self) -> list[Event]:
        """Events of the account itself that a sentence can tell, heaviest first."""
        current = [event for event in self.situation.events if not event.background]
        events = [event for event in current if self.usable(self.best(event)) and not self.in_passing(self.best(event))]
        return sorted(events, key=lambda event: (-self.weight(event), event.id))

    @cached_property
    def _depths(self) -> dict[tuple[str, int], int]:
        depths: dict[tuple[str, int], int] = {}
        for claim in self.situation.claims:
            if claim.event is not None:
                place = (claim.report, claim.evidence[0].start)
                depths[place] = min(depths.get(place, 99), claim.event.depth)
        return depths

    def in_passing(self, claim: Claim) -> bool:
        """The sentence is about another event and names this one on the way: "two days after X attacked"."""
        depth = claim.event.depth if claim.event is not None else 0
        return depth > 1 and self._depths[claim.report, claim.evidence[0].start] < depth - 1

    def weight(self, event: Event) -> float:
        killed = [
            said.figure.high or said.figure.low or 0 for said in event.figures if said.figure.category == "killed"
        ]
        told = WEIGHT[event.type] + 3.0 * math.log2(1 + event.independent) + 0.3 * math.log2(1 + len(event.claims))
        harm = math.log10(1 + max(killed, default=0)) + 0.5 * bool(event.figures)
        who = 0.5 * bool(event.initiators) + 0.5 * bool(event.recipients) + 0.5 * (event.place is not None)
        when = 1.0 * (event.when is not None and event.when.day is not None)
        return told + 1.5 * harm + who + when + 1.0 * (event.standing == "disputed") + 0.7 * len(event.links)

    def claims(self, event: Event) -> list[Claim]:
        return [self.situation.claim(id) for id in event.claims]

    def best(self, event: Event) -> Claim:
        """The claim whose words tell the event."""
        claims = self.claims(event)
        return next((c for c in claims if c.event is not None and c.text == event.sentence), claims[0])

    def usable(self, claim: Claim) -> bool:
        words = claim.text.split()
        whole = claim.text[:1] not in '“"' and "?" not in claim.text and not claim.text.endswith((" that", " and"))
        paired = claim.text.count('"') % 2 == 0 and claim.text.count("“") == claim.text.count("”")
        whole = whole and claim.whole and paired
        return SHORTEST <= len(words) <= LONGEST and whole and words[0].lower().strip(",") not in dangling()

    def outlet(self, claim: Claim, independent: int) -> str | None:
        """The outlet to name where it alone stands for the claim, among several reports."""
        if independent > 1 or len(self.originals) < 2:
            return None
        report = self.situation.report(claim.report)
        return report.outlet or None

    def say(self, claim: Claim, *, independent: int = 2) -> str:
        """The claim's clause with its attribution."""
        return attributed(claim.text, claim, self.outlet(claim, independent))

    def fresh(self, claim: Claim) -> bool:
        """Nothing that has been said holds these words or their like."""
        place = (claim.report, claim.evidence[0].start)
        return place not in self.told and not any(fuzz.token_set_ratio(claim.text, text) >= ALIKE for text in self.used)

    def note(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.told.add((claim.report, claim.evidence[0].start))
            self.used.append(claim.text)

    def supporting(self, event: Event, claim: Claim) -> tuple[str, ...]:
        """The claim first, then the event's other tellings of it, for the sentence's citations."""
        others = [other.id for other in self.claims(event) if other.event is not None and other.id != claim.id]
        same = [id for id in others if self._same(self.situation.claim(id), claim)]
        return (claim.id, *same[:6])

    def _same(self, a: Claim, b: Claim) -> bool:
        return a.report != b.report and fuzz.token_set_ratio(a.text, b.text) >= 60


def said_by_somebody(claim: Claim) -> bool:
    return inner(claim) is not None


def sentence_of(text: str, claims: Sequence[str], event: Event | None = None, day: str | None = None) -> Sentence:
    from wiredesk.brief.words import sentence

    return Sentence(text=sentence(text), claims=tuple(claims), event=event.id if event else None, day=day)
