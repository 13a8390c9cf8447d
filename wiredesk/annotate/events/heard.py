"""Events as the encoder hears them: how likely a word tells one, of which PLOVER type, and who does it to whom.

The lexicon knows words; the encoder has learnt from whole passages what tells an event and what only looks like one.
What it holds for next to impossible is left out; what it is sure of is added where the lexicon has no word for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from wiredesk.annotate import reader, states
from wiredesk.annotate.events.arguments import Arguments
from wiredesk.annotate.events.facts import facts
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.guards import admits
from wiredesk.annotate.events.lexicon import Entry, words
from wiredesk.annotate.events.match import Match, known
from wiredesk.annotate.events.syntax import lemma

UNLIKELY, SURE = 0.05, 0.7  # chance below which a word of the lexicon is no trigger, above which any word is one
PLAIN = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


def chances(doc: Doc) -> np.ndarray | None:
    """How likely each token tells an event [tokens]; None without the encoder's word."""
    kept = states.of(doc)
    return None if kept is None else kept.marked("event")


def likely(event: Found, chance: np.ndarray) -> bool:
    """Whether the encoder grants that one of the event's words tells it."""
    tokens = [*event.match.words, event.trigger, *([event.light] if event.light is not None else [])]
    return max(float(chance[token.i]) for token in tokens) >= UNLIKELY


def judge(event: Found) -> None:
    """Lets the encoder decide on modality and tense; what the rules take for negated, alleged or under a modal stays.

    The head has read whole passages and hears plans and possibilities in words that no list holds; negation at a
    distance the rules hear better. A refusal or threat told by its complement is not judged: there it hears the latter.
    """
    kept, facts = states.of(event.trigger.doc), event.facts
    if kept is None or facts.polarity == "negative" or event.inner is not None:
        return
    chance = kept.chance["status"][event.trigger.i]
    heard = kept.labels["status"][int(chance.argmax())]
    if heard == "planned":
        facts.tense = "future"
    elif heard == "possible" and facts.tense != "future":
        facts.suppose()
    elif heard == "alleged" and chance.max() >= SURE:
        facts.modality = "alleged"
    elif heard == "happened" and facts.modality != "alleged" and not _modal(event):
        facts.modality = "asserted"
        facts.tense = "past" if facts.tense == "future" else facts.tense


def _modal(event: Found) -> bool:
    """Whether a modal stands on the trigger or on the verb that carries it ("may strike")."""
    carriers = [event.trigger, *([event.light] if event.light is not None else [])]
    modals = words("_cues", "hypothetical", "auxiliaries")
    return any(child.dep_ == "aux" and child.lower_ in modals for word in carriers for child in word.children)


def added(doc: Doc, found: Sequence[Found], chance: np.ndarray, least: float = SURE) -> list[Found]:
    """The events that the lexicon has no word for, in order; none beside one of its type in the same sentence.

    There the second word mostly tells the same act ("two were killed when missiles hit the house").
    """
    told = {(event.trigger.sent.start, event.type) for event in found}
    taken = {
        i for event in found for word in [*event.match.words, event.trigger] for i in (word.i - 1, word.i, word.i + 1)
    }
    taken |= {event.light.i for event in found if event.light is not None}
    triggers = [i for i in np.flatnonzero(chance >= least).tolist() if i not in taken and _free(doc[i])]
    parts = reader.read(doc, "event_roles", [(i, i) for i in triggers])
    events = [_event(doc, i, some) for i, some in zip(triggers, parts, strict=True)]
    fresh = [event for event in events if (event.trigger.sent.start, event.type) not in told]
    return [event for event in fresh if admits(event.match, event.arguments, event.trigger.sent)]


def _free(word: Token) -> bool:
    """Whether the lexicon has nothing to say of the word; what it knows and left out, it left out on purpose.

    A noun that only ties one event to another ("the answer to the raid") tells none.
    """
    if word.pos_ == "NOUN" and lemma(word) in words("_words", "ties"):
        return False
    return word.pos_ in PLAIN and not known(word)


def _event(doc: Doc, trigger: int, parts: Sequence[reader.Part]) -> Found:
    kept = states.of(doc)
    assert kept is not None
    names, scores = kept.labels["event"], kept.chance["event"][trigger].copy()
    scores[names.index("O")] = 0
    kind = names[int(scores.argmax())]
    entry = Entry(kind, None, (), (lemma(doc[trigger]),))
    sides = {label: [doc[p.first : p.last + 1].root for p in parts if p.label == label] for label in ("INI", "REC")}
    arguments = Arguments()
    arguments.add("initiators", [who for who in sides["INI"] if who.ent_type_ != "WEAPON"])
    arguments.add("recipients", sides["REC"])
    return Found(Match(doc[trigger], entry, words=[doc[trigger]]), arguments, kind, None, (), facts(doc[trigger]))
