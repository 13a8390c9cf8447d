"""How many were killed, by kind: the counts of a report's own incident as casualty records keep them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from wiredesk.annotate.figures import Mention, kind_of_victims, mentions
from wiredesk.annotate.figures.scope import OTHER
from wiredesk.annotate.figures.victims import kinds_in
from wiredesk.annotate.figures.words import phrases, victim_forms, words
from wiredesk.knowledge import knowledge

KINDS = ("civilians", "noncivilians", "women", "children")
NEAR = 6  # sentences after the lead that still tell of the lead's incident
DESCRIPTION = 8  # tokens of "most of them from the ... group"


@dataclass(frozen=True)
class Dead:
    """The killed of one report, in the order of :func:`mentions`; ``wholes`` are no parts of another figure."""

    doc: Doc
    own: Sequence[Mention]
    wholes: Sequence[Mention]

    def near(self, lead: Mention) -> list[Mention]:
        """The figures told close to the lead."""
        return [mention for mention in self.own if 0 <= mention.sentence - lead.sentence <= NEAR]

    def family(self, mention: Mention) -> list[Mention]:
        """The wholes which share its harm word: "50 militants and eight civilians"."""
        return [other for other in self.wholes if other.trigger == mention.trigger]


def counts(doc: Doc) -> dict[str, int]:
    """Killed in the report's own incident: civilians, noncivilians, and the women and children among them.

    0 also stands for "not mentioned". A number without a kind of people counts as civilians, unless what the
    report tells next to it says otherwise.
    """
    killed = [mention for mention in mentions(doc) if mention.figure.category == "killed" and size(mention)]
    own = [mention for mention in killed if mention.rank < OTHER] or killed
    dead = Dead(doc, own, [mention for mention in own if not mention.share])
    result = dict.fromkeys(KINDS, 0)
    lead = _lead(dead)
    if lead is None:
        return result
    result.update(_sides(dead, lead))
    for kind in ("women", "children"):
        result[kind] = _of_kind(dead, lead, kind)
    return result


def size(mention: Mention) -> int:
    """The number that a record would keep: the least, or the most where only that is given."""
    return mention.figure.low or mention.figure.high or 0


def own_side(mention: Mention) -> str:
    """``civilians``, ``noncivilians`` or, where the noun phrase does not say, an empty string."""
    words_ = set(mention.figure.victims.lower().split())
    if words_ & victim_forms("armed_by_default") and not words_ & words("victims", "unarmed_with"):
        return "noncivilians"
    return _side_of(kind_of_victims(mention.figure))


def _side_of(kinds: Iterable[str]) -> str:
    if set(kinds) & set(knowledge("victims")["non_civilian"]):
        return "noncivilians"
    return "civilians" if set(kinds) - {"population", "foreigners"} else ""


def _vague(mention: Mention) -> bool:
    """Whether the number is a word like "dozens"."""
    tokens = [word.lower() for word in mention.figure.span.text.split()]
    return phrases("numbers", "vague").anywhere(tokens, 0, len(tokens))


def _lead(dead: Dead) -> Mention | None:
    """The first number; "dozens" and a single person give way to the first exact number told after them."""
    if not dead.wholes:
        return None
    first = dead.wholes[0]
    if not _vague(first) and size(first) > 1:
        return first
    exact = (m for m in dead.near(first) if not _vague(m) and size(m) > 1 and (_vague(first) or not m.share))
    return next(exact, first)


def _sides(dead: Dead, lead: Mention) -> dict[str, int]:
    """Civilians and noncivilians of the lead's incident."""
    found: dict[str, int] = {"civilians": 0, "noncivilians": 0}
    seen: set[int] = set()
    for mention in _told_together(dead, lead):
        if size(mention) in seen and not own_side(mention):
            continue
        seen.add(size(mention))
        for side, amount in _split(dead, mention).items():
            found[side] += amount
    return found


def _told_together(dead: Dead, lead: Mention) -> list[Mention]:
    """The lead and what shares its harm word, in its fullest telling ("50 militants and eight civilians")."""
    again = [other for other in dead.near(lead) if size(other) == size(lead) and other in dead.wholes]
    families = [dead.family(mention) for mention in again or [lead]]
    return max(families, key=lambda family: sum(bool(own_side(member)) for member in family))


def _split(dead: Dead, mention: Mention) -> dict[str, int]:
    """One number by side: as it says itself, as its repetitions say, as its parts say, as its surroundings say."""
    side = own_side(mention) or _repeated(dead, mention)
    if side:
        return {side: size(mention)}
    parted = _by_parts(dead, mention)
    if parted:
        return parted
    return {_described(dead, mention) or _usual(dead, mention) or "civilians": size(mention)}


def _repeated(dead: Dead, mention: Mention) -> str:
    near = (own_side(other) for other in dead.near(mention) if size(other) == size(mention))
    return next((side for side in near if side), "")


def _by_parts(dead: Dead, mention: Mention) -> dict[str, int]:
    """ "nine people ... four civilians ... five fighters", "70 people ... 11 fighters were among the dead"."""
    total = size(mention)
    run = _run_to(dead, mention)
    if run:
        return {side: sum(size(m) for m in run if own_side(m) == side) for side in ("civilians", "noncivilians")}
    parts = [m for m in dead.near(mention) if m.share and m.figure.part_of is not None and _same_total(m, total, dead)]
    for side, rest in (("noncivilians", "civilians"), ("civilians", "noncivilians")):
        known = sum(size(part) for part in parts if own_side(part) == side)
        if 0 < known <= total and (side == "noncivilians" or total == known):
            return {side: known, rest: total - known}
    return {}


def _run_to(dead: Dead, mention: Mention) -> list[Mention]:
    """Figures of a known side, told one after the other behind the total, which add up to it."""
    told = [m for m in dead.near(mention) if own_side(m) and m in dead.wholes and size(m) < size(mention)]
    for i in range(len(told)):
        for j in range(i + 2, len(told) + 1):
            if sum(map(size, told[i:j])) == size(mention):
                return told[i:j]
    return []


def _same_total(part: Mention, total: int, dead: Dead) -> bool:
    """Whether the figure is a part, or a part of a part, of one with this number."""
    wholes = [m for m in dead.own if m is not part and m.figure.span == part.figure.part_of]
    return any(size(m) == total or (m.share and size(m) > size(part) and _same_total(m, total, dead)) for m in wholes)


def _described(dead: Dead, mention: Mention) -> str:
    """ "43 people, most of them civilians": the description behind the number or one of its repetitions."""
    for other in dead.near(mention):
        if size(other) != size(mention):
            continue
        tokens = [token.lower_ for token in dead.doc[other.figure.span.end : other.figure.span.end + DESCRIPTION]]
        openings = phrases("victims", "described_by")
        for i in range(min(4, len(tokens))):
            hit = openings.at(tokens, i)
            if hit and _side_of(kinds_in(tokens[hit[0] :])):
                return _side_of(kinds_in(tokens[hit[0] :]))
    return ""


def _usual(dead: Dead, mention: Mention) -> str:
    """The side that most other figures of the incident are on."""
    sides = Counter(
        own_side(other) for other in dead.near(mention) if own_side(other) and 1 < size(other) <= size(mention)
    )
    return sides.most_common(1)[0][0] if sides else ""


def _of_kind(dead: Dead, lead: Mention, kind: str) -> int:
    """Women or children among the lead's dead: told with it, or as a part of its number."""
    together = {mention.trigger for mention in [*_told_together(dead, lead), *_run_to(dead, lead)]}
    for mention in dead.near(lead):
        part = mention.share and _same_total(mention, size(lead), dead)
        if (
            kind in kind_of_victims(mention.figure)
            and size(mention) <= size(lead)
            and (part or mention.trigger in together)
        ):
            return size(mention)
    return 0
