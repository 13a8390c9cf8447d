"""Sport, figures of speech and labour strikes: what a sentence tells about the sense of a trigger."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from wiredesk.annotate.events.arguments import Arguments
from wiredesk.annotate.events.fit import core
from wiredesk.annotate.events.lexicon import lexicon, words
from wiredesk.annotate.events.match import Match
from wiredesk.annotate.events.syntax import children, lemma

HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


def _lemmas(sentence: Span) -> set[str]:
    return {lemma(token) for token in sentence} | {token.lower_ for token in sentence}


def admits(match: Match, arguments: Arguments, sentence: Span) -> bool:
    """Whether the trigger is meant as the event it names: not in a match report, not "the fight against poverty"."""
    if match.entry.type in HOSTILE and _sport(match.trigger, sentence):
        return False
    if match.entry.type == "ASSAULT" and arguments.recipients:
        return not all(core(token).keys() & words("_guards", "abstract") for token in arguments.recipients)
    return not (match.roles is None and match.trigger.dep_ == "compound" and not _headline(match.trigger))


def _headline(token: Token) -> bool:
    """Whether the noun before another noun still tells the event: "attack plans" does, "attack helicopter" does not."""
    return lemma(token.head) in words("_words", "measures")


def _sport(trigger: Token, sentence: Span) -> bool:
    told = _lemmas(sentence) & words("_guards", "sport")
    soft = lemma(trigger) in words("_guards", "soft")
    if _lemmas(sentence) & words("_guards", "weapons") - {"force", "target", "kill", "wound", "air"}:
        return False
    return len(told) >= 2 or (bool(told) and soft)


def resense(match: Match, sentence: Span) -> Match | None:
    """Another sense of the same words, where the sentence asks for it."""
    entry = match.entry
    troops = entry.type == "MOBILIZE" and entry.mode == "troops"
    arrived = match.roles.agents if entry.type == "CONSULT" and entry.mode == "visit" and match.roles else ()
    if any(core(t).keys() & words("_words", "classes", "peacekeeper") for t in arrived):
        troops = True
    if troops and _lemmas(sentence) & words("_guards", "peacekeeping"):
        peace = replace(entry, type="AID", mode="peacekeeping", contexts=("peacekeeping",))
        return replace(match, entry=peace)
    if entry.type == "ASSAULT" and lemma(match.trigger) in words("_guards", "verbal-nouns") and _verbal(match):
        return replace(match, entry=replace(entry, type="ACCUSE", mode="disapprove", contexts=("diplomatic",)))
    return _labour(match, sentence)


def _verbal(match: Match) -> bool:
    """Whether the attack is made of words: "a scathing attack", "launched an attack, calling them"."""
    if any(
        lemma(child) in words("_guards", "verbal-adjectives") for child in children(match.trigger, "amod", "compound")
    ):
        return True
    verb = match.trigger if match.roles is not None else match.trigger.head
    return any(lemma(c) in words("_guards", "verbal-verbs") and c.tag_ == "VBG" for c in children(verb, "advcl", "acl"))


def _labour(match: Match, sentence: Span) -> Match | None:
    """A strike by workers is a PROTEST: where labour is near and no weapon is."""
    if lemma(match.trigger) not in {"strike", "walkout"} or match.entry.type != "ASSAULT" or match.roles is not None:
        return match
    near = _lemmas(sentence)
    if not near & words("_guards", "labour") or near & words("_guards", "weapons"):
        return match
    labour = next(entry for entry in lexicon().nouns["strike"] if entry.mode == "strike")
    return replace(match, entry=labour)
