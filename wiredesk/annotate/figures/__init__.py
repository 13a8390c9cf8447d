"""Figures: the numbers of people or things that a report says were harmed.

How a bound is kept: an exact number sets ``low`` alone; "at least", "more than", "about" and vague words ("dozens",
the least that they claim) set ``low`` with ``approximate``; "up to" sets ``high`` with ``approximate``; a range sets
both; "a number of" sets neither, with ``approximate``; "nobody" sets ``low`` to 0. Casualties, and "killed or
wounded", give one number to two harms: each becomes a figure of its own with that number as ``high``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from wiredesk.annotate.figures.attach import SAME, Bound
from wiredesk.annotate.figures.binding import bind
from wiredesk.annotate.figures.parts import parts
from wiredesk.annotate.figures.scope import Scope, scope
from wiredesk.annotate.figures.sentence import Sentence, sentences
from wiredesk.annotate.figures.victims import Counted, is_thing, kinds_in, names_people
from wiredesk.annotate.figures.words import armed_groups, is_person, plural_people, victim_forms, words
from wiredesk.knowledge import knowledge
from wiredesk.model import Category, Figure

BREAKDOWN = 2  # sentences within which "among the dead were" looks back for its total


@dataclass(frozen=True)
class Mention:
    """A figure with the harm word that carries it (a token index of the Doc) and its place in the order."""

    figure: Figure
    trigger: int
    rank: int
    sentence: int
    share: bool = False


def figures(doc: Doc) -> list[Figure]:
    """The figures of a report, those of its own incident first, then in reading order.

    ``doc.user_data["figure_triggers"][i]`` is the token index of the harm word of figure ``i``.
    """
    found = mentions(doc)
    doc.user_data["figure_triggers"] = [mention.trigger for mention in found]
    return [mention.figure for mention in found]


def mentions(doc: Doc) -> list[Mention]:
    """The figures with their triggers, in the same order."""
    found: list[Mention] = []
    for number, sentence in enumerate(sentences(doc)):
        found.extend(_in_sentence(doc, sentence, number, found))
    return sorted(found, key=lambda mention: mention.rank)


def _in_sentence(doc: Doc, sentence: Sentence, number: int, earlier: list[Mention]) -> Iterator[Mention]:
    bound = {i: one for i, one in bind(doc, sentence).items() if _fits(sentence, one)}
    totals = parts(sentence, bound)
    for i, one in sorted(bound.items()):
        reach = scope(doc, sentence, one)
        for category, shared, trigger in _harms(one, earlier):
            if not _suits(sentence, one, category):
                continue
            figure = _figure(doc, sentence, one, category, shared, reach)
            total = _total(doc, sentence, bound, totals, i) or _earlier_total(figure, i, totals, earlier, number)
            figure = figure.model_copy(update={"part_of": total})
            yield Mention(figure, sentence.start + trigger, reach.rank, number, share=i in totals)


def _fits(sentence: Sentence, one: Bound) -> bool:
    """Whether the count can be a figure: "no" needs people or deaths to deny, and an age is no count."""
    counted = one.counted
    if counted.low == 0:
        word = counted.quantity.word in words("numbers", "pronouns") or one.role == "noun"
        return word or names_people(sentence.tokens, counted)
    return not (counted.head is None and _age(sentence, counted))


def _age(sentence: Sentence, counted: Counted) -> bool:
    """ "Ann Example, 62, was hurt": a bare number between commas after a name or one person."""
    before, word = counted.start - 2, sentence.word(counted.start - 2)
    commas = sentence.word(counted.start - 1) == "," and sentence.word(counted.end) == ","
    return commas and (before in sentence.names or (is_person(word) and word not in plural_people()))


def _harms(one: Bound, earlier: list[Mention]) -> Iterator[tuple[Category, bool, int]]:
    """Category, whether the number is shared with another harm, trigger: for each harm of the chain."""
    data = knowledge("harms")
    roles = {"toll": ("tolls",), "of": ("of", "counts", "lives"), "noun": ("counts", "lives", "states", "affects")}
    found: dict[str, int] = {}
    for harm in one.chain:
        category = harm.category(*roles.get(one.role, ("affects", "suffers", "states")))
        if category == SAME:
            category = next((mention.figure.category for mention in reversed(earlier) if not mention.share), "")
        mixed = data["mixed"][next(iter(data["mixed"]))] if category == "mixed" else [category] if category else []
        for single in mixed:
            found.setdefault(single, harm.start)
    shared = sum(category in data["outcomes"] for category in found) > 1
    for category, trigger in found.items():
        yield category, shared, trigger  # type: ignore[misc]


def _suits(sentence: Sentence, one: Bound, category: str) -> bool:
    """Whether such things can suffer this harm: houses are destroyed, people are killed."""
    if one.role in ("noun", "toll"):
        return True
    if one.counted.head is not None and sentence.tokens[one.counted.head] in victim_forms("remains"):
        return category in ("killed", "missing")
    if category == "destroyed":
        return one.counted.head is not None and not names_people(sentence.tokens, one.counted)
    return not is_thing(sentence.tokens, one.counted)


def _figure(doc: Doc, sentence: Sentence, one: Bound, category: Category, shared: bool, reach: Scope) -> Figure:
    counted, quantity = one.counted, one.counted.quantity
    low, high, approximate = quantity.low, quantity.high, quantity.approximate
    if shared and low:
        low, high, approximate = None, high if approximate else high or low, True
    victims = (
        doc[sentence.start + counted.first : sentence.start + counted.end].text if counted.head is not None else ""
    )
    return Figure(
        category=category,
        low=low,
        high=high,
        approximate=approximate,
        victims=victims if counted.head is not None else "",
        scope=reach.kind,
        as_of=reach.as_of,
        since=reach.since,
        span=_span(doc, sentence, one),
    )


def _span(doc: Doc, sentence: Sentence, one: Bound) -> Span:
    return doc[sentence.start + one.counted.start : sentence.start + one.counted.end]


def _total(doc: Doc, sentence: Sentence, bound: dict[int, Bound], totals: dict[int, int | None], i: int) -> Span | None:
    total = totals.get(i)
    return _span(doc, sentence, bound[total]) if total is not None else None


def _earlier_total(
    figure: Figure, i: int, totals: dict[int, int | None], earlier: list[Mention], number: int
) -> Span | None:
    """The total of "among the dead were ..." or "three of them were ...", in one of the sentences before."""
    if i not in totals or totals[i] is not None:
        return None
    for mention in reversed(earlier):
        total = mention.figure
        same = total.category == figure.category and total.part_of is None and mention.sentence >= number - BREAKDOWN
        if same and (total.low is None or figure.low is None or figure.low <= total.low):
            span: Span = total.span
            return span
    return None


def kind_of_victims(figure: Figure) -> set[str]:
    """The kinds that the noun phrase names: civilians, fighters, women, children, police, ... (``victims.yaml``).

    The noun decides ("children of fighters"); its complement is asked where it says nothing ("members of the army"),
    and names of armed groups where no word does ("leaders of Ahrar al-Sham").
    """
    words_ = figure.victims.lower().replace("-", " ").split()
    noun = words_[: words_.index("of")] if "of" in words_ else words_
    named = kinds_in(noun) or kinds_in(words_)
    return set(named or (["fighters"] if armed_groups().anywhere(words_, 0, len(words_)) else []))
