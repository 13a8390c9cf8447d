"""Did it happen, who vouches for it, and when: polarity, modality and tense of a trigger.

The scale is PLOVER's auxiliary modes (negation, hypothetical, future, historical) with *alleged* beside them. The words
are in ``knowledge/events/_cues.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from wiredesk.annotate.events.lexicon import words
from wiredesk.annotate.events.syntax import children, is_verb, lemma, preposition
from wiredesk.model import Modality, Polarity, Tense


@dataclass(slots=True)
class Facts:
    """The three judgements of one event."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    tense: Tense = "past"

    def deny(self) -> None:
        """Turn the polarity round."""
        self.polarity = "negative" if self.polarity == "positive" else "positive"

    def suppose(self) -> None:
        """Hypothetical, unless somebody alleges it."""
        if self.modality == "asserted":
            self.modality = "hypothetical"


_CORE = frozenset({"xcomp", "ccomp", "obj", "csubj", "nsubj:pass", "csubj:pass", "acl"})
_ADJUNCT = frozenset({"obl", "nmod", "advcl"})
_LAST = frozenset({"acl:relcl", "amod", "compound", "nsubj"})
_BINDING = frozenset({"of", "for", "to", "from", "with", "against", "on", "that", "upon", "in"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve", "had", "having"})


def facts(trigger: Token, light: Token | None = None) -> Facts:
    """Polarity, modality and tense of the event that hangs on this word; ``light`` is the verb that carries a noun."""
    found = Facts(tense=_tense(trigger, light))
    carriers = [trigger] if light is None else [trigger, light]
    if any(_negated(word) for word in carriers):
        found.deny()
    for word in carriers:
        _own_words(word, found)
    for word, head in _climb(trigger):
        if light is None or head.i != light.i:
            _governed(word, head, found)
    if found.tense in {"past", "present"} and _historical(trigger, light):
        found.tense = "historical"
    return found


def _climb(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """(word, what governs it) from the trigger up, as far as a governor still bears on the event."""
    word = trigger
    for _ in range(10):
        head, relation = word.head, word.dep_
        if head.i == word.i or relation not in _CORE | _ADJUNCT | _LAST | {"conj", "obl:agent", "parataxis"}:
            return
        yield word, head
        if relation in _LAST and not (relation == "nsubj" and not is_verb(head)):
            return
        word = head


def _own_words(word: Token, found: Facts) -> None:
    """Auxiliaries, adverbs, adjectives and conjunctions on the word itself."""
    for child in word.children:
        name, relation = child.lower_, child.dep_
        if (
            relation == "advmod"
            and name in words("_cues", "alleged", "adverbs")
            or relation == "amod"
            and lemma(child) in words("_cues", "alleged", "adjectives")
        ):
            found.modality = "alleged"
        elif _supposes(child, word, name):
            found.suppose()


def _supposes(child: Token, word: Token, name: str) -> bool:
    if child.dep_ == "amod":
        return name in words("_cues", "hypothetical", "adjectives")
    if child.dep_ == "mark":
        return name in words("_cues", "hypothetical", "marks")
    if child.dep_ != "aux" or name not in words("_cues", "hypothetical", "auxiliaries"):
        return False
    return name != "shall" and not (name == "would" and reported_past(word))


def _negated(word: Token) -> bool:
    """Negated by an adverb or determiner of its own, or by a subject or object with "no"."""
    for child in word.children:
        if child.dep_ in {"advmod", "det", "case", "mark", "cc:preconj", "neg"} and negates(child):
            return True
        nobody = lemma(child) in words("_cues", "negation", "subjects")
        if child.dep_.startswith("nsubj") and (nobody or _no(child)):
            return True
        if child.dep_ == "obj" and is_verb(word) and _no(child):
            return True
    return False


def negates(token: Token) -> bool:
    if token.lower_ not in words("_cues", "negation", "words"):
        return False
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return not (token.lower_ in {"no", "not"} and following in words("_cues", "negation", "not_before"))


def _no(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def reported_past(word: Token) -> bool:
    """Whether a "would" is a future seen from a past saying: "said it would send"."""
    head = word.head
    return word.dep_ in {"ccomp", "parataxis", "conj"} and head.i != word.i and head.tag_ in {"VBD", "VBN"}


def _governed(word: Token, head: Token, found: Facts) -> None:
    """What the governor says of the event in its complement."""
    if word.dep_ not in _CORE and not (word.dep_ in _ADJUNCT and _bound(word)):
        return
    names = {lemma(head), " ".join([lemma(head), *(c.lower_ for c in head.children if c.dep_ == "compound:prt")])}
    names.add(f"{lemma(head)} {preposition(word)}")
    side = "verbs" if is_verb(head) or head.pos_ == "ADJ" else "nouns"
    if names & words("_cues", "negation", side) or (word.dep_ == "xcomp" and _negated(head)):
        found.deny()
    if names & words("_cues", "alleged", side) and not _factive_accusation(word, head):
        found.modality = "alleged"
    elif names & words("_cues", "hypothetical", side) and _open(word):
        found.suppose()
    if side == "verbs" and word.dep_ in {"xcomp", "obj", "nsubj:pass"}:
        _own_words(head, found)


def _bound(word: Token) -> bool:
    """Whether an adjunct belongs to its governor: "accused of attacking", "threat of strikes", "called for talks"."""
    return any(c.lower_ in _BINDING for c in word.children if c.dep_ in {"case", "mark"})


def _factive_accusation(word: Token, head: Token) -> bool:
    """ "charged over the killing": the killing is not in doubt, only who did it."""
    if lemma(word) == "responsibility":  # the authors speak of themselves
        return True
    return lemma(head) in {"charge", "indict", "sue"} and preposition(word) in {"over", "after", "in"}


def _open(word: Token) -> bool:
    """Whether the complement is still open: an infinitive, an object, "for ..."; not "warned in an attack"."""
    if told_as_fact(word):
        return False
    return word.dep_ in _CORE | {"advcl"} or preposition(word) in {"for", "to", "of", "against", "with", "on"}


def told_as_fact(word: Token) -> bool:
    """A finite clause under a verb of saying: "told reporters that they had left", not "told them to leave"."""
    finite = word.tag_ in {"VBD", "VBZ", "VBP"} or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in children(word, "aux"))
    return word.dep_ == "ccomp" and finite and lemma(word.head) in words("_cues", "saying")


def _tense(trigger: Token, light: Token | None) -> Tense:
    """The tense of the verb that carries the event; of an infinitive, what its governor makes of it."""
    word = light if light is not None else trigger
    if any(child.lower_ in words("_cues", "future", "adjectives") for child in children(trigger, "amod")):
        return "future"
    infinitive = word.tag_ == "VB" and any(c.dep_ == "mark" and c.lower_ == "to" for c in word.children)
    if infinitive and word.head.i == word.i:  # a headline: "Rebels to withdraw from the city"
        return "future"
    if infinitive and (is_verb(word.head) or word.head.pos_ == "ADJ"):
        if lemma(word.head) in words("_words", "implicative"):
            return _tense(word.head, None)
        if lemma(word.head) in words("_cues", "hypothetical", "verbs") | words("_cues", "future", "verbs"):
            return "future"
    return _form(_finite(word))


def _finite(word: Token) -> Token:
    """The verb whose form tells the time of the event."""
    for _ in range(8):
        if is_verb(word) and (word.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ in _HELPERS for c in word.children)):
            return word
        if any(c.dep_ == "cop" for c in word.children) or word.head.i == word.i:
            return word
        word = word.head
    return word


def _form(verb: Token) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in _HELPERS]
    names = {child.lower_ for child in helpers}
    if names & words("_cues", "future", "auxiliaries") or ("would" in names and reported_past(verb)):
        return "future"
    if verb.tag_ == "VBG" and lemma(verb) == "go" and names & {"is", "are", "am", "'s", "'re"}:
        return "future"
    if names & _PERFECT:
        return "past"
    first = helpers[0] if helpers else verb
    return "present" if first.tag_ in {"VBZ", "VBP", "MD"} else "past"


def _historical(trigger: Token, light: Token | None) -> bool:
    """Background: "previously", "in the past", "years ago", a past adjective."""
    if any(lemma(c) in words("_cues", "historical", "adjectives") for c in children(trigger, "amod")):
        return True
    verb = trigger if is_verb(trigger) else _finite(light or trigger)
    for child in [*verb.children, *(c for c in trigger.children if c.dep_ == "nmod")]:
        adverb = child.dep_ == "advmod" and child.lower_ in words("_cues", "historical", "adverbs")
        if adverb and not children(child, "obl", "advcl"):
            return True
        if child.dep_.startswith(("obl", "advmod", "advcl", "nmod")):
            said = " ".join(token.lower_ for token in child.subtree)
            if any(cue in said for cue in words("_cues", "historical", "phrases")):
                return True
    return False
