"""One sentence as the figures see it: its tokens, what it counts, its harm words, and how the counts are linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from wiredesk.annotate.figures.harms import Harm, chained, harms
from wiredesk.annotate.figures.numbers import quantities
from wiredesk.annotate.figures.victims import Counted, counted, names_people, share, singles
from wiredesk.annotate.figures.words import is_person, things, words
from wiredesk.knowledge import knowledge

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
        self.chains = list(chained(self.tokens, found))
        kept = _without_overlap(sorted(self.counts, key=lambda one: one.start))
        self.counts = [self._as_share(one, limits) for one in kept]

    def _as_share(self, one: Counted, stop: frozenset[int]) -> Counted:
        """ "of those killed six were children": a share of the harmed, its noun behind the copula."""
        verb = self.word(one.end) in words("victims", "copulas")
        opened = one.head is None and verb and self.harmed_before(one.start)
        return share(self.tokens, one.quantity, one.end, stop) if opened else one

    def harmed_before(self, i: int) -> list[Harm] | None:
        """The harm words of "of those killed" or "among the dead" right before token ``i``."""
        end = i - 1 if self.word(i - 1) == "," else i
        chain = next((chain for chain in self.chains if chain[-1].end == end), None)
        opening = self.tokens[max(0, chain[0].start - 2) : chain[0].start] if chain else []
        of_them = opening[:1] in (["of"], ["among"], ["amongst"]) and opening[-1] in words("harms", "share_openers")
        return chain if of_them else None

    def _inside(self, harm: Harm, nouns: frozenset[int]) -> bool:
        """Whether the harm word may stand inside a noun phrase: "12 deaths", "two wounded men", "six wrecked cars"."""
        if harm.start in nouns:
            return True
        following = self.tokens[harm.end] if harm.end < len(self.tokens) else ""
        adjective = harm.reading("states") or (harm.reading("affects") or harm.readings[0]).form == "past"
        thing = harm.category("affects", "states") == "destroyed"
        return bool(adjective) and (following in things() if thing else is_person(following))

    def gap(self, first: Counted, second: Counted) -> list[str]:
        """The words between two counts."""
        return self.tokens[first.end : second.start]

    def word(self, i: int) -> str:
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def counted_at(self, i: int) -> Counted | None:
        return next((one for one in self.counts if one.start == i), None)


def _noun(harm: Harm) -> bool:
    """Whether the harm word is a noun that is itself counted: "12 deaths", "four martyrs", not "shells killing 12"."""
    verb = harm.reading("affects")
    verbal = verb is not None and verb.form in ("past", "ing")
    return bool(harm.reading("counts", "lives")) and not verbal and not harm.reading("states")


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
    name = knowledge("victims")["capitals"].get(doc[i].text)
    return "–" if dash else name if name and not _shouted(doc, i) else doc[i].lower_


def _shouted(doc: Doc, i: int) -> bool:
    """Whether the words beside the token are in capitals too, as in a headline."""
    return any(word.text.isupper() and len(word) > 1 for word in (*doc[max(0, i - 1) : i], *doc[i + 1 : i + 2]))


def link(sentence: Sentence, first: Counted, second: Counted) -> str:
    """How the second count hangs on the first: ``conj``, ``part``, ``among``, ``place`` or nothing."""
    gap = sentence.gap(first, second)
    if second.partitive and len(gap) <= 2:
        return "part"
    if not gap:
        both = names_people(sentence.tokens, first) and names_people(sentence.tokens, second)
        speaks = sentence.word(second.end) in words("harms", "speaking")
        return "conj" if both and not (first.single or second.single or speaks) else ""
    if gap[-1] in ("among", "amongst") and len(gap) <= 2 or gap in (["out", "of"], ["of"]):
        return "part" if len(gap) == 1 and _smaller(second, first) else "among"
    if opened_as_part(sentence, second) and len(gap) <= 10:
        return "part"
    if len(gap) <= 4 and all(word in words("harms", "conjunctions") for word in gap):
        return "conj"
    if _modified(gap) and names_people(sentence.tokens, first) and names_people(sentence.tokens, second):
        return "conj"
    return "place" if _place_list(sentence, first, second) else ""


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


def _place_list(sentence: Sentence, first: Counted, second: Counted) -> bool:
    """ "ten in Aleppo, five in Homs": a place, a comma or "and", then a bare number with its own place.

    The harm may stand before the first place: "ten were killed in Aleppo and five in Homs".
    """
    places = words("harms", "place_words")
    at = next((i for i in range(first.end, second.start) if sentence.tokens[i] in places), second.start)
    harmed = any(first.end <= chain[0].start and chain[-1].end == at for chain in sentence.chains)
    gap = sentence.tokens[at : second.start]
    if (at > first.end and not harmed) or len(gap) > 8 or gap[-1:] not in ([","], ["and"]):
        return False
    bare = second.head is None or sentence.tokens[second.head] in ("others", "more", "other")
    return bare and sentence.word(second.end) in places
