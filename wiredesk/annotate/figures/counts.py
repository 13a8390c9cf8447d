"""How many were killed, by kind: the counts of a report's own incident as casualty records keep them.

Conventions of such records (FA-KES, Abu Salem et al., 2019), which the figures themselves do not follow: one number for
each kind; of a range its end; a number without a kind of people counts as civilians, unless what the report tells next
to it says otherwise; the dead of both sides are added.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from wiredesk.annotate.figures import Mention, kind_of_victims, mentions
from wiredesk.annotate.figures.dead import Dead, own_side, rounded, same_total, size, vague
from wiredesk.annotate.figures.scope import OTHER
from wiredesk.annotate.figures.sides import run_to, split

KINDS = ("civilians", "noncivilians", "women", "children")
FINER = (0.85, 1.25)  # the share of a round number that the exact one for the same dead can be


def counts(doc: Doc) -> dict[str, int]:
    """Killed in the report's own incident: civilians, noncivilians, and the women and children among them.

    0 also stands for "not mentioned".
    """
    dead = Dead(doc, _own([one for one in mentions(doc) if one.figure.category == "killed" and size(one)]))
    result = dict.fromkeys(KINDS, 0)
    lead = _lead(dead)
    if lead is None:
        return result
    result.update(_sides(dead, lead))
    for kind in ("women", "children"):
        result[kind] = _of_kind(dead, lead, kind)
    return result


def _own(killed: Sequence[Mention]) -> Sequence[Mention]:
    """The figures of the own incident: those in scope, those that tell the same number again, their parts."""
    scoped = [one for one in killed if one.rank < OTHER]
    numbers = {size(one) for one in scoped if not one.share and size(one) > 1 and not vague(one)}
    told = [one for one in killed if one.rank < OTHER or (one.rank == OTHER and size(one) in numbers)]
    spans = [one.figure.span for one in told]
    parts = [one for one in killed if one.share and one.rank == OTHER and one.figure.part_of in spans]
    return [one for one in killed if one in told or one in parts] or killed


def _lead(dead: Dead) -> Mention | None:
    """The first number; "dozens" and a single person give way to the first exact number told after them."""
    if not dead.wholes:
        return None
    first = dead.wholes[0]
    if vague(first) or size(first) == 1:
        exact = (m for m in dead.near(first) if not vague(m) and size(m) > 1 and (vague(first) or not m.share))
        first = next(exact, first)
    return _finer(dead, _whole(dead, first))


def _whole(dead: Dead, lead: Mention) -> Mention:
    """The total of which the text tells the lead as a part: "30 children", then "30 children among 39 dead"."""
    for part in dead.again(lead):
        same = part.share and kind_of_victims(part.figure) == kind_of_victims(lead.figure)
        total = next((m for m in dead.wholes if m.figure.span == part.figure.part_of), None)
        if same and total is not None and size(total) > size(lead):
            return total
    return lead


def _finer(dead: Dead, lead: Mention) -> Mention:
    """The exact number for a round one: "more than 200" in the headline, "at least 213" in the text."""
    if not all(map(rounded, dead.again(lead))):
        return lead
    low, high = (share * size(lead) for share in FINER)
    near = (m for m in dead.near(lead) if m in dead.wholes and low <= size(m) <= high and not rounded(m))
    sides = {"", own_side(lead)}
    return next((m for m in near if not vague(m) and (own_side(m) in sides or not own_side(lead))), lead)


def _sides(dead: Dead, lead: Mention) -> dict[str, int]:
    """Civilians and noncivilians of the lead's incident."""
    found: dict[str, int] = {"civilians": 0, "noncivilians": 0}
    seen: set[int] = set()
    for mention in _told_together(dead, lead):
        if size(mention) in seen and not own_side(mention):
            continue
        seen.add(size(mention))
        for side, amount in split(dead, mention).items():
            found[side] += amount
    return found


def _told_together(dead: Dead, lead: Mention) -> list[Mention]:
    """The lead and what adds to it, in its fullest telling ("50 militants and eight civilians")."""
    again = [other for other in dead.again(lead) if other in dead.wholes]
    families = [dead.family(mention) for mention in again or [lead]]
    return max(families, key=lambda family: sum(bool(own_side(member)) for member in family))


def _of_kind(dead: Dead, lead: Mention, kind: str) -> int:
    """Women or children among the lead's dead: told with it, or as a part of its number."""
    together = {mention.trigger for mention in [*_told_together(dead, lead), *run_to(dead, lead)]}
    for mention in dead.near(lead):
        part = mention.share and same_total(dead, mention, size(lead))
        if (
            kind in kind_of_victims(mention.figure)
            and size(mention) <= size(lead)
            and (part or mention.trigger in together)
        ):
            return size(mention)
    return 0
