"""Verbs that change what an event amounts to: lifting sanctions is YIELD, threatening an attack is THREATEN.

The rules are in ``knowledge/events/_operators.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from wiredesk.annotate.events.arguments import Arguments, of_noun, outer
from wiredesk.annotate.events.facts import told_as_fact
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.lexicon import Entry, knowledge, split
from wiredesk.annotate.events.match import Match
from wiredesk.annotate.events.syntax import children, is_verb, lemma, preposition, roles

REACHES = frozenset({"xcomp", "ccomp", "obj", "nsubj:pass", "advcl", "acl", "nmod", "obl"})
BINDING = frozenset({"for", "to", "of", "on", "with", "against", "from", "in", "out", ""})


@dataclass(frozen=True, slots=True)
class Operator:
    """What one family of verbs makes of the event in its complement."""

    name: str
    cooperative: str | None
    hostile: str | None
    consumes: bool
    never_noun: frozenset[str] = frozenset()
    types: tuple[tuple[str, str], ...] = ()

    def result(self, kind: str) -> str | None:
        """What an event of this type becomes."""
        groups = knowledge("_operators")["groups"]
        if kind in dict(self.types):
            return dict(self.types)[kind]
        return (
            self.cooperative if kind in groups["cooperative"] else self.hostile if kind in groups["hostile"] else None
        )


@cache
def operators() -> dict[str, list[Operator]]:
    """The operators of each verb."""
    found: dict[str, list[Operator]] = {}
    for name, rule in knowledge("_operators")["operators"].items():
        operator = Operator(
            name,
            rule.get("cooperative"),
            rule.get("hostile"),
            rule["consumes"] == "true",
            frozenset(split(rule.get("unless-noun"))),
            tuple(rule.get("types", {}).items()),
        )
        for verb in split(rule["verbs"]):
            found.setdefault(verb, []).append(operator)
        for noun in split(rule.get("nouns")):
            found.setdefault(f"the {noun}", []).append(operator)
    return found


def operate(here: list[Found], sentence: Span) -> None:
    """Apply the operators of the sentence to its events, innermost first. Changes ``here``."""
    for token in sorted(sentence, key=lambda each: -_depth(each)):
        key = _key(token)
        if token.pos_ == "NOUN":
            rules = operators().get(f"the {lemma(token)}", [])
        elif is_verb(token) or token.pos_ == "ADJ":
            rules = operators().get(key) or operators().get(lemma(token)) or []
        else:
            rules = []
        if not rules:
            continue
        inner = _complement(token, here)
        if inner is not None:
            for rule in rules:
                if _apply(rule, token, inner, here):
                    break


def _key(token: Token) -> str:
    return " ".join([lemma(token), *(c.lower_ for c in token.children if c.dep_ == "compound:prt")])


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _complement(verb: Token, here: list[Found]) -> Found | None:
    """The event in the object, infinitive, clause or bound phrase of a verb or noun."""
    carriers: dict[int, Found] = {}
    for event in here:
        if event.told and event.trigger.i != verb.i:
            for token in (event.trigger, event.light, outer(event.trigger)):
                if token is not None and token.i != verb.i:
                    carriers.setdefault(token.i, event)
    for child in verb.children:
        if not _reached(child) or told_as_fact(child):
            continue
        if child.i in carriers:
            return carriers[child.i]
        deep = ("nmod", "xcomp", "obj", "acl", "ccomp") if child.dep_ in {"xcomp", "ccomp"} else ("acl",)
        below = next((token for token in children(child, *deep) if token.i in carriers), None)
        if below is not None:
            return carriers[below.i]
    return None


def _reached(child: Token) -> bool:
    adjunct = child.dep_ in {"obl", "advcl", "nmod"}
    return child.dep_ in REACHES and (not adjunct or preposition_or_mark(child) in BINDING)


def preposition_or_mark(token: Token) -> str:
    """What brings in an adjunct: its preposition, else its subordinator."""
    marks = [child.lower_ for child in token.children if child.dep_ == "mark"]
    return preposition(token) or (marks[0] if marks else "")


def _apply(rule: Operator, verb: Token, inner: Found, here: list[Found]) -> bool:
    result = rule.result(inner.type)
    nominal = inner.match.roles is None and outer(inner.trigger).dep_ in {"obj", "nsubj:pass"}
    if result is None or (nominal and lemma(verb) in rule.never_noun):
        return False
    if rule.name in {"intent"} and not _same_subject(verb, inner):
        return False
    if rule.name == "permission" and inner.match.roles is None:
        return False
    own = next((event for event in here if event.trigger.i == verb.i), None)
    if own is not None and _keeps(own, result):
        _about(own, inner)
        own.inner = inner
        inner.told = inner.told and not rule.consumes
        return True
    _set(own, verb, result, inner, rule, here)
    return True


def _keeps(own: Found, result: str) -> bool:
    """Whether the verb's own pattern already says it: the same type, or a pattern with a noun of its own."""
    return own.type == result or any(element.kind == "word" for element in own.match.entry.elements)


def _same_subject(verb: Token, inner: Found) -> bool:
    if children(verb, "obj") and inner.match.roles is not None:
        return False
    return not any(child.dep_.startswith("nsubj") for child in (inner.light or inner.trigger).children) or not is_verb(
        inner.light or inner.trigger
    )


def _set(own: Found | None, verb: Token, result: str, inner: Found, rule: Operator, here: list[Found]) -> None:
    """Make the operator's event, or turn the verb's own event into it."""
    given = roles(verb)
    arguments = Arguments()
    if verb.pos_ == "NOUN":
        arguments = of_noun(Match(verb, Entry(result, None, (), (lemma(verb),)), words=[verb]))
    arguments.add("initiators", given.agents)
    if rule.name == "demand" or rule.name == "permission":
        arguments.add("recipients", given.patients if inner.match.roles is not None else given.receivers)
    arguments.add("recipients", inner.arguments.recipients)
    if not arguments.recipients:
        arguments.add("recipients", inner.arguments.initiators)
    arguments.weak = inner.arguments.weak
    entry = Entry(result, None, inner.contexts, (lemma(verb),))
    match = Match(verb, entry, inner.match.score + 1, words=[verb], roles=given)
    mode = "ease" if result == "YIELD" and rule.name == "ending" else "access" if result == "YIELD" else None
    event = Found(match, arguments, result, mode, inner.contexts, inner=inner)
    if own is not None:
        here.remove(own)
    here.append(event)
    here.sort(key=lambda each: each.trigger.i)
    _about(event, inner)
    inner.told = inner.told and not rule.consumes


def _about(event: Found, inner: Found) -> None:
    """Mode and contexts of a verbal event come from what it is about."""
    modes = knowledge("_operators")["modes"].get(event.type, {})
    event.mode = modes.get(inner.type, event.mode)
    event.contexts = tuple(dict.fromkeys([*(inner.contexts or event.contexts)]))
    if not event.arguments.recipients:
        event.arguments.add("recipients", inner.arguments.recipients)
