"""Do two tellings tell of one event? A score with the reasons that made it.

Hard constraints come first: the same PLOVER type (and mode, where the mode is what was done), a running war is no
incident, days at most one apart (a night spans two), no two different countries as place, no two sides as
initiator, nobody both striking and struck. Then evidence adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from wiredesk.reconcile.tellings import Telling, countries, named, persons, same_place, sides

THRESHOLD = 3.0
NEXT = 20  # characters between two units that follow each other
REACH = 30  # tellings back to which "the strike" reaches


@dataclass
class Match:
    """How well two tellings agree, and in what."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, score: float, reason: str) -> None:
        self.score += score
        self.reasons.append(f"{reason} ({score:+.1f})")


NO = Match(score=float("-inf"), reasons=["cannot be one event"])


def match(a: Telling, b: Telling) -> Match:
    """Compare two tellings; :data:`NO` where a hard constraint forbids it."""
    acts = a.event.type != "ASSAULT" and a.event.mode != b.event.mode and a.event.mode and b.event.mode
    if acts or a.event.type != b.event.type or _tied(a, b) or _tied(b, a) or a.runs != b.runs:
        return NO
    found = Match()
    if not (_times(a, b, found) and _places(a, b, found) and _initiators(a, b, found)):
        return NO
    _nearness(a, b, found)
    _recipients(a, b, found)
    _tolls(a, b, found)
    _words(a, b, found)
    return found


def _tied(a: Telling, b: Telling) -> bool:
    """The words set one beside the other ("in response to the attack"): then they are two."""
    return any(cue.to == b.claim.id for cue in a.claim.cues)


def _apart(a: Telling, b: Telling) -> bool:
    return _tied(a, b) or _both_ways(a, b)


def _times(a: Telling, b: Telling, found: Match) -> bool:
    ours, theirs = a.day, b.day
    if ours and theirs:
        apart = abs(ours - theirs)
        if apart > timedelta(days=1):
            return False
        found.add(2.0 if not apart else 0.5, "same day" if not apart else "a day apart")
        return True
    if a.when is not None and b.when is not None:
        longer, shorter = sorted((a.when.value, b.when.value), key=len, reverse=True)
        if not longer.startswith(shorter):
            return False
        found.add(1.0, "time within the other")
        return True
    if a.published and b.published:
        # A telling without a date is of the days before its report, as far as anybody can tell.
        day = ours or theirs
        report = b.published if ours else a.published
        if day and not timedelta(0) <= report - day <= timedelta(days=7):
            return False
    return True


def _nearness(a: Telling, b: Telling, found: Match) -> None:
    """What one report tells in one breath, or takes up again with "the strike", is likely one event."""
    if a.report.id != b.report.id:
        return
    found.add(0.5, "same report")
    first, second = sorted((a, b), key=lambda telling: telling.position)
    between = a.report.text[first.claim.evidence[0].end : second.claim.evidence[0].start]
    if len(between) < NEXT and "\n" not in between and (second.inherited or second.when is None):
        found.add(1.0, "told next to it")
    if second.event.anaphoric and second.position - first.position < REACH and _takes_up(first, second):
        found.add(2.0, f"“{second.event.trigger.text}” is told as known by then")


def _takes_up(first: Telling, second: Telling) -> bool:
    """Whatever the definite phrase says of itself, the earlier telling said too."""
    who = not sides(second.event.initiators) or bool(sides(second.event.initiators) & sides(first.event.initiators))
    where = (
        second.event.place is None
        or same_place(first.event.place, second.event.place) is True
        or who
        and bool(sides(second.event.initiators))
    )
    return who and where


def _places(a: Telling, b: Telling, found: Match) -> bool:
    same = same_place(a.event.place, b.event.place)
    if same:
        found.add(1.5, "same place")
    elif same is False:
        if a.event.place and b.event.place and a.event.place.country != b.event.place.country:
            return False
        found.add(-2.0, "different provinces")
    elif a.event.place and b.event.place and a.event.place.country and a.event.place.country == b.event.place.country:
        found.add(0.5, "same country")
    return True


def _initiators(a: Telling, b: Telling, found: Match) -> bool:
    if _both_ways(a, b) or _both_ways(b, a):
        return False
    ours, theirs = named(a.event.initiators), named(b.event.initiators)
    if ours & theirs:
        found.add(1.5, "same initiator")
    elif ours and theirs:
        if not sides(a.event.initiators) & sides(b.event.initiators):
            return False
        found.add(1.0, "initiators of one side")
    return True


def _both_ways(general: Telling, particular: Telling) -> bool:
    """ "A and B have struck each other" is not A's strike on B: the one sums up, or strikes who is struck there."""
    both = sides(general.event.initiators)
    place = particular.event.place.country if particular.event.place else None
    struck = (sides(particular.event.recipients) | ({place} if place else set())) - sides(particular.event.initiators)
    summed_up = general.when is None and sides(particular.event.initiators) < both
    return len(both) > 1 and (summed_up or bool(both & struck))


def _recipients(a: Telling, b: Telling, found: Match) -> None:
    ours, theirs = persons(a.event.recipients), persons(b.event.recipients)
    if ours & theirs or named(a.event.recipients) & named(b.event.recipients):
        found.add(1.0, "same recipient")
    elif ours and theirs:
        found.add(-2.0, "other persons")
    elif countries(a.event.recipients) & countries(b.event.recipients):
        found.add(0.5, "recipients of one country")
    elif countries(a.event.recipients) and countries(b.event.recipients):
        found.add(-1.5, "recipients of different countries")


def _tolls(a: Telling, b: Telling, found: Match) -> None:
    """One report gives one toll to one event; two reports may differ, the less so the more it is apart."""
    if a.report.id == b.report.id and a.fighters is not None and b.fighters is not None and a.fighters != b.fighters:
        found.add(-1.5, "fighters here, others there")
    if not a.killed or not b.killed:
        return
    if _totals(a.killed) & _totals(b.killed):
        found.add(1.0, "same number killed")
    elif a.report.id == b.report.id:
        found.add(-3.0, "another number killed in the same report")
    elif max(a.killed) > 2 * max(b.killed) or max(b.killed) > 2 * max(a.killed):
        found.add(-1.0, "numbers killed far apart")


def _totals(killed: frozenset[int]) -> set[int]:
    """What a toll may come to: its largest number, or the sum of its kinds ("three women and two men")."""
    return {max(killed), sum(killed)}


def _words(a: Telling, b: Telling, found: Match) -> None:
    if a.claim.evidence[0] == b.claim.evidence[0]:
        found.add(2.0, "told in the same words")
        return
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if shared >= 0.25:
        found.add(2 * shared, f"{shared:.0%} of the words shared")
    if a.event.mode and a.event.mode == b.event.mode:
        found.add(0.5, "same mode")


def match_group(telling: Telling, group: Sequence[Telling]) -> Match:
    """Against a whole group: few members may forbid it (one may have been misheard), and none that its words set apart.

    The score is the best member's, a little less for a bad average.
    """
    pairs = [(match(telling, member), member) for member in group]
    against = [member for one, member in pairs if one is NO]
    near = any(_apart(telling, member) or _apart(member, telling) for member in against)
    if near or len(against) > len(group) / 5:
        return NO
    all_ = [one for one, _ in pairs if one is not NO]
    best = max(all_, key=lambda one: one.score)
    mean = sum(one.score for one in all_) / len(all_)
    return Match(best.score * 0.75 + mean * 0.25, best.reasons)
