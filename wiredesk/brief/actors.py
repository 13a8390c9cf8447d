"""Actors and how they relate: other names, aims, where they operate, whom they back and oppose."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, sentence_of
from wiredesk.brief.words import is_plural, listed, place_words, with_article
from wiredesk.model import Actor, Place, Relation, Sentence

MOST, MOST_TARGETS = 20, 5


def actor_sentences(account: Account) -> Iterator[Sentence]:
    """One sentence for each named actor that the reports describe, the most described first."""
    by_actor: dict[str, list[Relation]] = {}
    for relation in account.situation.relations:
        by_actor.setdefault(relation.from_.id, []).append(relation)
    by_actor = {id: some for id, some in by_actor.items() if not some[0].from_.name.islower()}
    ranked = sorted(by_actor, key=lambda id: (-len({r.kind for r in by_actor[id]}), -len(by_actor[id]), id))
    alike: dict[tuple[object, ...], list[str]] = {}
    for id in ranked:
        alike.setdefault(_what(by_actor[id]) or (id,), []).append(id)
    for ids in list(alike.values())[:MOST]:
        relations = [relation for id in ids for relation in by_actor[id]]
        text = _described([by_actor[id][0].from_ for id in ids], by_actor[ids[0]])
        if text:
            yield sentence_of(text, [claim for relation in relations for claim in relation.claims[:2]])


def _what(relations: list[Relation]) -> tuple[object, ...]:
    """What is said of an actor; empty where other names make the sentence its own."""
    if any(relation.kind == "also_known_as" for relation in relations):
        return ()
    return tuple(sorted((relation.kind, _target(relation.kind, relation)) for relation in relations))


def _described(actors: list[Actor], relations: list[Relation]) -> str:
    kinds: dict[str, list[Relation]] = {}
    for relation in relations:
        kinds.setdefault(relation.kind, []).append(relation)
    plural = len(actors) > 1 or is_plural(actors[0])
    name = listed([with_article(actor) for actor in actors])
    others = [str(relation.to) for relation in kinds.get("also_known_as", [])[:4]]
    aka = listed(others if any(not other.isupper() for other in others) else [], "or")
    if aka:
        name += f", also known as {aka},"
    clauses = [clause for kind, verbs in VERBS.items() if (clause := _clause(kind, verbs[plural], kinds.get(kind, [])))]
    if not clauses:
        return "" if not aka else name.replace(", also known as", " is also known as").rstrip(",")
    return f"{name} {listed(clauses)}"


VERBS = {
    "part_of": ("is part of", "are part of"),
    "based_in": ("is based in", "are based in"),
    "operates_in": ("operates", "operate"),
    "seeks": ("seeks", "seek"),
    "backs": ("backs", "back"),
    "opposes": ("opposes", "oppose"),
    "borders": ("borders", "border"),
    "designated_by": ("is listed as terrorist by", "are listed as terrorist by"),
}


def _clause(kind: str, verb: str, relations: list[Relation]) -> str:
    shown = {_letters(target): target for target in reversed([_target(kind, relation) for relation in relations])}
    targets = list(reversed(shown.values()))[:MOST_TARGETS]
    return f"{verb} {listed(targets)}" if targets else ""


def _letters(words: str) -> str:
    """Two spellings of one place are shown once."""
    return "".join(ch for ch in words.casefold() if ch.isalnum())


def _target(kind: str, relation: Relation) -> str:
    to = relation.to
    if isinstance(to, Actor):
        return with_article(to)
    if isinstance(to, Place):
        return ("in " if kind == "operates_in" else "") + place_words(to)
    placed = kind == "operates_in" and to.split()[0] not in ("on", "from", "across", "along", "inside")
    return f"in {to}" if placed else to
