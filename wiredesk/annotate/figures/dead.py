"""The killed of one report as its figures tell them: what stands together, what is told again, whose side it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from wiredesk.annotate.figures import Mention, kind_of_victims
from wiredesk.annotate.figures.sentence import Sentence, sentences
from wiredesk.annotate.figures.words import phrases, victim_forms, words
from wiredesk.knowledge import knowledge

ROUND = 10
OPENING = 8  # sentences that begin with the same tokens are one told twice
NEAR = 6  # sentences after the lead that still tell of the lead's incident; repeated ones are counted once


@dataclass(frozen=True)
class Dead:
    """The killed, in the order of :func:`mentions`; ``wholes`` are no parts of another figure."""

    doc: Doc
    own: Sequence[Mention]

    @cached_property
    def wholes(self) -> list[Mention]:
        return [mention for mention in self.own if not mention.share]

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(sentences(self.doc))

    def words(self, mention: Mention) -> list[str]:
        """The tokens of the figure's sentence, in lower case."""
        return self.sentences[mention.sentence].tokens

    def behind(self, mention: Mention) -> list[str]:
        """The tokens of its sentence that follow the figure."""
        return self.words(mention)[mention.figure.span.end - self.sentences[mention.sentence].start :]

    @cached_property
    def distinct(self) -> list[int]:
        """For each sentence how many different ones end with it: agencies print their headline and lead twice."""
        seen: set[str] = set()
        found = []
        for sentence in self.sentences:
            seen.add(" ".join(sentence.tokens[:OPENING]))
            found.append(len(seen))
        return found

    def near(self, lead: Mention) -> list[Mention]:
        """The figures told close to the lead."""
        last = self.distinct[lead.sentence] + NEAR
        return [one for one in self.own if one.sentence >= lead.sentence and self.distinct[one.sentence] <= last]

    def again(self, mention: Mention) -> list[Mention]:
        """The figures close to this one that have its number, itself among them."""
        return [other for other in self.near(mention) if size(other) == size(mention)]

    def family(self, mention: Mention) -> list[Mention]:
        """The wholes that add to this one: they share its harm word, or are "others" in its sentence."""
        joined = [other for other in self.wholes if other.trigger == mention.trigger]
        others = [
            other
            for other in self.wholes
            if other.sentence == mention.sentence and other not in joined and "others" in noun(other)
        ]
        return [other for other in joined + others if not self._part_elsewhere(other, mention)]

    def _part_elsewhere(self, other: Mention, total: Mention) -> bool:
        """ "15 civilians 3 children killed", where the text says "15 civilians including three children"."""
        return other is not total and any(
            part.share and size(part) == size(other) and kind_of_victims(part.figure) == kind_of_victims(other.figure)
            for part in self.near(total)
            if same_total(self, part, size(total))
        )


def size(mention: Mention) -> int:
    """The number that a record would keep: of a range its end, of a bound the number given."""
    return mention.figure.high or mention.figure.low or 0


def rounded(mention: Mention) -> bool:
    """Whether the number is a round one near the true one ("more than 200"), not a count so far ("at least 213")."""
    tokens = [word.lower() for word in mention.figure.span.text.split()]
    counted = phrases("numbers", "counted_so_far").anywhere(tokens, 0, len(tokens))
    return mention.figure.approximate and size(mention) % ROUND == 0 and not counted


def vague(mention: Mention) -> bool:
    """Whether the number is a word like "dozens", or the most of two harms together ("20 killed or injured")."""
    tokens = [word.lower() for word in mention.figure.span.text.split()]
    return mention.figure.low is None or phrases("numbers", "vague").anywhere(tokens, 0, len(tokens))


def noun(mention: Mention) -> list[str]:
    """The words for those counted."""
    return str(mention.figure.victims).lower().split()


def side_of(kinds: Iterable[str]) -> str:
    """``civilians``, ``noncivilians`` or, where the kinds do not say, an empty string."""
    if set(kinds) & set(knowledge("victims")["non_civilian"]):
        return "noncivilians"
    return "civilians" if set(kinds) - {"population", "foreigners"} else ""


def own_side(mention: Mention) -> str:
    """The side that the noun phrase names."""
    named = set(noun(mention))
    if named & victim_forms("armed_by_default") and not named & words("victims", "unarmed_with"):
        return "noncivilians"
    return side_of(kind_of_victims(mention.figure))


def called_civilian(mention: Mention) -> bool:
    """Whether the noun phrase says "civilians" itself, so that others of the dead were none."""
    return bool(set(noun(mention)) & victim_forms("civilian_by_name"))


def same_total(dead: Dead, part: Mention, total: int) -> bool:
    """Whether the figure is a part, or a part of a part, of one with this number."""
    wholes = [m for m in dead.own if m is not part and m.figure.span == part.figure.part_of]
    return any(size(m) == total or (m.share and size(m) > size(part) and same_total(dead, m, total)) for m in wholes)
