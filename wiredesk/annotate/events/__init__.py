"""``doc._.events``: what a report tells to have happened, coded in PLOVER (Halterman et al. 2023).

The lexicon is in ``knowledge/events``; each step has its own file: ``match`` (which words),
``arguments`` (who and to whom), ``operators`` (threats, refusals, liftings), ``facts`` (did it
happen), ``setting`` (where and when), ``code`` (one pair of actors).
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors import actor_of, resolve
from wiredesk.annotate.events.code import code_event
from wiredesk.annotate.events.facts import negates
from wiredesk.annotate.events.find import find
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.match import match_noun, match_verb
from wiredesk.annotate.events.setting import place, when
from wiredesk.annotate.events.syntax import is_verb, noun_phrase
from wiredesk.model import Actor, EventMention

__all__ = ["arguments", "code_event", "events"]


def events(doc: Doc) -> list[EventMention]:
    """The event mentions of the document in the order of their triggers."""
    found = [event for event in find(doc) if event.told]
    triggers = frozenset(event.trigger.i for event in found)
    return [_mention(doc, event, triggers) for event in found]


def arguments(token: Token) -> tuple[list[Span], list[Span]]:
    """The noun phrases of (initiators, recipients) of a trigger; two empty lists for a word that is no trigger."""
    match = match_verb(token) if is_verb(token) or token.pos_ == "ADJ" else match_noun(token)
    if match is None:
        return [], []
    event = next((each for each in find(token.doc) if each.trigger.i == match.trigger.i), None)
    return ([], []) if event is None else spans(event)


def spans(event: Found) -> tuple[list[Span], list[Span]]:
    """The two sides of an event as noun phrases."""
    return [noun_phrase(t) for t in event.arguments.initiators], [noun_phrase(t) for t in event.arguments.recipients]


def _mention(doc: Doc, event: Found, triggers: frozenset[int]) -> EventMention:
    initiators, recipients = spans(event)
    time = when(doc, event, triggers)
    past = time is not None and time.value == "PAST_REF"
    return EventMention(
        type=event.type,  # type: ignore[arg-type]
        mode=event.mode,
        contexts=event.contexts,
        trigger=doc[event.trigger.i : event.trigger.i + 1],
        initiators=_actors(initiators),
        recipients=_actors(recipients),
        place=place(doc, event, triggers),
        when=time,
        polarity=event.facts.polarity,
        modality=event.facts.modality,
        tense="historical" if past else event.facts.tense,
    )


def _actors(phrases: list[Span]) -> tuple[Actor, ...]:
    """The actors of these phrases, each once; "the two governments" are both, "no armed group" is nobody."""
    found: list[Actor] = []
    for phrase in phrases:
        referent = resolve(phrase)
        actors = referent if isinstance(referent, tuple) else (actor_of(phrase),)
        found += [actor for actor in actors if actor.country or not _nobody(phrase)]
    return tuple(dict.fromkeys(found))


def _nobody(phrase: Span) -> bool:
    """ "No group", "none of the groups", but not "no fewer than six rebels" or "No 10"."""
    return len(phrase) > 0 and negates(phrase[0]) and not (len(phrase) > 1 and phrase[1].like_num)
