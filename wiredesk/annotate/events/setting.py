"""Where and when of an event mention: the place and the time that hang on the trigger's own clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.events.arguments import outer
from wiredesk.annotate.events.entries import entry
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.lexicon import words
from wiredesk.annotate.events.syntax import is_verb, lemma, noun_phrase, preposition
from wiredesk.annotate.times.lexer import lexicon
from wiredesk.annotate.times.vague import RECENT
from wiredesk.knowledge import knowledge
from wiredesk.model import Place, When

Noun = TypeVar("Noun", Place, When)
FINENESS = ("facility", "city", "admin2", "admin1", "region", "country", "sea", "other")
TOGETHER = 3  # tokens between the heads of two names of one place
SAYING = frozenset({"ccomp", "parataxis"})
_CLAUSES = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "acl", "advcl:relcl", "conj", "csubj"})


def place(doc: Doc, event: Found, others: frozenset[int]) -> Place | None:
    """The place told with the event: where it is done, or what it is done to; never who does it."""
    places = doc._.places if Doc.has_extension("places") else []
    sentence = event.trigger.sent
    inside = [each for each in places if each.span is not None and sentence.start <= each.span.start < sentence.end]
    return _nearest([each for each in inside if _local(each.span, event)], event, others)


def when(doc: Doc, event: Found, others: frozenset[int] = frozenset()) -> When | None:
    """The time told with the event. "Said on Thursday that it struck on Tuesday": each verb has its own.

    ``others`` are the numbers of the triggers of other events; what hangs on them is theirs.
    """
    times = doc._.times if Doc.has_extension("times") else []
    begin, end = event.trigger.sent.start, _answered(event, others)
    known = [_dated(each) for each in times if begin <= each.span.start < end]
    known = [each for each in known if each.type in {"DATE", "TIME"}]
    after = next((each for each in known if each.span.start > event.trigger.i), None)
    told_after = after if after is not None and _is_answer(event, others) else None
    found = told_after or _nearest(known, event, others)
    return _range_of(found, known) if found else entry(event, _teller(event), times)


def _teller(event: Found) -> Token | None:
    """The verb that tells the event; a noun that stands without one; None for an event that is only mentioned."""
    word = event.light or event.trigger
    if is_verb(word) or not _happens(event):
        return word if is_verb(word) else None
    return outer(word).head


def _dated(time: When) -> When:
    """ "In recent days" measures no length: as the time of an event it is the past."""
    if time.type == "DURATION" and (time.anchor or "").startswith(RECENT):
        return time.model_copy(update={"type": "DATE", "value": "PAST_REF"})
    return time


def _range_of(time: When, known: list[When]) -> When:
    """The whole of "between Monday and Wednesday", an EDTF interval valued by its first day, for either of its days."""
    for first, last in pairwise(known):
        if (time is first or time is last) and _is_range(first, last):
            span = first.span.doc[first.span.start : last.span.end]
            return first.model_copy(update={"span": span, "edtf": f"{first.day}/{last.day}"})
    return time


def _is_range(first: When, last: When) -> bool:
    if first.day is None or last.day is None or not first.day < last.day:
        return False
    doc, joins = first.span.doc, lexicon().data["classes"]["TO"]
    between = [token for token in doc[first.span.end : last.span.start] if token.lower_ != "the"]
    if len(between) != 1 or first.span.start == 0:
        return False
    opened = doc[first.span.start - 1].lower_ in lexicon().words["range_opens"]
    return between[0].is_punct and between[0].text != "," or (opened and between[0].lower_ in joins)


def _is_answer(event: Found, others: frozenset[int]) -> bool:
    """Whether another event, told before this one in its sentence, answers it."""
    sentence, start = event.trigger.sent, event.trigger.i
    before = [i for i in others if sentence.start <= i < start]
    return any(_answers().search(event.trigger.doc[i:start].text) for i in before)


def _answered(event: Found, others: frozenset[int]) -> int:
    """The token from which on the words are about what it answers: "came in response to an attack on Tuesday"."""
    doc, sentence = event.trigger.doc, event.trigger.sent
    for other in sorted(i for i in others if event.trigger.i < i < sentence.end):
        before = doc[sentence.start : other]
        if any(before.start_char + one.end() > event.trigger.idx for one in _answers().finditer(before.text)):
            return other
    return sentence.end


@cache
def _answers() -> re.Pattern[str]:
    words = next(link["words"] for link in knowledge("links")["links"] if link["kind"] == "response_to")
    return re.compile("|".join(words[:3]), re.IGNORECASE)


def _local(span: Span, event: Found) -> bool:
    """Whether a place name tells a place: after a preposition of place, or in what is attacked, seized, helped."""
    if any(_covers(token, span) for token in event.arguments.initiators):
        return False
    if event.type in words("_words", "material") and any(_covers(token, span) for token in event.arguments.recipients):
        return True
    root = span.root
    for _ in range(4):
        if preposition(root) in words("_words", "locative"):
            return True
        part = preposition(root) == "of" and root.head.lower_ in words("_words", "part-of-place")
        if not part and root.dep_ not in {"compound", "nmod:poss", "flat", "appos", "conj", "nmod:desc"}:
            return False
        root = root.head
    return False


def _covers(head: Token, span: Span) -> bool:
    phrase = noun_phrase(head)
    return phrase.start <= span.root.i < phrase.end


def _nearest(nouns: Iterable[Noun], event: Found, others: frozenset[int]) -> Noun | None:
    trigger = event.trigger
    sentence = trigger.sent
    inside = [each for each in nouns if sentence.start <= each.span.start < sentence.end]
    if not inside:
        return None
    for ring in _rings(event, others - {trigger.i}):
        near = [each for each in inside if each.span.root.i in ring]
        if near:
            return _finest(sorted(near, key=lambda each: (abs(each.span.root.i - trigger.i), each.span.start)))
    return None


def _finest(near: list[Noun]) -> Noun:
    """The nearest one; of place names that stand together ("Pakistan's Balochistan province") the most precise."""
    first = near[0].span.root.i
    together = [each for each in near if abs(each.span.root.i - first) <= TOGETHER]
    return min(together, key=lambda each: FINENESS.index(each.precision) if each.precision in FINENESS else 0)


def _rings(event: Found, others: frozenset[int]) -> Iterator[set[int]]:
    """Ever wider sets of token numbers: the trigger's phrase, its clause, its recipients, the clauses above."""
    trigger, light = event.trigger, event.light
    yield _own(trigger, others)
    word = light or trigger
    if not is_verb(word) and not _happens(event):
        return
    yield _own(word, others)
    yield {token.i for head in event.arguments.recipients for token in noun_phrase(head)}
    for _ in range(6):
        head = word.head
        if head.i == word.i or word.dep_ in SAYING or (is_verb(word) and word.dep_.startswith("acl")):
            return  # "in Geneva ministers mourned those who were hurt": the place is the mourners'
        word = head
        yield _own(word, others)


def _happens(event: Found) -> bool:
    """Whether the verb over an event noun tells the event itself ("the blast hit", "died in clashes"), not its echo."""
    head = outer(event.trigger).head
    known = words("_words", "landing") | words("_words", "occurring") | words("_words", "authorship")
    return not is_verb(head) or lemma(head) in known or head in event.match.words


def _own(word: Token, others: frozenset[int]) -> set[int]:
    """The words that hang on this one without crossing into another clause or onto another event."""
    found, todo = {word.i}, list(word.children)
    while todo:
        token = todo.pop()
        if token.i in others or (token.dep_ in _CLAUSES and is_verb(token) and not _tells(token, word)):
            continue
        found.add(token.i)
        todo.extend(token.children)
    return found


def _tells(verb: Token, noun: Token) -> bool:
    """Whether a relative clause tells that the event itself came about ("the strike, which took place on Monday")."""
    return verb.dep_ == "acl:relcl" and verb.head == noun and lemma(verb) in words("_words", "occurring")
