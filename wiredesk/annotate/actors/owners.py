"""Who owns a body or a role: "Pakistan's foreign ministry", "officials in Nairobi", "Punjab police"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from wiredesk.annotate.actors.lexicon import Mark
from wiredesk.annotate.actors.phrases import HYPHENS, POSSESSIVES, Builder
from wiredesk.annotate.actors.roles import Role
from wiredesk.model import Actor


@dataclass(slots=True)
class Owner:
    start: int
    state: str | None = None
    actor: Actor | None = None
    adjective: str = ""
    place: bool = False  # by a place in the state ("Punjab police"), not by the state's name


_DIRECTIONS = ("northern", "southern", "eastern", "western", "central")
_PASSED = frozenset({"the", "a", "an", "its", *_DIRECTIONS})  # between "in" and the owner


def owner_left(builder: Builder, start: int) -> Owner | None:
    """The owner in front: a demonym, a state, place or body beside it, or anything before a possessive."""
    return _state_left(builder, start) or _shared_left(builder, start) or _region_left(builder, start)


def _shared_left(builder: Builder, start: int) -> Owner | None:
    """The state that owns the body before "and" ("US military and intelligence services")."""
    if start < 2 or builder.doc[start - 1].lower_ not in ("and", "or", "&"):
        return None
    phrase, mark = builder.built.get(start - 1), builder.ending.get(start - 1)
    if phrase is not None and phrase.body is not None and phrase.owned:
        return Owner(start, phrase.state)
    body = mark.actor if mark is not None and mark.actor is not None else None
    return Owner(start, body.country) if body is not None and body.kind == "government body" else None


def _region_left(builder: Builder, start: int) -> Owner | None:
    """An adjective of a region: an owner that is no one state."""
    for at in range(start, max(0, start - 3), -1):
        mark = builder.ending.get(at)
        if mark is not None and mark.region:
            return Owner(mark.start)
        if not is_modifier(builder.doc[at - 1]):
            break
    return None


def _state_left(builder: Builder, start: int) -> Owner | None:
    at, steps, possessive = start - 1, 0, False
    while at >= 0 and steps <= 4:
        phrase, mark = builder.built.get(at + 1), builder.ending.get(at + 1)
        if phrase is not None and steps and not possessive and phrase.state is None:
            return None
        if phrase is not None and (possessive or steps == 0) and phrase.owned:
            return Owner(phrase.start, phrase.state, None if phrase.actor.kind == "state" else phrase.actor)
        if mark is not None and mark.country:
            if possessive or mark.demonym or (steps <= 1 and not builder.located(mark.start)):
                return Owner(mark.start, mark.country, place=bool(mark.capital))
            return None
        if mark is not None and mark.actor is not None:
            if possessive or steps == 0 or mark.actor.kind == "population":
                return _known_owner(builder, mark)
            return None
        place = builder.places_ending.get(at + 1)
        if place is not None and (possessive or steps <= 1):
            return None if builder.located(place.span.start) else Owner(place.span.start, place.country, place=True)
        token = builder.doc[at]
        if token.text in POSSESSIVES and not possessive:
            possessive = True
        elif token.text in HYPHENS and at > 0 and steps:
            at -= 1  # the first half of "state-run", "Iran-backed"
        elif possessive or not is_modifier(token):
            return None
        else:
            steps += 1
        at -= 1
    return None


def _known_owner(builder: Builder, mark: Mark) -> Owner:
    assert mark.actor is not None
    if mark.actor.kind != "population":
        return Owner(mark.start, mark.actor.country, mark.actor)
    outer = owner_left(builder, mark.start)
    country = outer.state if outer else mark.actor.country
    return Owner(outer.start if outer else mark.start, country, mark.actor, builder.doc[mark.start : mark.end].text)


def owner_right(builder: Builder, end: int, role: Role | None) -> tuple[Owner, int] | None:
    """The owner behind "of", "for", "in", "at", "from", and where it ends."""
    if end + 1 >= len(builder.doc):
        return None
    case = builder.doc[end].lower_
    if case == "loyal" and builder.doc[end + 1].lower_ == "to":
        return _followed_right(builder, end)
    if case not in ("of", "for", "in", "at", "from"):
        return None
    at = end + 1
    while at < min(end + 3, len(builder.doc) - 1) and builder.doc[at].lower_ in _PASSED:
        at += 1
    phrase = next((p for p in builder.phrases if p.start == at and p.owned and p.body is not None), None)
    mark, place = builder.starting.get(at), builder.places.get(at)
    if mark is None and place is not None and case != "for":
        victims = role is not None and role.victims
        return None if victims else (Owner(at, place.country, place=True), place.span.end)
    if case in ("of", "for", "at") and phrase is not None:
        return Owner(phrase.start, phrase.state, phrase.actor), phrase.end
    if mark is None or (case == "for" and mark.actor is None and not mark.state):
        return None
    if mark.end < len(builder.doc) and builder.doc[mark.end].text in (*POSSESSIVES, *HYPHENS):
        return None
    if mark.actor is not None and case in ("of", "for", "at") and mark.actor.kind != "population":
        return Owner(mark.start, mark.actor.country, mark.actor), mark.end
    if mark.state or (mark.capital and case in ("in", "from")):
        if role is not None and role.victims:
            return None
        return Owner(mark.start, mark.state or mark.capital), mark.end
    return None


def _followed_right(builder: Builder, end: int) -> tuple[Owner, int] | None:
    """The state of whom they are "loyal to"; they are not that person or body."""
    for at in range(end + 2, min(end + 5, len(builder.doc))):
        mark = builder.starting.get(at)
        state = None if mark is None else mark.actor.country if mark.actor is not None else mark.country
        if state is not None:
            return Owner(at, state), end
    return None


def is_modifier(token: Token) -> bool:
    """May stand between an owner and a noun: an adjective or noun, by tag where there are tags."""
    if token.pos_:
        return token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "ADV") or token.tag_ in ("VBN", "VBG")
    plain = (token.is_alpha or token.like_num) and not token.is_stop
    return plain and not token.lower_.endswith(("ly", "ed"))
