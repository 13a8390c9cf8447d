"""Joining quotations to those who said them.

What the parse gives as content is widened to the quotation it stands in; a cue without content takes the quotation
beside it; a quotation without a cue goes on with the speaker before it, or belongs to a verb that no list knows.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.draft import Draft
from wiredesk.annotate.speech.quotes import Quote
from wiredesk.annotate.speech.tree import Range

FULL_STOPS = frozenset(".!?…:") | {"...", "?!", "!?"}
BESIDE = frozenset({",", "-", "–", "—", "--"})
STOPS = frozenset(".!?")
SENTENCE_LIKE = 4  # tokens, marks included: "Never," is one, “deplorable” is not
REACH = 14  # how many tokens may stand between a cue and its quotation


class Quotations:
    """The quotations of a Doc, and which of them have a speaker."""

    def __init__(self, doc: Doc, quotes: list[Quote]) -> None:
        self.doc, self.quotes = doc, quotes
        self.starts = [quote.start for quote in quotes]
        self.taken: set[int] = set()

    def around(self, i: int) -> int | None:
        """The number of the quotation that token ``i`` stands in."""
        n = bisect_right(self.starts, i) - 1
        return n if n >= 0 and i < self.quotes[n].end else None

    def widen(self, draft: Draft) -> None:
        """Content that begins or ends inside a quotation takes in all of it, unless the cue is quoted too."""
        home = self.around(draft.head)
        pieces = []
        for start, end in self._at_home(draft.pieces, home):
            for edge in (start, end - 1):
                n = self.around(edge)
                if n is not None and n != home:
                    start, end = min(start, self.quotes[n].start), max(end, self.quotes[n].end)
            pieces.append((start, end))
        draft.pieces = self._without_tail(draft, sorted(pieces))
        for start, end in draft.pieces:
            self.taken |= {n for n, q in enumerate(self.quotes) if n != home and start <= q.start and q.end <= end}

    def _at_home(self, pieces: list[Range], home: int | None) -> list[Range]:
        """What is said inside a quotation ends where the quotation ends."""
        if home is None:
            return pieces
        low, high = self.quotes[home].start + 1, self.quotes[home].end - self.quotes[home].closed
        return [(max(a, low), min(b, high)) for a, b in pieces if max(a, low) < min(b, high)]

    def _without_tail(self, draft: Draft, pieces: list[Range]) -> list[Range]:
        """Behind "...," she said, only a quotation goes on; when and where she said it is no content."""
        low, high = draft.core
        if not any(end <= low and self.around(end - 1) is not None for _, end in pieces):
            return pieces
        return [piece for piece in pieces if piece[0] < high or self.around(piece[0]) is not None]

    def one_sentence(self, start: int, end: int) -> Range:
        """A piece up to its first full stop outside quotations: an unquoted content is one sentence."""
        doc = self.doc
        for i in range(start + 1, end - 1):
            if doc[i].text in STOPS:
                n = self.around(i)
                if n is None and not doc[i + 1].is_lower:
                    return start, i
                closes = n is not None and i + 2 == self.quotes[n].end < end and self.quotes[n].start > start
                if closes and doc[i + 2].is_title:
                    return start, i + 2
            elif "\n\n" in doc[i].text and self.around(i) is None:
                return start, i
        return start, end

    def beside(self, draft: Draft) -> None:
        """Add the quotations that stand directly before or behind source and cue."""
        if not draft.quotable or self.around(draft.head) is not None:
            return
        low, high = draft.core
        before = self.around(self._skip(low - 1, -1))
        if before is not None and before not in self.taken and (not draft.pieces or draft.pieces[0][0] > low):
            self._give(draft, before)
        high = max([high, *(end for _, end in draft.pieces)])
        n = bisect_right(self.starts, high - 1)
        if n < len(self.quotes) and n not in self.taken and self._introduced(high, self.quotes[n], draft):
            self._give(draft, n)

    def _skip(self, i: int, step: int) -> int:
        doc = self.doc
        while 0 <= i < len(doc) and (doc[i].text in BESIDE or (doc[i].is_space and "\n" not in doc[i].text)):
            i += step
        return i

    def _introduced(self, high: int, quote: Quote, draft: Draft) -> bool:
        """Whether the words from the cue to a quotation lead up to it and to nothing else."""
        doc = self.doc
        between = doc[high : quote.start]
        if len(between) > REACH or any(t.pos_ in tree.VERBAL and t.tag_ not in {"VBG", "VBN"} for t in between):
            return False
        breaks = [t for t in between if "\n" in t.text]
        words = [t for t in between if not t.is_space]
        if breaks or (words and words[-1].text in {".", "!", "?"}):
            return bool(words) and words[-1].text == ":"
        if draft.pieces and not (self.around(draft.pieces[0][0]) is not None and len(words) <= 2):
            return False
        ready = not words or words[-1].text in {",", ":"}
        return ready or self._sentence_like(quote)

    def _sentence_like(self, quote: Quote) -> bool:
        inner = [t for t in self.doc[quote.start + 1 : quote.end] if t.is_alpha]
        return quote.end - quote.start >= SENTENCE_LIKE and bool(inner) and inner[0].text[0].isupper()

    def _give(self, draft: Draft, n: int) -> None:
        quote = self.quotes[n]
        self.taken.add(n)
        draft.pieces.append((quote.start, quote.end))
        draft.pieces.sort()

    def unknown_verbs(self, known: set[int]) -> list[Draft]:
        """Attributions by verbs in no list, where the quotation itself says so: "Never," she deadpanned."""
        found = []
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.end - quote.start < SENTENCE_LIKE or not quote.closed:
                continue
            if self.doc[quote.end - 2].text not in {",", "?", "!"} and self._next_text(quote.end) != ",":
                continue
            verb = self._verb_behind(self._skip(quote.end, 1))
            if verb is not None and verb.i not in known and (who := tree.own_subject(verb)) is not None:
                source = tree.trim(self.doc, *tree.without([tree.reach(who)], [(quote.start, quote.end)])[0])
                found.append(Draft(verb.i, tree.group(verb, verb), source, [(quote.start, quote.end)], "say"))
                self.taken.add(n)
        return found

    def _next_text(self, i: int) -> str:
        return self.doc[i].text if i < len(self.doc) else ""

    def _verb_behind(self, start: int) -> Token | None:
        for token in self.doc[start : start + REACH]:
            if "\n" in token.text or self.around(token.i) is not None:
                return None
            if token.pos_ == "VERB" and (who := tree.own_subject(token)) is not None:
                first = min(who.left_edge.i, tree.group(token, token)[0])
                return token if first == start else None
        return None

    def go_on(self, drafts: list[Draft]) -> None:
        """Give quotations that follow on an attribution to the same speaker."""
        speaking = sorted((d for d in drafts if d.pieces and self.around(d.head) is None), key=lambda d: d.head)
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.end - quote.start < SENTENCE_LIKE:
                continue
            before = self._last_word(quote.start)
            if before is None:
                continue
            draft = self._speaker_until(before, quote, speaking)
            if draft is not None:
                self._give(draft, n)

    def _last_word(self, start: int) -> int | None:
        i = start - 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def _speaker_until(self, before: int, quote: Quote, speaking: list[Draft]) -> Draft | None:
        """Whose words end at token ``before``, where a quotation follows as a sentence of its own."""
        doc = self.doc
        inside = self.around(before)
        if inside is None and doc[before].text not in FULL_STOPS:
            return None
        broken = any("\n" in doc[i].text for i in range(before, quote.start))
        for draft in reversed(speaking):
            if draft.head > before:
                continue
            owns = inside is not None and any(a <= before < b for a, b in draft.pieces)
            if broken and not (owns or doc[before].text == ":"):
                return None
            if owns or (draft.quotable and doc[before].sent.start <= draft.head):
                return draft
            return None
        return None


def balanced(quotations: Quotations, piece: Range) -> Range:
    """A piece less a quotation mark at its edge whose partner lies outside of it."""
    start, end = piece
    first, last = quotations.around(start), quotations.around(end - 1)
    if first is not None and (opening := quotations.quotes[first]).start == start and opening.end > end:
        start += 1
    if (
        last is not None
        and (closing := quotations.quotes[last]).end == end
        and closing.closed
        and closing.start < start
    ):
        end -= 1
    return start, end
