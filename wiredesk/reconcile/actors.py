"""Everybody in the account, each once, and what holds between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wiredesk.model import Actor, Claim, Place, Relation


def collect_actors(claims: Sequence[Claim], relations: Sequence[Relation]) -> tuple[Actor, ...]:
    """Actors of events, speakers and relations by id, with every name that a report gives them."""
    found: dict[str, Actor] = {}
    for actor in _all(claims):
        known = found.setdefault(actor.id, actor)
        if set(actor.aliases) - set(known.aliases):
            names = tuple(dict.fromkeys((*known.aliases, *actor.aliases)))
            found[actor.id] = known.model_copy(update={"aliases": names})
    for relation in relations:
        if relation.kind == "also_known_as" and isinstance(relation.to, str):
            known = found[relation.from_.id]
            names = tuple(dict.fromkeys((*known.aliases, relation.to)))
            found[relation.from_.id] = known.model_copy(update={"aliases": names})
    return tuple(sorted(found.values(), key=lambda actor: actor.id))


def _all(claims: Iterable[Claim]) -> Iterator[Actor]:
    for claim in claims:
        yield from (speaker.actor for speaker in claim.speakers if speaker.actor)
        if claim.event:
            yield from (*claim.event.initiators, *claim.event.recipients)
        if claim.relation:
            yield claim.relation.from_
            if isinstance(claim.relation.to, Actor):
                yield claim.relation.to


def merge_relations(claims: Iterable[Claim]) -> tuple[Relation, ...]:
    """Relations told more than once become one with all their claims; borders hold both ways and are told once."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.relation is not None and claim.polarity == "positive":
            groups.setdefault(_key(claim.relation), []).append(claim)
    return tuple(
        group[0].relation.model_copy(update={"claims": tuple(claim.id for claim in group)})  # type: ignore[union-attr]
        for group in groups.values()
    )


def _key(relation: Relation) -> tuple[object, ...]:
    to = relation.to
    target = to.casefold() if isinstance(to, str) else to.id if isinstance(to, Actor) else place_key(to)
    if relation.kind == "borders":
        return relation.kind, *sorted((relation.from_.id, str(target)))
    return relation.kind, relation.from_.id, target


def place_key(place: Place) -> str:
    return f"{place.country}/{place.admin1}/{place.name}"
