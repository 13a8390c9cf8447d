"""``doc._.actors``: who acts, speaks or is acted on.

Names come from ``knowledge/actors`` (``known``, ``states``, ``roles``), from the document's own
words (``aliases``) and from its entity labels. ``lexicon`` finds the words, ``rules`` and
``persons`` make phrases of them, ``reference`` and ``follow`` follow pronouns and descriptions.
Sectors are those of PLOVER.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors.aliases import AliasMention
from wiredesk.annotate.actors.follow import settled, state_of
from wiredesk.annotate.actors.known import similar
from wiredesk.annotate.actors.lexicon import Mark, case_of
from wiredesk.annotate.actors.names import slug
from wiredesk.annotate.actors.nouns import head_of, named_beside, noun_phrase, owner_of
from wiredesk.annotate.actors.phrases import Phrase, described, named_body, unnamed_body
from wiredesk.annotate.actors.reading import Reading
from wiredesk.annotate.actors.reference import Referent, refer
from wiredesk.annotate.actors.roles import organisation
from wiredesk.annotate.actors.states import states
from wiredesk.model import Actor

__all__ = ["ActorMention", "AliasMention", "actor_of", "actors", "aliases", "resolve", "state_of"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase that names or describes an actor."""

    span: Span
    actor: Actor


def actors(doc: Doc) -> list[ActorMention]:
    """The actor phrases of the document in order, without overlaps; bare victims ("seven people") are left out."""
    read = settled(doc)
    found = []
    for phrase in read.phrases:
        if phrase.shown and not _modifies(doc, phrase):
            found.append(ActorMention(doc[phrase.start : phrase.end], phrase.actor))
    return found


def aliases(doc: Doc) -> list[AliasMention]:
    """Further names that the document gives: (name, further names, the words between)."""
    return list(settled(doc).aliases)


def actor_of(span: Span) -> Actor:
    """The actor that a noun phrase names or describes; of a thing or doing ("the army's base"), its owner.

    A phrase that is no actor ("the explosion"), or a pronoun that nothing resolves, gives an Actor of kind ``other``
    with the phrase as its name; a counted or bare group of people is of kind ``population``.
    """
    if not len(span):
        return Actor(id="unnamed", name="")
    read, head = settled(span.doc), head_of(span)
    phrase = read.cover.get(head.i)
    beside = named_beside(read, span, head) if phrase is None or phrase.actor.country is None else None
    if beside is not None:
        return beside
    if phrase is not None and span.start <= phrase.head < span.end:
        return phrase.actor
    referent = refer(noun_phrase(span, head))
    if isinstance(referent, Actor):
        return referent
    found = _modifier(read, span, head) or owner_of(read, span, head)
    return found or (phrase.actor if phrase is not None else _unknown(span))


def resolve(words: Token | Span) -> Referent:
    """Who a noun phrase, pronoun or description stands for; a tuple for two or more; None where that is not clear."""
    span = words if isinstance(words, Span) else words.doc[words.i : words.i + 1]
    if not len(span):
        return None
    read, head = settled(span.doc), head_of(span)
    referent = refer(noun_phrase(span, head))
    if referent is not None:
        return referent
    phrase = read.cover.get(head.i)
    if phrase is None or _is_pronoun(head):
        return None
    if phrase.role is not None and phrase.role.victims and not phrase.owned:
        return None
    return phrase.actor


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" or token.lower_ in ("it", "they", "he", "she", "its", "their", "them", "his", "her")


def _modifies(doc: Doc, phrase: Phrase) -> bool:
    """A role or body that only describes another noun ("police station")."""
    head = doc[phrase.head]
    if head.dep_ not in ("compound", "amod") or phrase.start <= head.head.i < phrase.end:
        return False
    return (phrase.role is not None or phrase.body is not None) and head.head.i > head.i


def _modifier(read: Reading, span: Span, head: Token) -> Actor | None:
    """ "Iranian", "Tehran" as given; a mark that spans all the words."""
    inside = [mark for mark in read.marks if mark.start >= span.start and mark.end <= span.end]
    for mark in inside:
        if mark.end > head.i >= mark.start:
            owner = next((m.country for m in inside if m.country and m.start < mark.start), None)
            return _of_mark(mark, span.doc[mark.start : mark.end].text.lower(), owner)
    return None


def _of_mark(mark: Mark, text: str, owner: str | None) -> Actor | None:
    if mark.actor is not None:
        return mark.actor
    if mark.body is not None:
        return named_body(mark.body, owner) if owner else unnamed_body(mark.body)
    if mark.role is not None:
        return described(mark.role, text, owner)
    return states()[mark.country].actor if mark.country in states() else None


def _unknown(span: Span) -> Actor:
    """By entity label and capitals: an organisation, a person; else other."""
    words = span.doc[span.start + (span[0].lower_ in ("the", "a", "an") and len(span) > 1) : span.end]
    text = " ".join(words.text.split())
    head = span.root if span.doc.has_annotation("DEP") else words[-1]
    label = head.ent_type_
    if label in ("PER", "PERSON"):
        return Actor(id=slug(text), name=text, kind="person")
    if label == "ORG" or (len(words) > 1 and all(t.text[:1].isupper() for t in words) and not span.doc.ents):
        return similar(text) or organisation(slug(text), text, heard=head.ent_id_)
    return Actor(id=slug(text), name=text, kind="other") if case_of(text) else Actor(id="unnamed", name=text)
