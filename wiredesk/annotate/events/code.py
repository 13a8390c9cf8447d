"""``code_event``: the PLOVER code of what one actor does to another in a sentence.

In PLOVER a promise, a threat, a refusal is an event of its own: "will send aid" is AGREE, "will attack" THREATEN,
"will not send aid" REJECT. :func:`code_event` codes so; ``doc._.events`` keeps the inner type with its modality.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.events.arguments import Arguments
from wiredesk.annotate.events.facts import facts
from wiredesk.annotate.events.find import find, in_lexicon
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.lexicon import knowledge, words
from wiredesk.annotate.events.match import match_verb
from wiredesk.annotate.events.syntax import Roles, is_verb, lemma, subject

PURPOSES = frozenset({"ACCUSE", "SUPPORT", "THREATEN", "AGREE"})
ENOUGH = 1.5  # below this, neither side of the event meets the pair
Code = tuple[str, str | None]


def code_event(doc: Doc, source: Span | None, target: Span | None) -> Code | None:
    """(PLOVER type, mode) of what ``source`` does to ``target``, or None where the sentence tells no event.

    Either span may be None. The best event is the one whose initiator and recipient meet the two
    best; where none does, the event that stands highest in the sentence. Where the lexicon has no word for any, the
    encoder's own events are taken.
    """
    target = _elsewhere(doc, source, target)
    return _code(doc, source, target, in_lexicon(doc)) or _code(doc, source, target, find(doc))


def _code(doc: Doc, source: Span | None, target: Span | None, found: list[Found]) -> Code | None:
    found = [event for event in found if event.told and _near(event, source, target)]
    if (said := _said(doc, source, target, found)) is not None:
        return said
    best = max(found, key=lambda event: (_fit(event, source, target), -event.trigger.i), default=None)
    if best is None or _fit(best, source, target) < ENOUGH:
        best = _between(doc, source, target) or best
    return _verbal(_purpose(best, found)) if best is not None else None


def _between(doc: Doc, source: Span | None, target: Span | None) -> Found | None:
    """Where the tree does not bring the pair together: the verb that would, were they its subject and its object."""
    if source is None or target is None or source.sent != target.sent:
        return None
    first, last = sorted((source, target), key=lambda span: span.start)
    passive = target.start < source.start
    before = doc[last.start - 1].lower_ if last.start else ""
    found: list[Found] = []
    for verb in doc[first.end : last.start]:
        if not is_verb(verb) or (passive and (before != "by" or verb.tag_ != "VBN")):
            continue
        given = Roles([source.root], [target.root], passive=passive)
        if not passive and before in words("_words", "prepositions"):
            given = Roles([source.root], [c for c in verb.children if c.dep_ == "obj"], phrases=[(before, target.root)])
        if (match := match_verb(verb, given)) is not None and match.recipients:
            entry = match.entry
            sides = Arguments([source.root], [target.root])
            found.append(Found(match, sides, entry.type or "", entry.mode, entry.contexts, facts(verb)))
    return max(found, key=lambda event: event.match.score, default=None)


def _elsewhere(doc: Doc, source: Span | None, target: Span | None) -> Span | None:
    """The target; where it lies inside the source, the next place at which the same words stand."""
    if source is None or target is None or not source.start <= target.start < source.end:
        return target
    at = doc.text.find(target.text, source.end_char)
    return (doc.char_span(at, at + len(target.text)) if at >= 0 else None) or target


def _near(event: Found, source: Span | None, target: Span | None) -> bool:
    anchors = [span for span in (source, target) if span is not None]
    return not anchors or any(event.trigger.sent.start <= span.start < event.trigger.sent.end for span in anchors)


def _fit(event: Found, source: Span | None, target: Span | None) -> float:
    """How well the sides of an event meet the pair."""
    initiators, recipients = event.arguments.initiators, event.arguments.recipients
    score = 2.0 * _meets(initiators, source, pronouns=True) + 2.0 * _meets(recipients, target)
    score += 1.0 * _meets(event.arguments.weak, target) + _covers(event, target)
    if _inside(event.trigger, source) or _inside(event.trigger, target):
        score -= 0.8
    score -= 0.7 * _meets(initiators, target) * (not event.match.entry.reciprocal)
    score -= 0.15 * _depth(event.light or event.trigger) + _background(event.light or event.trigger, source)
    return score + 0.08 * event.match.score + 0.1 * (event.inner is not None)


def _meets(tokens: list[Token], span: Span | None, pronouns: bool = False) -> float:
    """1 where a head stands in the span, 0.6 where the span stands in its phrase, 0.5 for a pronoun behind it."""
    best = 0.0
    for token in tokens:
        if span is None:
            continue
        if span.start <= token.i < span.end:
            best = 1.0
        elif token.left_edge.i <= span.root.i <= token.right_edge.i:
            best = max(best, 0.6)
        elif pronouns and token.lower_ in words("_words", "pronouns") and token.i > span.start:
            best = max(best, 0.5)
    return best


def _covers(event: Found, target: Span | None) -> float:
    """The target stands under the trigger though in no known role."""
    if target is None:
        return 0.0
    word = event.light or event.trigger
    return 0.4 if word.left_edge.i <= target.root.i <= word.right_edge.i else 0.0


def _background(word: Token, source: Span | None) -> float:
    """How far an event is only the setting of another: "after ...", "until ..."."""
    for above in (word, *word.ancestors):
        if source is not None and above.left_edge.i <= source.root.i <= above.right_edge.i:
            return 0.0
        if above.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in words("_words", "background") for c in above.children
        ):
            return 0.8
    return 0.0


def _inside(token: Token, span: Span | None) -> bool:
    return span is not None and span.start <= token.i < span.end


def _depth(token: Token) -> int:
    """Clauses above the word; verbs of saying do not count."""
    return sum(1 for above in token.ancestors if not (is_verb(above) and lemma(above) in words("_cues", "saying")))


def _purpose(event: Found, found: list[Found]) -> Found:
    """The event for which somebody is sent or called: "sent experts to investigate", "called him to congratulate"."""
    if lemma(event.light or event.trigger) not in words("_guards", "carriers") or event.type not in {
        "AID",
        "CONSULT",
        "MOBILIZE",
    }:
        return event
    word = event.light or event.trigger
    ends = [
        c
        for each in (word, *word.children)
        for c in each.children
        if c.dep_ in {"advcl", "xcomp", "acl"} and c.i > word.i
    ]
    for inner in found:
        if (inner.light or inner.trigger) in ends and inner.type in PURPOSES:
            return inner
    return event


def _verbal(event: Found) -> Code:
    """The code with negation and future taken into account."""
    groups = knowledge("_operators")["groups"]
    cooperative = event.type in groups["cooperative"]
    modes = knowledge("_operators")["modes"]
    if event.facts.polarity == "negative" and cooperative:
        return "REJECT", modes["REJECT"].get(event.type)
    would = any(c.lower_ in {"would", "'d"} for c in (event.light or event.trigger).children if c.dep_ == "aux")
    if (event.facts.tense == "future" or would) and event.facts.modality != "alleged":
        if cooperative and event.type != "AGREE":
            return "AGREE", modes["AGREE"].get(event.type)
        if event.type in groups["hostile"]:
            return "THREATEN", modes["THREATEN"].get(event.type)
    return event.type, event.mode


def _said(doc: Doc, source: Span | None, target: Span | None, found: list[Found]) -> Code | None:
    """What saying itself amounts to: "said that X must leave" asks, "said X was behind the attack" accuses."""
    if source is None or target is None:
        return None
    verb = _saying(source)
    if verb is None:
        return None
    for clause in verb.children:
        if clause.dep_ != "ccomp" or not clause.left_edge.i <= target.root.i <= clause.right_edge.i:
            continue
        if any(c.dep_ == "aux" and c.lower_ in {"must", "should"} for c in clause.children):
            return "REQUEST", None
        who = subject(clause)
        if who is not None and target.start <= who.i < target.end and _blamed(target, found, clause):
            return "ACCUSE", "allege"
    return None


def _saying(source: Span) -> Token | None:
    """The verb of saying whose subject is the source."""
    head = source.root.head
    if is_verb(head) and lemma(head) in words("_cues", "saying") and subject(head) == source.root:
        return head
    return None


def _blamed(target: Span, found: list[Found], clause: Token) -> bool:
    """Whether the clause tells a hostile act of the target, or holds it responsible."""
    if lemma(clause) in words("_words", "authorship"):
        return True
    hostile = knowledge("_operators")["groups"]["hostile"]
    for event in found:
        if event.type in hostile and clause.left_edge.i <= event.trigger.i <= clause.right_edge.i:
            return any(target.start <= token.i < target.end for token in event.arguments.initiators)
    return False
