"""Actors and how they relate: other names, aims, where they operate, whom they back and oppose."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, sentence_of
from wiredesk.brief.words import listed, place_words, with_article
from wiredesk.model import Actor, Place, Relation, Sentence

MOST = 20


def actor_sentences(account: Account) -> Iterator[Sentence]:
    """One sentence for each actor that the reports describe, the most described first."""
    by_actor: dict[str, list[Relation]] = {}
    for relation in account.situation.relations:
        by_actor.setdefault(relation.from_.id, []).append(relation)
    ranked = sorted(by_actor, key=lambda id: (-len({r.kind for r in by_actor[id]}), -len(by_actor[id]), id))
    for id in ranked[:MOST]:
        relations = by_actor[id]
        text = _described(relations[0].from_, relations)
        if text:
            yield sentence_of(text, [claim for relation in relations for claim in relation.claims[:2]])


def _described(actor: Actor, relations: list[Relation]) -> str:
    kinds: dict[str, list[Relation]] = {}
    for relation in relations:
        kinds.setdefault(relation.kind, []).append(relation)
    plural = _plural(actor)
    name = with_article(actor)
    aka = listed([str(r.to) for r in kinds.get("also_known_as", [])[:4]], "or")
    if aka:
        name += f", also known as {aka},"
    clauses = [clause for kind, verbs in VERBS.items() if (clause := _clause(kind, verbs[plural], kinds.get(kind, [])))]
    if not clauses:
        return f"{name.rstrip(',')}" if not aka else name.replace(", also known as", " is also known as").rstrip(",")
    return f"{name} {listed(clauses)}"


VERBS = {
    "part_of": ("is part of", "are part of"),
    "based_in": ("is based in", "are based in"),
    "operates_in": ("operates", "operate"),
    "seeks": ("seeks", "seek"),
    "backs": ("backs", "back"),
    "opposes": ("opposes", "oppose"),
    "borders": ("borders", "border"),
}


def _clause(kind: str, verb: str, relations: list[Relation]) -> str:
    targets = list(dict.fromkeys(_target(kind, relation) for relation in relations))[:6]
    return f"{verb} {listed(targets)}" if targets else ""


def _target(kind: str, relation: Relation) -> str:
    to = relation.to
    if isinstance(to, Actor):
        return with_article(to)
    if isinstance(to, Place):
        return ("in " if kind == "operates_in" else "") + place_words(to)
    return to


def _plural(actor: Actor) -> bool:
    """ "the Houthis seek", "militants operate": a plain plural name takes a plural verb."""
    last = actor.name.split()[-1].lower() if actor.name else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in ("states", "nations", "hamas")
