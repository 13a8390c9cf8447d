"""Pronouns and definite descriptions: "it", "the group", "both nations". None where more than one reading is open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors.descriptions import Fits, description, nearest, only_subject, pair, pair_noun
from wiredesk.annotate.actors.phrases import Phrase
from wiredesk.annotate.actors.reading import Reading, reading
from wiredesk.annotate.actors.roles import words
from wiredesk.annotate.actors.states import states
from wiredesk.model import Actor

Referent = Actor | tuple[Actor, ...] | None
_PLURAL_KINDS = ("armed group", "population", "organization", "government body", "media")


def refer(span: Span) -> Referent:
    """What a pronoun or a description stands for."""
    doc = span.doc
    text = _bare(span)
    if not text:
        return None
    read = reading(doc)
    number = _pronouns().get(text)
    if number is not None:
        return _pronoun(read, span.root if doc.has_annotation("DEP") else span[0], number)
    both = pair_noun(span)
    if both is not None:
        return pair(read, span, both)
    first = span[0].lower_
    if first not in ("the", "this", "that", "its", "their"):
        return None
    return _named_within(read, span) or description(read, doc, span.start, text)


def _named_within(read: Reading, span: Span) -> Actor | None:
    """Whose name stands before the noun: "the state-aligned Tasnim agency" is Tasnim, whoever was named before."""
    for phrase in read.phrases:
        inside = (
            span.start < phrase.start and phrase.end == span.end - 1 and span.doc[phrase.end - 1].dep_ == "compound"
        )
        if inside and phrase.actor.kind in ("media", "organization", "armed group", "government body"):
            return phrase.actor
    return None


def _bare(span: Span) -> str:
    tokens = [t.lower_ for t in span if not t.is_punct and not t.is_space]
    while (
        tokens
        and tokens[0] in ("the", "this", "that", "both", "two", "these", "those", "its", "their")
        and len(tokens) > 1
    ):
        tokens = tokens[1:]
    return " ".join(tokens)


@cache
def _pronouns() -> dict[str, str]:
    return {word: number for number, forms in words()["pronouns"].items() for word in forms}


def _pronoun(read: Reading, token: Token, number: str) -> Referent:
    if number == "thing" and _expletive(token):
        return None
    doc = token.doc

    def fits(phrase: Phrase) -> bool:
        kind = phrase.actor.kind
        if number == "person":
            return kind == "person"
        if number == "many":
            return kind in _PLURAL_KINDS and (phrase.role is None or not phrase.role.single or not phrase.role.person)
        return kind not in ("person", "population") and (phrase.role is None or phrase.owned) and phrase.shown

    decided, governing = _governing_subject(read, token, number, fits)
    if decided:
        return governing
    sentence = read.sentence[token.i]
    here = [p for p in read.phrases if p.end <= token.i and read.sentence[p.start] == sentence and fits(p)]
    if here:
        ids = {p.actor.id for p in here}
        return here[-1].actor if len(ids) == 1 else only_subject(doc, here)
    if doc.has_annotation("DEP"):
        joined = _joined_subject(read, token) if number == "many" else None
        referent = joined or _subject_before(read, token, number, fits)
        if referent is not None:
            return referent
    return nearest(read, doc, token.i, fits)


def _subject_before(read: Reading, token: Token, number: str, fits: Fits) -> Referent:
    """The subject of the sentence before, also where it is a description ("Both groups … They …")."""
    start = token.sent.start
    if start == 0:
        return None
    root = token.doc[start - 1].sent.root
    subjects = [child for child in root.children if child.dep_.startswith("nsubj")]
    if not subjects:
        return None
    subject = subjects[0]
    phrase = read.cover.get(subject.i)
    if phrase is not None and fits(phrase) and not subject.conjuncts:
        return phrase.actor
    referent = refer(token.doc[subject.left_edge.i : subject.i + 1])
    return referent if isinstance(referent, tuple) is (number == "many") else None


def _expletive(token: Token) -> bool:
    """ "it is highly unusual for", "it was not clear" """
    if token.lower_ != "it" or token.i + 1 >= len(token.doc):
        return False
    after = list(token.doc[token.i + 1 : token.i + 6])
    if after[0].lower_ not in ("is", "was", "'s", "’s", "remains", "seems", "appears", "appeared", "became", "has"):
        return False
    if token.dep_.startswith("expl"):
        return True
    if token.doc.has_annotation("DEP"):
        head = token.head
        clause = any(c.dep_ in ("csubj", "ccomp", "advcl", "xcomp") and c.i > head.i for c in head.children)
        return head.pos_ == "ADJ" and clause or after[0].lower_ in ("seems", "appears", "appeared")
    return any(t.lower_ in ("that", "to", "for", "whether", "why", "who") for t in after[1:])


def _governing_subject(read: Reading, token: Token, number: str, fits: Fits) -> tuple[bool, Actor | None]:
    """The subject of the clause above: "Iran claimed it had …" -> Iran; an outlet only where outlets do such things.

    The first value says whether the parse decides: a subject above that is no actor leaves the pronoun open.
    """
    if not token.doc.has_annotation("DEP"):
        return False, None
    own = token.head if token.dep_.startswith("nsubj") else None
    verb = own or next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False, None
    near = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < token.i]
    for subject in [*near, *_subjects_above(verb)]:
        phrase = read.cover.get(subject.i) or _relative(read, subject)
        if phrase is None or not fits(phrase):
            if _pronouns().get(subject.lower_) == number and subject.i < token.i:
                referent = _pronoun(read, subject, number)
                return True, referent if isinstance(referent, Actor) else None
            return phrase is None, None
        if phrase.actor.kind == "media" and verb.lemma_ not in words()["media_verbs"]:
            return True, _owner_state(phrase, token.doc)
        return True, phrase.actor
    return False, None


def _subjects_above(verb: Token) -> Iterable[Token]:
    while verb.dep_.split(":")[0] in ("ccomp", "advcl", "xcomp", "conj", "parataxis") and verb.head is not verb:
        verb = verb.head
        yield from (child for child in verb.children if child.dep_.startswith("nsubj"))


def _relative(read: Reading, subject: Token) -> Phrase | None:
    """ "Pakistan, which said it …": the noun that the relative clause is about."""
    if subject.lower_ in ("which", "who", "that") and subject.head.dep_.startswith("acl"):
        return read.cover.get(subject.head.head.i)
    return None


def _owner_state(phrase: Phrase, doc: Doc) -> Actor | None:
    """The state in front of an outlet's name ("Iran's Tasnim agency said it had targeted …")."""
    state = phrase.actor.country
    named = phrase.start < phrase.head and state in states() and phrase.state == state
    return states()[state].actor if named and state is not None else None


def _joined_subject(read: Reading, token: Token) -> tuple[Actor, ...] | None:
    """ "X and Y said they": both."""
    for verb in token.ancestors:
        for subject in verb.children:
            if subject.dep_ == "nsubj" and subject.i < token.i and subject.conjuncts:
                found = [read.cover[t.i].actor for t in (subject, *subject.conjuncts) if t.i in read.cover]
                if len(found) == 2:
                    return tuple(found)
    return None
