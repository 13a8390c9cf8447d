"""One sentence as the figures see it: its tokens, what it counts, its harm words, and how the counts are linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from wiredesk.annotate.figures.harms import Harm, chained, harms
from wiredesk.annotate.figures.numbers import quantities
from wiredesk.annotate.figures.victims import Counted, counted, names_people, singles
from wiredesk.annotate.figures.words import is_person, words

ENDS = frozenset({".", "!", "?", "…"})


@dataclass
class Sentence:
    """Tokens ``start:end`` of a Doc, lower case; all indexes inside are relative to ``start``."""

    start: int
    tokens: list[str]
    names: frozenset[int] = frozenset()  # capitalised tokens
    counts: list[Counted] = field(default_factory=list)
    chains: list[list[Harm]] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = harms(self.tokens)
        nouns = frozenset(harm.start for harm in found if _noun(harm))
        stop = frozenset(i for harm in found for i in range(harm.start, harm.end) if not self._inside(harm, nouns))
        numbers = quantities(self.tokens)
        limits = stop | {number.start for number in numbers}
        self.counts = [counted(self.tokens, number, limits - {number.start}, nouns, self.names) for number in numbers]
        taken = frozenset(i for one in self.counts for i in range(one.start, one.end))
        self.counts += singles(self.tokens, taken, stop)
        self.counts = _without_overlap(sorted(self.counts, key=lambda one: one.start))
        self.chains = list(chained(self.tokens, found))

    def _inside(self, harm: Harm, nouns: frozenset[int]) -> bool:
        """Whether the harm word may stand inside a noun phrase: "12 deaths", "two wounded soldiers"."""
        if harm.start in nouns:
            return True
        following = self.tokens[harm.end] if harm.end < len(self.tokens) else ""
        adjective = harm.reading("states") or (harm.reading("affects") or harm.readings[0]).form == "past"
        return bool(adjective) and is_person(following)

    def gap(self, first: Counted, second: Counted) -> list[str]:
        """The words between two counts."""
        return self.tokens[first.end : second.start]

    def word(self, i: int) -> str:
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def counted_at(self, i: int) -> Counted | None:
        return next((one for one in self.counts if one.start == i), None)


def _noun(harm: Harm) -> bool:
    """Whether the harm word is a noun that is itself counted: "12 deaths", "four martyrs"."""
    verb = harm.reading("affects")
    return bool(harm.reading("counts", "lives")) and not (verb and verb.form == "past") and not harm.reading("states")


def _without_overlap(counts: Sequence[Counted]) -> list[Counted]:
    kept: list[Counted] = []
    for one in counts:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def sentences(doc: Doc) -> Iterator[Sentence]:
    """The sentences of the Doc, by its parse where there is one, else by punctuation; a line break always ends one."""
    parsed = doc.has_annotation("SENT_START") and len(doc) > 0
    start = 0
    for i, token in enumerate(doc):
        opens = parsed and bool(token.is_sent_start) and i > start
        if opens:
            yield _sentence(doc, start, i)
            start = i
        if "\n" in token.text or (not parsed and token.text in ENDS):
            yield _sentence(doc, start, i + 1)
            start = i + 1
    if start < len(doc):
        yield _sentence(doc, start, len(doc))


def _sentence(doc: Doc, start: int, end: int) -> Sentence:
    names = frozenset(i for i, word in enumerate(doc[start:end]) if word.text[:1].isupper())
    return Sentence(start, [_written(doc, i) for i in range(start, end)], names)


def _written(doc: Doc, i: int) -> str:
    """The token in lower case; a hyphen with a space before it is a dash, as agencies type it."""
    dash = doc[i].text == "-" and i > 0 and bool(doc[i - 1].whitespace_)
    return "–" if dash else doc[i].lower_


def link(sentence: Sentence, first: Counted, second: Counted) -> str:
    """How the second count hangs on the first: ``conj``, ``part``, ``among``, ``place`` or nothing."""
    gap = sentence.gap(first, second)
    if second.partitive and len(gap) <= 2:
        return "part"
    if not gap:
        both = names_people(sentence.tokens, first) and names_people(sentence.tokens, second)
        return "conj" if both and not (first.single or second.single) else ""
    if gap[-1] in ("among", "amongst") and len(gap) <= 2 or gap in (["out", "of"], ["of"]):
        return "part" if len(gap) == 1 and _smaller(second, first) else "among"
    if opened_as_part(sentence, second) and len(gap) <= 10:
        return "part"
    if len(gap) <= 4 and all(word in words("harms", "conjunctions") for word in gap):
        return "conj"
    if _modified(gap) and names_people(sentence.tokens, first) and names_people(sentence.tokens, second):
        return "conj"
    return "place" if _place_list(gap, second, sentence.tokens) else ""


def _smaller(one: Counted, other: Counted) -> bool:
    return one.low is not None and other.low is not None and one.low < other.low


def opened_as_part(sentence: Sentence, one: Counted) -> bool:
    """Whether "including", "among them", "of whom" or the like stands right before the count."""
    i = one.start - 1
    while i >= 0 and (sentence.word(i) in words("harms", "adverbs") or sentence.word(i) in words("harms", "fillers")):
        i -= 1
    word, previous = sentence.word(i), sentence.word(i - 1)
    if word in words("victims", "of_whom"):
        return previous in ("of", "among", "amongst")
    return word in words("harms", "part_openers")


def _modified(gap: Sequence[str]) -> bool:
    """ "19 fighters from the group and four civilians": a prepositional phrase before the conjunction."""
    return len(gap) <= 6 and gap[0] in words("harms", "oblique") | {"with"} and gap[-1] == "and" and len(gap) > 2


def _place_list(gap: Sequence[str], second: Counted, tokens: Sequence[str]) -> bool:
    """ "ten in Aleppo, five in Homs": a place, a comma or "and", then a bare number with its own place."""
    if gap[0] not in words("harms", "place_words") or len(gap) > 8 or gap[-1] not in (",", "and"):
        return False
    bare = second.head is None or tokens[second.head] in ("others", "more", "other")
    return bare and second.end < len(tokens) and tokens[second.end] in words("harms", "place_words")
