"""The events of a document as the lexicon and the syntax tell them, before actors, places and times are named."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.events.arguments import of_noun, of_verb, outer
from wiredesk.annotate.events.facts import facts
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.guards import admits, resense
from wiredesk.annotate.events.heard import added, chances, judge, likely
from wiredesk.annotate.events.lexicon import words
from wiredesk.annotate.events.match import Match, match_noun, match_verb
from wiredesk.annotate.events.operators import operate
from wiredesk.annotate.events.syntax import is_verb, lemma


def find(doc: Doc) -> list[Found]:
    """Every event of the document, in the order of the words; with those that another one tells (``told`` False).

    The lexicon proposes, the encoder weighs and adds (:mod:`wiredesk.annotate.events.heard`).
    """
    found, chance = in_lexicon(doc), chances(doc)
    if chance is None:
        return found
    for event in found:
        event.told = event.told and likely(event, chance)
    everything = sorted([*found, *added(doc, found, chance)], key=lambda event: event.trigger.i)
    for event in everything:
        judge(event)
    return everything


def in_lexicon(doc: Doc) -> list[Found]:
    """Every event that the lexicon has words for."""
    found: list[Found] = []
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        here = _sentence(sentence)
        operate(here, sentence)
        _merge(here)
        for event in here:
            event.facts = facts(event.trigger, event.light)
        found.extend(here)
    return found


def _sentence(sentence: Span) -> list[Found]:
    matches: dict[int, Match] = {}
    for token in sentence:
        match = match_verb(token) if is_verb(token) or token.pos_ == "ADJ" else match_noun(token)
        if match is None and not is_verb(token):
            match = match_verb(token) if token.pos_ == "NOUN" else None
        elif match is None and token.tag_ == "VBG":
            match = match_noun(token)
        if match is not None and (match := resense(match, sentence)) is not None:
            matches.setdefault(match.trigger.i, match)
    here = [_found(match) for match in matches.values()]
    here = [event for event in here if admits(event.match, event.arguments, sentence)]
    return _once(sorted(here, key=lambda event: event.trigger.i))


def _found(match: Match) -> Found:
    arguments = of_verb(match) if match.roles is not None else of_noun(match)
    entry = match.entry
    return Found(match, arguments, entry.type or "", entry.mode, entry.contexts)


def _once(here: list[Found]) -> list[Found]:
    """One event where a verb and its noun tell it together; the noun keeps it where the verb is only light."""
    dropped: set[int] = set()
    for event in here:
        if event.match.roles is None:
            continue
        held = {token.i for token in event.match.words if token.i != event.trigger.i}
        for noun in here:
            if noun.match.roles is not None or noun.trigger.i == event.trigger.i:
                continue
            if noun.trigger.i in held or outer(noun.trigger).i in held or held & {t.i for t in noun.match.words}:
                dropped.add(_weaker(event, noun).trigger.i)
            elif noun.light is not None and noun.light.i == event.trigger.i and _light(event):
                dropped.add(event.trigger.i)
    return [event for event in here if event.trigger.i not in dropped]


def _light(event: Found) -> bool:
    """Whether the verb says no more than that the noun's event takes place."""
    plain = not any(element.kind == "word" for element in event.match.entry.elements)
    return plain and lemma(event.trigger) in words("_words", "support", "active")


def _weaker(verb: Found, noun: Found) -> Found:
    """Of a pattern with its noun and the noun alone, the one that gives way: the general before the particular."""
    if verb.type == noun.type and noun.mode and not verb.mode:
        return verb
    return noun


def _merge(here: list[Found]) -> None:
    """What belongs to another event of the sentence is not told twice."""
    by_word = {event.light.i: event for event in here if event.light is not None}
    by_word |= {event.trigger.i: event for event in here}
    causes: dict[int, Found] = {}
    for harm in here:
        if harm.type == "ASSAULT" and harm.mode in {"kill", "destroy"} and harm.match.roles is not None:
            cause = causes.get(harm.trigger.head.i if harm.trigger.dep_ == "conj" else -1) or _cause(harm, by_word)
            if cause is not None and cause is not harm and cause.type == "ASSAULT" and cause.told:
                causes[harm.trigger.i] = cause
                _absorb(cause, harm)
    for event in here:
        _substitute(event, here)
        _fold(event, by_word)


def _fold(event: Found, by_word: dict[int, Found]) -> None:
    """One telling for "struck back with strikes", "summoned him to lodge a protest"; none for a bare "was forced"."""
    if not event.arguments.initiators and lemma(event.trigger) in words("_words", "needs-initiator"):
        event.told = False
    verb = by_word.get(event.light.i) if event.light is not None else None
    if verb is not None and verb is not event and verb.told and verb.type == event.type:
        event.told = False
        verb.mode = verb.mode or event.mode
        verb.arguments.add("recipients", [] if verb.arguments.recipients else event.arguments.recipients)
    if event.trigger.dep_ in {"advcl", "xcomp"} and event.trigger.tag_ == "VB":
        above = by_word.get(event.trigger.head.i)
        if above is not None and above.told and above.type == event.type:
            event.told = False


def _absorb(cause: Found, harm: Found) -> None:
    """A killing that a strike brings about is part of the strike: "strikes that killed two", "died in a blast"."""
    harm.told = False
    cause.match.words.append(harm.trigger)
    if not cause.arguments.recipients:
        cause.arguments.add("recipients", harm.arguments.recipients)
    if not cause.arguments.initiators:
        own = [t for t in harm.arguments.initiators if t.i not in {outer(cause.trigger).i, cause.trigger.i}]
        cause.arguments.add("initiators", own)


def _substitute(event: Found, here: list[Found]) -> None:
    """ "The offensive destroyed ...": who acts is who carried out the offensive."""
    nouns = {outer(e.trigger).i: e for e in here if e.match.roles is None and e is not event}
    for token in [t for t in event.arguments.initiators if t.i in nouns]:
        event.arguments.initiators.remove(token)
        event.arguments.add("initiators", nouns[token.i].arguments.initiators)


def _cause(harm: Found, by_word: dict[int, Found]) -> Found | None:
    verb, given = harm.trigger, harm.match.roles
    if given is None:
        return None
    for token in given.agents:
        if (event := _carried(token, by_word)) is not None and event.match.roles is None:
            return event
    for prep, token in given.phrases:
        if prep in {"in", "by", "during", "when", "after", "from"} and (event := _carried(token, by_word)) is not None:
            return event
    if verb.dep_ in {"advcl", "acl", "acl:relcl"} and (verb.tag_ == "VBG" or verb.dep_ == "acl:relcl"):
        return _carried(verb.head, by_word)
    if verb.dep_ == "conj" and verb.tag_ in {"VBG", "VBD", "VBN"}:
        head = by_word.get(verb.head.i)
        return head if head is not None and head.mode == harm.mode and head.type == "ASSAULT" else None
    return None


def _carried(token: Token, by_word: dict[int, Found]) -> Found | None:
    """The event of this noun, or of the noun that it counts ("a series of explosions")."""
    if token.i in by_word:
        return by_word[token.i]
    for event in by_word.values():
        if event.match.roles is None and outer(event.trigger).i == token.i:
            return event
    return None
