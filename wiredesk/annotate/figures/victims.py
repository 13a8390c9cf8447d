"""From a quantity to those it counts: the noun phrase after the number, and what kind of people it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.annotate.figures.harms import lexicon
from wiredesk.annotate.figures.measures import HYPHENS, measures
from wiredesk.annotate.figures.numbers import Quantity
from wiredesk.annotate.figures.words import (
    is_person,
    kinds_of_word,
    plural_people,
    things,
    victim_forms,
    words,
)

LONGEST = 9  # tokens between a number and its noun


@dataclass(frozen=True)
class Counted:
    """What a quantity counts: tokens ``start:end`` in all, ``first:end`` the noun phrase, ``head`` its noun or None.

    ``partitive`` marks a share of something named before ("ten of them", "three of whom").
    """

    quantity: Quantity
    start: int
    end: int
    first: int
    head: int | None
    partitive: bool = False
    single: bool = False

    @property
    def low(self) -> int | None:
        return self.quantity.low


def _runs_on(tokens: Sequence[str], i: int, stop: frozenset[int]) -> bool:
    """Whether token ``i`` can belong to a noun phrase that has begun."""
    token = tokens[i]
    if i in stop or token in words("victims", "phrase_ends"):
        return False
    if token in HYPHENS or token in ("'s", "’s", "'", "’", "/"):
        return True
    return token[:1].isalpha() or (i + 1 < len(tokens) and tokens[i + 1] in HYPHENS and token.isdigit())


def run(tokens: Sequence[str], first: int, stop: frozenset[int]) -> int:
    """The end of the words that may form the noun phrase from ``first`` on, a bracketed gloss included."""
    i = first
    while i < len(tokens) and i - first < LONGEST:
        if tokens[i] == "(" and ")" in tokens[i : i + 4]:
            i += tokens[i : i + 4].index(")") + 1 if isinstance(tokens, list) else 1
            continue
        if not _runs_on(tokens, i, stop):
            break
        i += 1
    return i


def head_of(tokens: Sequence[str], first: int, end: int, names: frozenset[int] = frozenset()) -> int | None:
    """The head noun of ``first:end``: the first plural of people that no other noun follows, else the last noun known.

    Agency texts lose their commas; so the phrase must end at its noun and not at the next function word.
    ``names`` are capitalised tokens: an unknown one of them is a name ("12 Homs"), never the head.
    """
    known: int | None = None
    for i in range(first, end):
        word = tokens[i]
        if not (is_person(word) or word in things()):
            continue
        known = i
        following = tokens[i + 1] if i + 1 < end else ""
        if word in plural_people() and following not in plural_people() and following not in HYPHENS:
            return i
        if word in things() and not is_person(following) and following not in things():
            compound = following[-1:] == "s" and i + 1 not in names and word[-1:] != "s" and following != "'s"
            return i + 1 if compound else i
    return known if known is not None else _unknown_plural(tokens, first, end, names)


def _unknown_plural(tokens: Sequence[str], first: int, end: int, names: frozenset[int]) -> int | None:
    for i in range(first, end):
        if i not in names and len(tokens[i]) > 3 and tokens[i].endswith("s") and not tokens[i].endswith("ss"):
            return i
    return None


def _complement(tokens: Sequence[str], head: int, stop: frozenset[int]) -> int:
    """The end of "of the security forces" after a head that says nothing by itself."""
    if head + 2 >= len(tokens) or tokens[head + 1] != "of" or tokens[head] not in victim_forms("of_heads"):
        return head + 1
    first = head + 2
    while first < len(tokens) and tokens[first] in words("victims", "determiners"):
        first += 1
    end = run(tokens, first, stop)
    inner = head_of(tokens, first, end)
    return inner + 1 if inner is not None else (end if end > first else head + 1)


def counted(
    tokens: Sequence[str],
    quantity: Quantity,
    stop: frozenset[int],
    nouns: frozenset[int] = frozenset(),
    names: frozenset[int] = frozenset(),
) -> Counted:
    """What ``quantity`` counts; ``stop`` holds the tokens that belong to a harm word or to another number.

    ``nouns`` are the harm words that are themselves counted: "12 deaths".
    """
    first, partitive = quantity.end, False
    if first < len(tokens) and tokens[first] == "of":
        first += 1
        if first < len(tokens) and tokens[first] in words("victims", "of_whom"):
            return share(tokens, quantity, first + 1, stop)
        while first < len(tokens) and tokens[first] in words("victims", "determiners"):
            partitive = tokens[first] in ("the", "these", "those")
            first += 1
    end = run(tokens, first, stop)
    head = next((i for i in range(first, end) if i in nouns), None) or head_of(tokens, first, end, names)
    if head is None or (quantity.word == "both" and tokens[head + 1 : head + 2] == ["and"]):
        return Counted(quantity, quantity.start, quantity.end, quantity.end, None, partitive)
    return Counted(quantity, quantity.start, _complement(tokens, head, stop), first, head, partitive)


def share(tokens: Sequence[str], quantity: Quantity, after: int, stop: frozenset[int]) -> Counted:
    """ "ten of them children", "three of whom were women": the noun may stand behind the harm and a copula."""
    harm = lexicon().at(tokens, after) if after < len(tokens) else None
    first = harm[0] if harm else after
    while first < len(tokens) and tokens[first] in words("victims", "copulas"):
        first += 1
    end = run(tokens, first, stop)
    head = head_of(tokens, first, end)
    if head is None or not is_person(tokens[head]):
        return Counted(quantity, quantity.start, after, after, None, True)
    return Counted(quantity, quantity.start, head + 1, first, head, True)


def singles(tokens: Sequence[str], taken: frozenset[int], stop: frozenset[int]) -> list[Counted]:
    """People counted by an article or a possessive: "a boy", "his wife", "her child"."""
    found = []
    for i, token in enumerate(tokens):
        if i in taken or i + 1 >= len(tokens):
            continue
        if token in ("a", "an", "another"):
            one = _article(tokens, i, stop)
        elif token in ("his", "her", "their") or token in ("'s", "’s"):
            one = _relative(tokens, i)
        else:
            continue
        if one is not None and not any(j in taken for j in range(i, one.end)):
            found.append(one)
    return found


def _article(tokens: Sequence[str], i: int, stop: frozenset[int]) -> Counted | None:
    end = run(tokens, i + 1, stop)
    head = head_of(tokens, i + 1, end)
    if head is None or tokens[head] in words("victims", "never_alone") or tokens[head] not in kinds_of_word():
        return None
    if tokens[head] in plural_people() and tokens[head] in ("people", "others", "more"):
        return None
    last = _complement(tokens, head, stop)
    return Counted(Quantity(i, i + 1, 1, None, False, "a"), i, last, i + 1, head, single=True)


def _relative(tokens: Sequence[str], i: int) -> Counted | None:
    noun = i + 1 if tokens[i + 1] not in words("victims", "kin_adjectives") else i + 2
    if noun >= len(tokens) or tokens[noun] not in words("victims", "kin"):
        return None
    start = i if tokens[i] not in ("'s", "’s") else i + 1
    return Counted(Quantity(start, i + 1, 1, None, False, "his"), start, noun + 1, noun, noun, single=True)


def is_thing(tokens: Sequence[str], one: Counted) -> bool:
    """Whether it counts what is no person: a thing, or a measure ("one of the bloodiest days")."""
    if one.head is None or is_person(tokens[one.head]):
        return False
    return tokens[one.head] in things() or tokens[one.head] in measures()


def names_people(tokens: Sequence[str], one: Counted) -> bool:
    """Whether it surely counts people."""
    return one.head is not None and is_person(tokens[one.head])


def kinds_in(phrase: Sequence[str]) -> frozenset[str]:
    """The kinds of victims that the words of a noun phrase name."""
    return frozenset(kind for word in phrase for kind in kinds_of_word().get(word, ()))
