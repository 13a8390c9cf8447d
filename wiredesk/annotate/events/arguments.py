"""Initiators and recipients of verbal and nominal triggers, as heads of noun phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from wiredesk.annotate.events.fit import measure
from wiredesk.annotate.events.lexicon import words
from wiredesk.annotate.events.match import Match
from wiredesk.annotate.events.syntax import (
    children,
    is_verb,
    lemma,
    phrases,
    possessed,
    preposition,
    roles,
    subject,
    with_conjuncts,
)


@dataclass(slots=True)
class Arguments:
    """Heads of the noun phrases of the two sides; ``weak`` are recipients that may be mere places."""

    initiators: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    weak: list[Token] = field(default_factory=list)
    light: Token | None = None  # the verb that carries a nominal trigger

    def add(self, side: str, tokens: Iterable[Token]) -> None:
        """Add heads to one side, each once and on one side only; dates and other settings are on none."""
        held = {token.i for token in [*self.initiators, *self.recipients]}
        tokens = [token for token in tokens if not _setting(token)]
        for token in tokens:
            for each in with_conjuncts(token) if token.i not in held else ():
                if each.i not in held:
                    getattr(self, side).append(each)
                    held.add(each.i)


def _setting(token: Token) -> bool:
    """Whether the noun tells the time or the background: "on Tuesday", "against the backdrop of"."""
    reflexive = token.lower_.endswith(("self", "selves"))
    day = token.pos_ == "NUM" and any(lemma(c) in words("_words", "settings") for c in token.children)
    return reflexive or day or token.ent_type_ == "DATE" or lemma(token) in words("_words", "settings")


def placing() -> frozenset[str]:
    """Prepositions of place."""
    return words("_words", "placing")


def outer(noun: Token) -> Token:
    """The noun that stands for this one in the clause: "series" for "strikes" in "a series of strikes"."""
    for _ in range(3):
        if (
            noun.dep_ == "conj"
            and noun.head.pos_ in {"NOUN", "PROPN"}
            or noun.dep_ == "nmod"
            and preposition(noun) == "of"
            and measure(noun.head)
        ):
            noun = noun.head
        else:
            break
    return noun


def of_verb(match: Match) -> Arguments:
    """The sides of a verbal trigger."""
    found = Arguments()
    given = match.roles or roles(match.trigger)
    recipients = list(match.recipients)
    if match.entry.reciprocal and not recipients and len(given.agents) > 1:
        recipients = list(given.agents)
        found.initiators, found.recipients = list(given.agents), recipients
        return found
    found.add("recipients", recipients)
    found.add("initiators", _own(given.agents, match))
    found.weak = [token for prep, token in given.phrases if prep in placing() and token not in found.recipients]
    return found


def _own(agents: list[Token], match: Match) -> list[Token]:
    taken = {token.i for token in match.words}
    return [token for token in agents if token.i not in taken]


def of_noun(match: Match) -> Arguments:
    """The sides of a nominal trigger: from the noun phrase, then from the light verb or the clause that carries it."""
    found, noun = Arguments(), match.trigger
    chain = _chain(noun)
    for each in chain:
        _inside(each, match, found)
    for each in chain:
        _participles(each, match, found)
    _governor(outer(noun), match, found)
    if match.entry.reciprocal and len(found.initiators) > 1 and not found.recipients:
        found.recipients = list(found.initiators)
    return found


def _chain(noun: Token) -> list[Token]:
    """The noun, then the measure nouns that stand for it."""
    chain = [noun]
    while chain[-1].dep_ == "nmod" and preposition(chain[-1]) == "of" and measure(chain[-1].head) and len(chain) < 4:
        chain.append(chain[-1].head)
    return chain


def _inside(noun: Token, match: Match, found: Arguments) -> None:
    """Possessors, demonyms, compounds and prepositional phrases of the noun."""
    entry, taken = match.entry, {token.i for token in match.words}
    inner = phrases(noun)
    has_of = any(prep == "of" for prep, token in inner if token.i not in taken and token.i != match.trigger.i)
    for prep, token in inner:
        if token.i in taken or token.i == match.trigger.i:
            continue
        if prep == "by" or prep == "between" or (prep == "of" and entry.of == "both"):
            found.add("initiators", [token])
        elif prep == "of":
            if not measure(noun):
                found.add("initiators" if entry.of == "initiator" else "recipients", [token])
        elif prep in entry.recipient and prep not in placing():
            found.add("recipients", [token])
        elif prep in placing():
            found.weak.append(token)
        elif prep == "from":
            found.add("initiators", [token])
    for child in noun.children:
        if child.i not in taken:
            _modifier(child, match, found, has_of)


def _modifier(child: Token, match: Match, found: Arguments, has_of: bool) -> None:
    suffers = match.entry.poss == "recipient" and not has_of
    if possessed(child) and child.dep_ in {"nmod:poss", "compound", "nmod"}:
        found.add("recipients" if suffers else "initiators", [child])
    elif (
        child.i < match.trigger.i
        and child.dep_ in {"amod", "compound", "nmod", "nmod:desc"}
        and _actor_word(child)
        and not preposition(child)
    ):
        person = child.ent_type_ == "PER"
        found.add("recipients" if suffers and person else "initiators", [child])


def _actor_word(token: Token) -> bool:
    """Whether a modifier names who acts: "Iranian", "US", "rebel"; a city or a person's name does not."""
    if token.ent_type_ in {"ORG", "NORP", "PER", "LOC"} or token.pos_ == "PROPN":
        return token.ent_type_ not in {"DATE", "EVENT", "WEAPON"}
    return lemma(token) in words("_guards", "agents") or (
        token.pos_ == "ADJ" and token.text[:1].isupper() and token.i > token.sent.start
    )


def _participles(noun: Token, match: Match, found: Arguments) -> None:
    """ "strikes carried out by X on Y", "strikes targeting Y", "an attack that hit Y"."""
    for verb in children(noun, "acl"):
        given = roles(verb)
        name = lemma(verb)
        if name in words("_words", "support", "active") | {"blame", "claim"}:
            found.add("initiators", [t for t in given.agents if t.i != noun.i])
            found.add("initiators", [t for prep, t in given.phrases if name == "blame" and prep == "on"])
            found.add("recipients", _sides(given.phrases, match, name))
        elif match.entry.type == "ASSAULT" and not given.passive:
            found.add("recipients", [t for t in given.patients if t.i != noun.i])


def _sides(found: list[tuple[str, Token]], match: Match, verb: str = "") -> list[Token]:
    allowed = match.entry.recipient - placing()
    return [
        token
        for prep, token in found
        if prep in allowed and token.i != match.trigger.i and not (verb == "blame" and prep == "on")
    ]


def _governor(noun: Token, match: Match, found: Arguments) -> None:
    """What the clause around the noun says about its sides."""
    head, prep = noun.head, preposition(noun)
    if any(child.dep_ == "cop" for child in noun.children) and noun.dep_ != "obj":
        if prep in {"behind", "under", "on", "in"} and (who := subject(noun)) is not None:
            found.add("recipients" if prep == "under" else "initiators", [who])
        return
    if noun.dep_ in {"obl", "nmod"} and lemma(head) in words("_words", "authorship"):
        who = subject(head) or (subject(head.head) if is_verb(head.head) else None)
        if who is not None:
            found.add("initiators", [who])
            found.light = head
        return
    if (
        is_verb(head)
        and lemma(head) in words("_words", "naming")
        and head.dep_ == "acl:relcl"
        and is_verb(head.head.head)
    ):
        _verb_above(head.head, head.head.head, preposition(head.head), match, found)
    elif is_verb(head):
        _verb_above(noun, head, prep, match, found)


def _verb_above(noun: Token, verb: Token, prep: str, match: Match, found: Arguments) -> None:
    """The sides that a verb gives to the event noun in one of its places."""
    given, name = roles(verb), lemma(verb)
    if name in words("_cues", "blame") and prep in {"of", "for", "with", "over", "behind"}:
        found.add("initiators", given.patients)
        return
    claimed = [token for token in given.patients if lemma(token) in words("_words", "authorship")]
    if claimed and prep == "for":
        found.add("initiators", given.agents)
        found.light = claimed[0]
        return
    as_object = any(token.i in {noun.i, match.trigger.i} for token in given.patients)
    agents = [token for token in given.agents if token.i != noun.i]
    if (as_object and name in words("_words", "support", "passive")) or (
        name in {"come", "remain"} and prep == "under"
    ):
        found.add("recipients", agents)
        found.light = verb
    elif _carries(name, prep, as_object, match):
        found.light = verb
        found.add("recipients", [*_sides(given.phrases, match), *given.receivers])
        found.add("initiators", agents)
        found.weak.extend(t for p, t in given.phrases if p in placing() and t.i != noun.i)
    elif match.entry.type == "ASSAULT" and name in words("_words", "landing") and len(agents) < len(given.agents):
        found.add("recipients", given.patients or [t for p, t in given.phrases if p in {"on", "at"}])


def _carries(verb: str, prep: str, as_object: bool, match: Match) -> bool:
    """Whether the verb only carries the noun: "launched strikes"; any verb does in "responded with air strikes"."""
    if match.entry.type == "ASSAULT" and prep == "with":
        return True
    return verb in words("_words", "support", "active") and (as_object or prep in {"in", "on", "with", "to", "out"})
