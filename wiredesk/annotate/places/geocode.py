"""Which place a name means: candidates of the gazetteer weighed by population and by the rest of the document.

The score of a candidate is log10 of its population, shifted by kind and by how well the name fits, plus what speaks
for it in the text: a type word ("Aleppo province"), a larger place named with it ("Springfield, Illinois"),
and the provinces, countries and neighbourhoods that the other names of the document point to. The last is worked out
in rounds, each name lending its candidates' shares to the others (the "minimality" of Leidner 2007, done by
votes). A name means one place throughout a document unless a mention says otherwise.

A candidate that only sounds like the name is none where nothing in the text points to its country: most villages of
the world are in no gazetteer, and a namesake on another continent is worse than no answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wiredesk.annotate.places.areas import Area, areas, distance, holds, spot
from wiredesk.gazetteer import Entry, Match
from wiredesk.toponyms import plain_key

# Weights in powers of ten of population, set on LGL (dev) and GeoVirus (train).
KIND = {
    "country": 2.0, "admin1": 1.1, "admin2": -1.0, "city": 0.0, "region": 0.5, "sea": 0.5,
    "facility": 0.0, "other": 0.0,
}  # fmt: skip
CAPITAL = 1.0
INEXACT = 1.5
GRADE = (0.0, 0.8, 2.5, 0.5)  # usual name, other name, abbreviation, demonym
SAME_NAME_TOWN = 1.8  # "Aleppo" alone is the town, not its province
FAR_TOWN = 0.7  # less so where the town is far from the middle of the province: New York
SAME_NAME_CAPITAL = 2.0  # "Washington" alone is the capital, not the state
TYPE_WORD, NESTED, HOLDS, GENITIVE = 4.0, 3.0, 3.0, 2.5
MOST_SUPPORT = 8.0
LEADING = 8  # matches of a name that may be its best; they come by population
TELLING = 5.0  # weight of a town whose name points to its country
PROMINENT = 5.7  # weight of a place that a misspelled name alone may mean
OBSCURE = 5.3  # weight under which a town is given up for the country that is said to hold it
SHARPNESS = 1.4  # of the shares of candidates: exp(SHARPNESS * score)
ROUNDS = 3
RIVAL, APART, MOST_RIVALS = 0.05, 100.0, 5  # share from which another place may be meant, and how far away it is (km)


@dataclass
class Toponym:
    """A name in the text. ``wanted`` is the kind a type word asks for; ``within`` are toponyms
    that hold it, ``around`` those that it holds; ``elsewhere`` when no match lies in the place that is said to hold
    it."""

    start: int
    end: int
    text: str
    wanted: str | None = None
    within: list[Toponym] = field(default_factory=list)
    around: list[Toponym] = field(default_factory=list)
    elsewhere: bool = False
    owners: list[str] = field(default_factory=list)  # ISO codes: "the Iraqi city of", "Syria's"
    matches: list[Match] = field(default_factory=list)
    chosen: Entry | None = None
    rivals: list[Entry] = field(default_factory=list)  # other places that it may well mean, the likeliest first
    sure: bool = True  # False: perhaps no name of a place at all; it only points to others
    borrowed: bool = False  # stands in the name of an organization, and so beside no other place


@dataclass
class _Name:
    """All mentions of one name that may mean different places only on their own evidence."""

    toponyms: list[Toponym]
    entries: list[Entry]
    scores: list[float]
    shares: list[float] = field(default_factory=list)


def resolve(toponyms: Sequence[Toponym], codes: Iterable[str] = (), home: Entry | None = None) -> None:
    """Set ``chosen`` of each toponym that has matches.

    ``codes`` are countries the text points to otherwise (demonyms); ``home`` is the town of the outlet.
    """
    codes = list(codes)
    known = focus(toponyms, codes, home)
    for toponym in toponyms:
        toponym.chosen, toponym.rivals = None, []
    names = [name for group in _groups(toponyms) if (name := _name(group, known)) is not None]
    fixed: dict[Area, float] = defaultdict(float)
    for code in codes:
        fixed["country", code] = min(fixed["country", code] + 0.25, 0.75)
    if home is not None:
        for area, strength in areas(home):
            fixed[area] += strength
    base = [list(name.scores) for name in names]
    for _ in range(ROUNDS):
        _vote(names, base, fixed)
    for name in names:
        _choose(name)


def _groups(toponyms: Sequence[Toponym]) -> list[list[Toponym]]:
    groups: dict[tuple[str, str | None, str, bool], list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.matches:
            inside = plain_key(toponym.within[0].text) if toponym.within else ""
            around = bool(toponym.around)
            groups.setdefault((plain_key(toponym.text), toponym.wanted, inside, around), []).append(toponym)
    return _lend_evidence(list(groups.values()))


def _lend_evidence(groups: list[list[Toponym]]) -> list[list[Toponym]]:
    """A bare mention joins the one group of its name that says more ("Springfield" after "Springfield, Illinois")."""
    rich: dict[str, list[list[Toponym]]] = defaultdict(list)
    for group in groups:
        if (group[0].within or group[0].around) and not group[0].wanted:
            rich[plain_key(group[0].text)].append(group)
    merged = []
    for group in groups:
        others = rich[plain_key(group[0].text)]
        if not (group[0].within or group[0].around) and not group[0].wanted and others:
            max(others, key=len).extend(group)
        else:
            merged.append(group)
    return merged


def focus(toponyms: Iterable[Toponym], codes: Iterable[str], home: Entry | None) -> set[str]:
    """The countries that a text points to without doubt: by demonyms, by their own names, provinces and big towns."""
    known = {*codes, *([home.country] if home is not None and home.country else [])}
    for toponym in toponyms:
        known.update(toponym.owners)
        exact = [match for match in toponym.matches[:LEADING] if match.exact and match.grade < 2]
        best = max(exact, key=lambda match: _prior(match, []), default=None)
        if best is not None and best.entry.country and (best.entry.kind != "city" or best.entry.weight >= TELLING):
            known.add(best.entry.country)
    return known


def _credible(match: Match, known: set[str]) -> bool:
    """May the name mean this place, however little speaks for it otherwise?"""
    entry = match.entry
    if entry.country is None or entry.country in known or entry.kind == "country":
        return True
    if not match.exact:
        return not known and entry.weight >= PROMINENT
    return match.grade == 0 or entry.weight >= TELLING or not known


def _name(toponyms: list[Toponym], known: set[str]) -> _Name | None:
    """None when the name can mean no place of the gazetteer."""
    matches = [match for match in toponyms[0].matches if _credible(match, known)]
    if not matches or any(toponym.elsewhere for toponym in toponyms):
        return None
    towns = [match.entry for match in matches if match.entry.kind == "city" and match.exact and match.grade < 2]
    scores = [_prior(match, towns) + max(_evidence(match.entry, toponym) for toponym in toponyms) for match in matches]
    return _Name(toponyms, [match.entry for match in matches], scores)


def _prior(match: Match, towns: list[Entry]) -> float:
    entry = match.entry
    score = entry.weight + KIND[entry.kind] + (CAPITAL if entry.capital else 0)
    score -= (0 if match.exact else INEXACT) + GRADE[match.grade]
    if entry.kind == "admin1":
        score -= _namesake(entry, towns)
    return score


def _namesake(province: Entry, towns: list[Entry]) -> float:
    """What a province loses to a town of its name."""
    loss = 0.0
    for town in towns:
        if town.admin1 == province.id:
            loss = max(loss, SAME_NAME_TOWN if distance(town, province) < 150 else FAR_TOWN)
        elif town.capital and town.country == province.country:
            loss = max(loss, SAME_NAME_CAPITAL)
    return loss


def _evidence(entry: Entry, toponym: Toponym) -> float:
    score = TYPE_WORD if toponym.wanted == entry.kind else 0.0
    if any(holds(match.entry, entry) for outer in toponym.within for match in outer.matches):
        score += NESTED
    if any(holds(entry, match.entry) for inner in toponym.around for match in inner.matches):
        score += HOLDS
    if entry.country in toponym.owners:
        score += GENITIVE
    return score


def lies_elsewhere(inner: Toponym, outer: Toponym) -> bool:
    """Is the name known, but only from other countries or provinces than the one that is said to hold it?

    Of a big town that is no sign: "Paris, Germany and Spain" is a list.
    """
    outer_areas = [match.entry for match in outer.matches if match.exact and match.entry.kind in ("country", "admin1")]
    found = [match.entry for match in inner.matches]
    if not outer_areas or not found or any(entry.kind != "city" or entry.weight >= OBSCURE for entry in found):
        return False
    # A town without a province may lie in any of its country.
    return not any(
        holds(area, entry) or (entry.admin1 is None and entry.country == area.country)
        for area in outer_areas
        for entry in found
    )


def _vote(names: list[_Name], base: list[list[float]], fixed: dict[Area, float]) -> None:
    votes = []
    total: dict[Area, float] = defaultdict(float, fixed)
    for name in names:
        name.shares = _shares(name.scores)
        own: dict[Area, float] = defaultdict(float)
        for entry, share in zip(name.entries, name.shares, strict=True):
            if share > 0.01:
                for area, _ in areas(entry):
                    own[area] += share
        votes.append(own)
        for area, share in own.items():
            total[area] += share
    for name, start, own in zip(names, base, votes, strict=True):
        name.scores = [
            score + min(MOST_SUPPORT, sum(_strength(total[area] - own[area]) * weight for area, weight in spot(entry)))
            for entry, score in zip(name.entries, start, strict=True)
        ]


def _strength(votes: float) -> float:
    """The first votes count most."""
    return math.log1p(max(votes, 0.0))


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(SHARPNESS * (score - top)) for score in scores]
    return [power / sum(powers) for power in powers]


def _choose(name: _Name) -> None:
    order = sorted(range(len(name.entries)), key=lambda i: (-name.scores[i], i))
    shares, best = _shares(name.scores), name.entries[order[0]]
    likely = [name.entries[i] for i in order[1:] if shares[i] >= RIVAL]
    rivals = [entry for entry in likely if not _same_spot(entry, best)][:MOST_RIVALS]
    for toponym in name.toponyms:
        toponym.chosen, toponym.rivals = best, rivals


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether it makes no odds which of the two is meant: a town and its province, or neighbours."""
    return distance(one, other) < APART or holds(one, other) or holds(other, one)
