"""Fitting one pattern of the lexicon on one verb: the words, particles and recipients that must stand with it."""

from __future__ import annotations

from spacy.tokens import Token

from wiredesk.annotate.events.lexicon import Element, Entry, words
from wiredesk.annotate.events.syntax import Roles, children, forms, is_verb, lemma, phrases, possessed, preposition


def measure(token: Token) -> bool:
    """Whether the noun only counts or frames the noun after "of": "a series of strikes"."""
    return lemma(token) in words("_words", "measures")


def core(token: Token) -> dict[str, Token]:
    """The names by which a noun phrase can meet a word of a pattern: head, compound, "of" under a measure."""
    names = dict.fromkeys([*sorted(forms(token)), f"ent:{token.ent_type_.lower()}"], token)
    for child in children(token, "compound", "amod", "flat", "nmod"):
        if child.dep_ in {"compound", "amod", "flat"}:
            names.setdefault(lemma(child), token)
            names.setdefault(f"{lemma(child)} {lemma(token)}", token)
        elif preposition(child) == "of" and (measure(token) or token.pos_ == "NUM"):
            for name, inner in core(child).items():
                names.setdefault(name, inner)
    return names


def bag_of(verb: Token, found: Roles) -> dict[str, Token]:
    """Single words that stand with a verb: its dependents and the names of its objects."""
    names: dict[str, Token] = {}
    for token in [*found.patients, *found.receivers]:
        for name, owner in core(token).items():
            names.setdefault(name, owner)
        for child in token.children:
            names.setdefault(lemma(child), child)
    for child in verb.children:
        if child.dep_ == "xcomp":
            for inner in children(child, "obj", "advmod"):
                names.setdefault(lemma(inner), inner)
        if child.dep_.startswith(("obl", "nmod")) and preposition(child):
            continue
        if child.dep_ not in {"punct", "cc", "mark", "aux", "aux:pass"} and not child.dep_.startswith(
            ("nsubj", "conj")
        ):
            for name, owner in core(child).items():
                names.setdefault(name, owner)
    return names


def _xcomps(verb: Token) -> list[tuple[str, Token]]:
    """Phrases that hang on a secondary predicate: "of stealing" in "found her guilty of stealing"."""
    return [pair for child in children(verb, "xcomp") for pair in phrases(child)]


class Fit:
    """One attempt to fit one entry on one verb."""

    def __init__(self, verb: Token, found: Roles, bag: dict[str, Token]) -> None:
        self.verb, self.found, self.bag = verb, found, bag
        self.names = {name: owner for token in found.patients for name, owner in core(token).items()}
        for child in children(verb, "xcomp", "obl"):  # "called the raid a crime"
            if child.pos_ == "NOUN" and not preposition(child):
                self.names |= {name: owner for name, owner in core(child).items() if name not in self.names}
        self.score = 1.0
        self.taken: list[Token] = []
        self.recipients: list[Token] = []
        self.suffering: list[Token] = []  # nouns of the pattern that the event is done to
        self.to_people = False  # a phrase that names a class holds the recipient: "opened its border to <people>"

    def all(self, entry: Entry) -> bool:
        """Whether every element of the entry is met. Words first, so that targets know which nouns are taken."""
        if len(entry.heads) > 1 and not self._compound_head(entry.heads[:-1]):
            return False
        ordered = sorted(entry.elements, key=lambda element: element.kind == "target")
        return all(getattr(self, f"_{element.kind}")(element) for element in ordered)

    def _compound_head(self, before: tuple[str, ...]) -> bool:
        return {lemma(c) for c in self.verb.children} >= set(before)

    def _take(self, token: Token, points: float) -> bool:
        self.taken.append(token)
        self.score += points
        return True

    def _word(self, element: Element) -> bool:
        points = 2.0 if element.name else 2.5
        if element.prepositions:
            for prep, token in self._phrases():
                if prep in element.prepositions and core(token).keys() & element.words:
                    self.to_people = self.to_people or (bool(element.name) and prep in {"to", "for"})
                    return self._take(token, points)
            return False
        names = self.names if element.name else {**self.bag, **self.names}
        met = sorted((word for word in element.words if word in names), key=len, reverse=True)
        if met:
            if element.name in words("_words", "patients"):
                self.suffering.append(names[met[0]])
            return self._take(names[met[0]], points + 0.3 * (" " in met[0]))
        return False

    def _phrases(self) -> list[tuple[str, Token]]:
        """Phrases of the verb and of its object, which a parser cannot always tell apart."""
        own = list(self.found.phrases)
        for token in self.found.patients:
            if token.i != self.verb.head.i:
                own.extend(phrases(token))
        for child in children(self.verb, "compound", "advmod", "xcomp"):
            own.extend(phrases(child))
        own.extend(("to", child) for child in children(self.verb, "xcomp", "advcl") if is_verb(child))
        return own

    def _particle(self, element: Element) -> bool:
        for child in self.verb.children:
            if child.lower_ in element.words and child.dep_ in {
                "compound:prt",
                "advmod",
                "xcomp",
                "case",
                "obl",
                "mark",
            }:
                return self._take(child, 2.0)
        if any(
            name in element.words & words("_words", "free-particles") for name, _ in self.found.phrases
        ):  # "out" in "pulled out of the city"
            self.score += 2.0
            return True
        return False

    def taken_objects(self) -> list[Token]:
        """The nouns of the pattern that are the verb's own objects: whom "expel <diplomat>" is done to."""
        if self.to_people:
            return [t for t in self.taken if t.dep_.startswith("obl") and t.pos_ != "VERB"]
        return self.suffering

    def _guard(self, element: Element) -> bool:
        return not (set(self.bag) | {lemma(token) for token in self.found.agents}) & element.words

    def _agent(self, element: Element) -> bool:
        return self._score_if(any(forms(token) & element.words for token in self.found.agents), 2.0)

    def _intransitive(self, element: Element) -> bool:
        return self.found.passive or not self.found.patients

    def _infinitive(self, element: Element) -> bool:
        """An infinitive; a clause with a subject of its own ("told reporters that ...") is none."""
        clauses = [c for c in self.verb.children if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and is_verb(c)]
        return self._score_if(any(c.dep_ == "xcomp" or any(k.lower_ == "to" for k in c.children) for c in clauses), 1.0)

    def _clause(self, element: Element) -> bool:
        return self._score_if(any(c.dep_ in {"ccomp", "parataxis"} for c in self.verb.children), 1.0)

    def _phrase(self, element: Element) -> bool:
        return self._score_if(
            any(prep in element.prepositions for prep, _ in [*self.found.phrases, *_xcomps(self.verb)]), 1.5
        )

    def _score_if(self, met: bool, points: float) -> bool:
        self.score += points if met else 0.0
        return met

    def _target(self, element: Element) -> bool:
        targets = self._by_preposition(element) if element.prepositions else self._direct()
        if targets:
            self.recipients.extend(token for token in targets if token not in self.recipients)
            self.score += 0.5 if element.optional else 1.0
        return bool(targets) or element.optional

    def _by_preposition(self, element: Element) -> list[Token]:
        return [
            token
            for prep, token in self._phrases()
            if prep in element.prepositions and token not in self.taken and not is_verb(token)
        ]

    def _direct(self) -> list[Token]:
        free = [*self.found.receivers, *(token for token in self.found.patients if token not in self.taken)]
        if free or not self.taken:
            return free
        return [c for token in self.taken for c in token.children if possessed(c)]  # "summoned Iran's ambassador"
