"""From the words that name a source to a Speaker."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wiredesk.annotate.actors import actor_of, resolve
from wiredesk.annotate.actors.follow import paragraph_start, state_of
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor, Speaker


def speaker_of(source: Words | list[Words]) -> Speaker:
    """The speaker behind a source; a pronoun or "the ministry" is followed to the actor that it stands for."""
    words = source[0] if isinstance(source, list) else source
    found = _antecedent(words.root) or _as_named(words, actor_of(words))
    role = knowledge("speakers")["roles"].get(found.sector or "", "")
    return Speaker(actor=found, description=words.text, role=role, span=words)


def _as_named(words: Words, found: Actor) -> Actor:
    """ "The foreign ministry", of whom the words do not say: no country is put into the report's mouth."""
    definite = words[0].lower_ == "the" and not any(
        token.pos_ in ("PROPN", "ADJ") and token.is_title for token in words[1:]
    )
    if not definite or found.kind != "government body" or found.name.lower() in words.text.lower():
        return found
    return Actor(id="the-" + words.root.lemma_.lower(), name=words.text, sector=found.sector, kind=found.kind)


def _antecedent(token: Token) -> Actor | None:
    pointed = any(child.dep_ == "det" and child.lower_ in ("the", "this") for child in token.children)
    described = token.pos_ == "PRON" or (token.pos_ == "NOUN" and pointed)
    found = resolve(token) if described else None
    if not isinstance(found, Actor) or (token.pos_ == "NOUN" and not _only_one(token, found)):
        return None
    return found


def _only_one(token: Token, found: Actor) -> bool:
    """ "the ministry" is nobody's where the report names two ministries, or names it paragraphs ago.

    Where its paragraph has so far spoken of one state only, it is that state's.
    """
    start = paragraph_start(token.doc, token.i)
    here = [m for m in token.doc._.actors if start <= m.span.start and m.span.end < token.left_edge.i]
    if {state for m in here if (state := state_of(m.actor))} == {found.country}:
        return True
    mentions = [m for m in token.doc._.actors if m.actor.country and token.lemma_ in m.actor.name.lower().split()]
    before = [m.span.end for m in mentions if m.actor.id == found.id and m.span.end <= token.i]
    near = bool(before) and token.doc[before[-1] : token.i].text.count("\n") <= 1
    return near and {m.actor.id for m in mentions} == {found.id}
