"""Reading a Universal Dependencies tree for events: subjects, objects, phrases; control and coordination followed.

A noun phrase is stood for by its head token; :func:`noun_phrase` gives the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from wiredesk.annotate import decode
from wiredesk.annotate.events.lexicon import words

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_CUT = frozenset({"acl", "acl:relcl", "appos", "parataxis", "advcl", "advcl:relcl", "dep", "list", "orphan"})
_CUT_AT_TOP = frozenset({"cc", "conj", "case", "mark", "cop", "advmod", "cc:preconj", "discourse", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
DEPTH = 8
NAMED = frozenset({"PER", "ORG", "LOC"})


@dataclass(slots=True)
class Roles:
    """Logical roles of a verb: who does it, to whom, and the phrases with their prepositions."""

    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    receivers: list[Token] = field(default_factory=list)  # indirect objects
    phrases: list[tuple[str, Token]] = field(default_factory=list)
    passive: bool = False


def lemma(token: Token) -> str:
    """The lemma, lower case; that of the noun for a capitalised word that is no entity ("Rockets hit")."""
    if token.pos_ == "PROPN" and token.is_title and token.ent_type_ not in NAMED:
        return decode.lemma(token.text, "NOUN")
    return (token.lemma_ or token.text).lower()


def forms(token: Token) -> set[str]:
    """The lemma and the word itself, lower case."""
    return {lemma(token), token.lower_}


def children(token: Token, *relations: str) -> list[Token]:
    """The children in one of these relations, subtypes included."""
    return [child for child in token.children if child.dep_.partition(":")[0] in relations]


def preposition(token: Token) -> str:
    """The preposition of a phrase ("" for none): its last one, so "from" for "up from"."""
    cases = [
        child.lower_ for child in token.children if child.dep_ == "case" and child.lower_ not in {"'s", "’s", "'", "’"}
    ]
    return cases[0] if cases else ""


def prepositions(token: Token) -> list[str]:
    """All prepositions of a phrase, "out" and "of" in "out of the city"; [""] for none."""
    return [child.lower_ for child in token.children if child.dep_ in {"case", "fixed"} and child.tag_ != "POS"] or [""]


def possessed(token: Token) -> bool:
    """Whether the token carries a possessive mark ("Pakistan's") or is a possessive pronoun."""
    return token.tag_ == "PRP$" or token.dep_ == "nmod:poss" or any(c.tag_ == "POS" for c in token.children)


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and what is coordinated with it."""
    found, todo = [token], [token]
    while todo:
        parts = [c for c in todo.pop().children if c.dep_ == "conj" and c.pos_ in _NOMINAL]
        found.extend(parts)
        todo.extend(parts)
    return found


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form that can carry a clause."""
    return token.pos_ in {"VERB", "AUX"} or (token.tag_ or "").startswith("VB")


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Passive by its auxiliary or subject, as a participle after a noun, or by sharing either in a coordination."""
    relations = {child.dep_ for child in verb.children}
    if "aux:pass" in relations or "nsubj:pass" in relations:
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in {"acl", "amod", "advcl"} and not relations & {"aux", "nsubj"}:
        return not (relations & {"obj"})
    if verb.dep_ == "conj" and not relations & {"aux", "nsubj"} and depth < DEPTH:
        return is_passive(verb.head, depth + 1)
    if verb.dep_ in {"xcomp", "ROOT"} and not relations & {"aux"}:
        return "obj" not in relations
    return False


def subject(word: Token, depth: int = 0) -> Token | None:
    """The subject of a verb or predicate: its own, or through relative clauses, control and coordination."""
    own = [child for child in word.children if child.dep_ in SUBJECTS and child.lower_ not in RELATIVES]
    if own:
        return own[0]
    head, relation = word.head, word.dep_
    if depth > DEPTH or head.i == word.i:
        return _auxiliary_subject(word)
    relative = any(c.dep_ in SUBJECTS and c.lower_ in RELATIVES for c in word.children)
    if relation.startswith("acl"):
        if relative or relation == "acl":
            return head if not _has_infinitive(word) else _controller(head, depth)
        return None
    if relative:
        return head if head.pos_ in {"NOUN", "PROPN"} else subject(head, depth + 1)
    if any(c.dep_ in SUBJECTS for c in word.children):
        return None
    return _inherited(word, head, relation, depth)


def _auxiliary_subject(word: Token) -> Token | None:
    """The subject that a parser left on the auxiliary: "it had (only) targeted"."""
    for token in reversed(list(word.doc[max(word.sent.start, word.i - 4) : word.i])):
        if token.pos_ == "AUX" and token.head.i != word.i:
            return next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if token.pos_ not in {"ADV", "PUNCT", "PART", "ADP", "NOUN"}:
            return None
    return None


def _has_infinitive(word: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "to" for child in word.children)


def _controller(noun: Token, depth: int) -> Token | None:
    """Who is meant to do what a noun's infinitive says: "its plan to strike", "Iran has a plan to strike"."""
    for child in noun.children:
        if possessed(child) and child.dep_ in {"nmod:poss", "compound"}:
            return child
    return subject(noun.head, depth + 1) if is_verb(noun.head) else None


def _inherited(word: Token, head: Token, relation: str, depth: int) -> Token | None:
    if relation == "conj":
        return subject(head, depth + 1)
    if relation in {"xcomp", "ccomp", "advcl", "obl", "parataxis"} and (is_verb(head) or head.pos_ in {"ADJ", "NOUN"}):
        controller = _object_control(word, head, relation)
        if controller is not None:
            return controller
        if relation in {"ccomp", "parataxis"}:
            return _auxiliary_subject(word)
        return subject(head, depth + 1)
    return None


def _object_control(word: Token, head: Token, relation: str) -> Token | None:
    """The object of the governing verb, where that is who acts: "urged Iran to stop", "accused Iran of striking"."""
    marks = {child.lower_ for child in word.children if child.dep_ in {"mark", "case"}}
    objects = [c for c in head.children if c.dep_ in {"obj", "iobj"} or (c.dep_ == "nsubj:pass")]
    objects = [c for c in objects if c.i < word.i]
    if not objects:
        on = [c for c in children(head, "obl") if preposition(c) in {"on", "upon", "to"} and c.i < word.i]
        return on[0] if on and relation == "xcomp" and lemma(head) in {"call", "appeal"} else None
    if relation in {"xcomp", "ccomp"}:
        return objects[-1]
    blaming = lemma(head) in words("_cues", "blame")
    return objects[-1] if blaming and marks & {"of", "for", "from", "with", "over", "into"} else None


def noun_phrase(token: Token) -> Span:
    """The words of the phrase of this head, without relative clauses, appositions and what is coordinated with it."""
    kept = _kept(token, top=True)
    left = right = token.i
    while left - 1 in kept:
        left -= 1
    while right + 1 in kept:
        right += 1
    while right > token.i and token.doc[right].is_punct:
        right -= 1
    while left < token.i and token.doc[left].is_punct and not token.doc[left].is_quote:
        left += 1
    return token.doc[left : right + 1]


def _kept(token: Token, top: bool) -> set[int]:
    """The numbers of the words that belong to the phrase."""
    kept, todo = {token.i}, [(token, top)]
    while todo:
        word, first = todo.pop()
        for child in word.children:
            outside = first and (child.dep_ in _CUT_AT_TOP or child.dep_.startswith(("obl", "nsubj", "aux")))
            if child.dep_ not in _CUT and not outside:
                kept.add(child.i)
                todo.append((child, False))
    return kept


def phrases(verb: Token) -> list[tuple[str, Token]]:
    """The prepositional phrases of a verb, coordination included: (preposition, head of the noun phrase)."""
    found: list[tuple[str, Token]] = []
    for child in verb.children:
        if child.dep_.startswith(("obl", "nmod")) and child.dep_ not in {"nmod:poss", "obl:unmarked", "obl:tmod"}:
            found.extend((name, each) for name in prepositions(child) for each in with_conjuncts(child))
        elif child.dep_ == "advcl" and (
            marks := [c.lower_ for c in child.children if c.dep_ in {"mark", "case"} or c.lower_ == "when"]
        ):
            found.append((marks[0], child))
    return found


def _objects(verb: Token) -> list[Token]:
    """Direct objects: its own, or that of the verb it is coordinated with ("shelled and burned the town")."""
    own = [child for child in children(verb, "obj") if not preposition(child)]
    own += [token for child in children(verb, "xcomp") for token in _raised(child)]
    own += [c for c in children(verb, "nsubj") if c.i > verb.i and subject(verb) not in {c, None}]
    if own:
        return [each for child in own for each in with_conjuncts(child)]
    for other in [c for c in verb.children if c.dep_ == "conj"] + ([verb.head] if verb.dep_ == "conj" else []):
        shared = [c for c in children(other, "obj") if c.i > max(verb.i, other.i)]
        if shared and abs(other.i - verb.i) <= 3 and is_verb(other):
            return [each for child in shared for each in with_conjuncts(child)]
    return []


def _raised(predicate: Token) -> list[Token]:
    """ "set free the hostages", "let go the crew": the object may hang on the secondary predicate."""
    return children(predicate, "obj") if predicate.pos_ in {"ADJ", "ADV"} or lemma(predicate) == "go" else []


def roles(verb: Token) -> Roles:
    """The logical roles of a verb or predicate."""
    found = Roles(passive=is_passive(verb), phrases=phrases(verb))
    top = subject(verb)
    subjects = with_conjuncts(top) if top is not None else []
    if found.passive:
        found.patients = subjects + _objects(verb) if children(verb, "iobj", "obj") else subjects
        found.agents = [t for prep, t in found.phrases if prep == "by"]
        found.agents += [t for child in children(verb, "xcomp", "advmod") for p, t in phrases(child) if p == "by"]
        bare = [c for c in verb.children if c.dep_ == "obl:agent" and not any(k.dep_ == "case" for k in c.children)]
        found.agents += [c for c in bare if c not in found.agents]
    else:
        found.agents, found.patients = subjects, _objects(verb)
        found.receivers = [each for child in children(verb, "iobj") for each in with_conjuncts(child)]
        if not found.patients and verb.dep_ == "acl:relcl" and top is not None and top.i != verb.head.i:
            found.patients = [verb.head]
    found.patients = [_antecedent(token, verb) for token in found.patients]
    return found


def _antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ in RELATIVES and verb.dep_.startswith("acl"):
        return verb.head
    return token
