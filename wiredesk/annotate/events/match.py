"""Which pattern of the lexicon a word meets, and which words meet it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wiredesk.annotate.events.fit import Fit, bag_of
from wiredesk.annotate.events.lexicon import Entry, lexicon
from wiredesk.annotate.events.syntax import Roles, forms, is_verb, roles


@dataclass(slots=True)
class Match:
    """A word that meets an entry. ``score`` says how much of the sentence the pattern accounts for."""

    trigger: Token
    entry: Entry
    score: float = 0.0
    recipients: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)  # the trigger and the words of the pattern
    roles: Roles | None = None


def match_verb(verb: Token, given: Roles | None = None) -> Match | None:
    """The entry that accounts for most of what stands with the verb; None also where a guard does.

    ``given`` are roles to be taken instead of those of the tree.
    """
    best = _best(verb, given)
    return best if best is not None and best.entry.type is not None else None


def _best(verb: Token, given: Roles | None = None) -> Match | None:
    known = lexicon().verbs
    entries = [entry for form in sorted(forms(verb)) for entry in known.get(form, ())]
    if not entries:
        return None
    found = given or roles(verb)
    bag = bag_of(verb, found)
    best: Match | None = None
    for entry in entries:
        if entry.predicate == is_verb(verb) and verb.tag_ != "VBN":
            continue
        fit = Fit(verb, found, bag)
        if fit.all(entry) and (best is None or fit.score > best.score):
            recipients = fit.recipients or (fit.taken_objects() if not _has_target(entry) else [])
            best = Match(verb, entry, fit.score, recipients, [verb, *fit.taken], found)
    return best


def _has_target(entry: Entry) -> bool:
    return any(element.kind == "target" for element in entry.elements)


def match_noun(token: Token) -> Match | None:
    """The longest noun entry that ends, or whose head stands, at this token; None also where that is a guard."""
    longest = _longest(token)
    return longest if longest is not None and longest.entry.type is not None else None


def known(token: Token) -> bool:
    """Whether the lexicon has a pattern for the word where it stands, be it an event's or a guard's."""
    return _best(token) is not None or _longest(token) is not None


def _longest(token: Token) -> Match | None:
    if token.pos_ not in {"NOUN", "PROPN"} and not (
        token.tag_ == "VBG" and token.dep_ in {"obj", "nsubj", "nmod", "obl"}
    ):
        return None
    for name in sorted(forms(token)):
        for entry in lexicon().nouns.get(name, ()):
            found = _phrase_before(token, entry.heads)
            if found and (head := _head_of(found)) is not None and not _named(head):
                return Match(head, entry, float(len(found)), words=found)
    return None


def _phrase_before(token: Token, heads: tuple[str, ...]) -> list[Token]:
    """The tokens of the phrase that ends here; hyphens between them are skipped."""
    found, at = [token], token.i - 1
    for word in reversed(heads[:-1]):
        while at >= 0 and token.doc[at].text in {"-", "–"}:
            at -= 1
        if at < 0 or word not in forms(token.doc[at]):
            return []
        found.append(token.doc[at])
        at -= 1
    return found[::-1]


def _head_of(found: list[Token]) -> Token | None:
    inside = {token.i for token in found}
    heads = [token for token in found if token.head.i not in inside or token.head.i == token.i]
    nouns = [token for token in heads if token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}]
    return nouns[0] if nouns else None


def _named(token: Token) -> bool:
    """Whether the word is part of somebody's name: "Army of Justice", "Aid" in "Flying Aid"."""
    return (
        token.ent_type_ == "DATE"
        or (token.ent_type_ in {"PER", "ORG"} and token.pos_ == "PROPN")
        or token.text == "March"
    )
