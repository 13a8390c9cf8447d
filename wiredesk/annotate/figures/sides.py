"""Civilians or not: the side of one number of killed, from its words, its repetitions, its parts, its surroundings."""

from __future__ import annotations

from collections import Counter

from wiredesk.annotate.figures import Mention
from wiredesk.annotate.figures.dead import Dead, called_civilian, own_side, same_total, side_of, size
from wiredesk.annotate.figures.victims import kinds_in
from wiredesk.annotate.figures.words import phrases, words

DESCRIPTION = 8  # tokens of "most of them from the ... group"


def split(dead: Dead, mention: Mention) -> dict[str, int]:
    """One number by side: as it says itself, as its repetitions say, as its parts say, as its surroundings say."""
    side = own_side(mention) or _repeated(dead, mention)
    if side:
        return {side: size(mention)}
    parted = _by_parts(dead, mention)
    if parted:
        return parted
    side = _companions(dead, mention) or _described(dead, mention) or _usual(dead, mention) or _in_combat(dead, mention)
    return {side or "civilians": size(mention)}


def _repeated(dead: Dead, mention: Mention) -> str:
    return next((side for side in map(own_side, (m for m in dead.again(mention) if not m.share)) if side), "")


def _by_parts(dead: Dead, mention: Mention) -> dict[str, int]:
    """ "nine people ... four civilians ... five fighters", "70 people ... 11 fighters were among the dead"."""
    total = size(mention)
    run = run_to(dead, mention)
    if run:
        return {side: sum(size(m) for m in run if own_side(m) == side) for side in ("civilians", "noncivilians")}
    told = [m for m in dead.near(mention) if m.share and m.figure.part_of is not None and same_total(dead, m, total)]
    parts = {(own_side(m), size(m)): m for m in told}.values()  # a part told twice counts once
    named = [part for part in parts if called_civilian(part)]
    if named and size(named[0]) < total:
        return {"civilians": size(named[0]), "noncivilians": total - size(named[0])}
    for side, rest in (("noncivilians", "civilians"), ("civilians", "noncivilians")):
        known = sum(size(part) for part in parts if own_side(part) == side)
        if 0 < known <= total and (side == "noncivilians" or total == known):
            return {side: known, rest: total - known}
    return {}


def run_to(dead: Dead, mention: Mention) -> list[Mention]:
    """Figures of a known side, told one after the other behind the total, which add up to it."""
    told = [m for m in dead.near(mention) if own_side(m) and m in dead.wholes and size(m) < size(mention)]
    for i in range(len(told)):
        for j in range(i + 2, len(told) + 1):
            if sum(map(size, told[i:j])) == size(mention):
                return told[i:j]
    return []


def _companions(dead: Dead, mention: Mention) -> str:
    """ "a commander as well as five of his escort": the side of those told with a number that has no noun."""
    sides = {own_side(other) for other in dead.family(mention)} - {""}
    return sides.pop() if not mention.figure.victims and len(sides) == 1 else ""


def _described(dead: Dead, mention: Mention) -> str:
    """ "43 people, most of them civilians": the description behind the number or one of its repetitions."""
    for other in dead.again(mention):
        tokens = dead.behind(other)[:DESCRIPTION]
        openings = phrases("victims", "described_by")
        for i in range(min(4, len(tokens))):
            hit = openings.at(tokens, i)
            if hit and side_of(kinds_in(tokens[hit[0] :])):
                return side_of(kinds_in(tokens[hit[0] :]))
    return ""


def _usual(dead: Dead, mention: Mention) -> str:
    """The side that most other figures of the incident are on."""
    sides = Counter(
        own_side(other) for other in dead.near(mention) if own_side(other) and 1 < size(other) <= size(mention)
    )
    return sides.most_common(1)[0][0] if sides else ""


def _in_combat(dead: Dead, mention: Mention) -> str:
    """The dead of a battle are its fighters, where nothing else is said of them."""
    near = (word for other in dead.again(mention) for word in dead.words(other))
    bare = not mention.figure.victims
    return "noncivilians" if bare and not words("harms", "combat").isdisjoint(near) else ""
