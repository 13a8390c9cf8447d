"""Descriptions among the phrases are followed once, in order, so that a later pronoun finds what they stand for."""

from __future__ import annotations

from spacy.tokens import Doc

from wiredesk.annotate.actors.descriptions import description
from wiredesk.annotate.actors.phrases import Phrase, described, named_body
from wiredesk.annotate.actors.reading import Reading, reading
from wiredesk.annotate.actors.reference import refer
from wiredesk.annotate.actors.rules import STATE_SECTORS
from wiredesk.model import Actor


def settled(doc: Doc) -> Reading:
    """The reading of the document with "the group", "the ministry", "its army" followed to their actors."""
    read = reading(doc)
    if not read.settled:
        read.settled = True
        for phrase in read.phrases:
            actor = _followed(doc, read, phrase)
            if actor is not phrase.actor:
                phrase.actor, phrase.state = actor, actor.country
                phrase.owned, phrase.role = True, None
    return read


def state_of(actor: Actor) -> str | None:
    """The state (ISO 3166-1 alpha-2) that the actor is or acts for; None for rebels, outlets, peoples, aid groups."""
    if actor.kind == "state" or actor.sector in STATE_SECTORS:
        return actor.country
    return None


def paragraph_start(doc: Doc, at: int) -> int:
    """The first token of the paragraph that token ``at`` stands in."""
    return next((i + 1 for i in range(at - 1, -1, -1) if "\n" in doc[i].text), 0)


def _followed(doc: Doc, read: Reading, phrase: Phrase) -> Actor:
    """The actor of a phrase; "the group" and "the ministry" are followed to what they were used for."""
    if phrase.owned or phrase.start == 0:
        return phrase.actor
    owner = _pronoun_owner(doc, phrase)
    if owner is not None:
        return owner
    if doc[phrase.start - 1].lower_ not in ("the", "this", "that"):
        return phrase.actor
    if phrase.role is not None and phrase.role.single is False:
        return phrase.actor
    at = phrase.start - 1
    text = doc[phrase.start : phrase.end].text.lower()
    if phrase.body is not None:
        same = [p for p in read.phrases if p.body == phrase.body and p.owned and p.end <= at]
        start = paragraph_start(doc, at)
        near = {state for p in read.phrases if start <= p.start and p.end <= at and (state := state_of(p.actor))}
        if len(near) == 1 and not (same and same[-1].start >= start):
            return named_body(phrase.body, near.pop())
        return same[-1].actor if same else phrase.actor
    return description(read, doc, at, text) or phrase.actor


def _pronoun_owner(doc: Doc, phrase: Phrase) -> Actor | None:
    """ "its foreign ministry", "the country's army": the body or officials of the state that owns them."""
    if phrase.body is None and (phrase.role is None or phrase.role.sector not in STATE_SECTORS):
        return None
    before = doc[phrase.start - 1]
    if before.lower_ in ("its", "their"):
        owner = refer(doc[before.i : before.i + 1])
    elif before.text in ("'s", "’s") and phrase.start >= 3:
        owner = refer(doc[phrase.start - 3 : phrase.start - 1])
    else:
        return None
    state = state_of(owner) if isinstance(owner, Actor) else None
    if state is None:
        return None
    if phrase.body is not None:
        return named_body(phrase.body, state)
    assert phrase.role is not None
    return described(phrase.role, doc[phrase.start : phrase.end].text.lower(), state)
