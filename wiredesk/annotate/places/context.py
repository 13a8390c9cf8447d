"""Is a name of the gazetteer a place here? Titles, given names and the capitals around it tell.

Works on tokens alone; an entity recogniser, where one ran, is asked before.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span, Token

from wiredesk.annotate.places.words import place_words
from wiredesk.gazetteer import Gazetteer
from wiredesk.toponyms import plain_key

_BIG, _MIDDLING, _SMALL = 5.7, 5.0, 4.3  # log10 of the population that carries a name with less and less evidence
Windows = Callable[[int, int], list[Span]]


def is_capital(token: Token) -> bool:
    """Does the word have a capital, at its head or after the mark or the elided article there ("d'Ivoire")?"""
    head = token.text.lstrip("‘ʿ'’`")
    return head[:1].isupper() or (head[:2] in ("d'", "d’", "l'", "l’") and head[2:3].isupper())


class Surroundings:
    """A match and what stands around it. ``people`` grows by the names of the persons that are met;
    ``top`` is log10 of the population of the biggest place that it may mean, three more for a country."""

    def __init__(
        self, windows: Windows, gazetteer: Gazetteer, people: set[str], span: Span, key: str, top: float
    ) -> None:
        self.windows, self.gazetteer, self.people, self.words = windows, gazetteer, people, place_words()
        self.span, self.key, self.top = span, key, top
        doc = span.doc
        self.before = doc[span.start - 1] if span.start else None
        self.after = doc[span.end] if span.end < len(doc) else None
        self.first = self.before is None or self.before.text in '.!?:"“”\n' or self.before.is_space

    def refusal(self) -> int | None:
        run = self._run()
        if self._person(run):
            end = run[-1].i + 1 if run else self.span.end
            self.people.update(token.lower_ for token in self.span.doc[self.span.start : end])
            return end
        if self._organisation(run):
            return run[-1].i + 1 if run else self.span.end
        return None if self._enough() else self.span.start

    def inside_other_name(self) -> bool:
        """Do the words around make it part of the name of an organisation?"""
        return self._organisation(self._run())

    def _run(self) -> list[Token]:
        """The capitalised words that follow without a break."""
        run = []
        for token in self.span.doc[self.span.end :]:
            if not is_capital(token) or token.lower_ in self.words.after:
                break
            run.append(token)
        return run

    def _person(self, run: list[Token]) -> bool:
        before = self.before.lower_.strip(".") if self.before is not None else ""
        capital = self.before is not None and is_capital(self.before)
        if capital and (before in self.words.given_names or (before in self.words.titles and not self._titled_place())):
            return True
        given = len(self.span) == 1 and self.key in self.words.given_names
        return bool(run) and len(self.span) == 1 and (given or self.top < _BIG) and not self.after_locative()

    def _titled_place(self) -> bool:
        """A country after an office is a country: "Prime Minister, Israel" without its comma; Mr. Jordan is a man."""
        return self.top >= 9 and self.key not in self.words.given_names

    def _organisation(self, run: list[Token]) -> bool:
        words = self.words
        if any(token.lower_ in words.organisation_words for token in run):
            return True
        if self.before is not None and is_capital(self.before) and self.before.lower_ in words.organisation_openers:
            return True
        if self._headed():
            return True
        return self._stuck_tois_capital()

    def _headed(self) -> bool:
        """ "University of Southern Indiana": a head and "of" before, with nothing but capitals between."""
        doc, at = self.span.doc, self.span.start - 1
        while at > 0 and (is_capital(doc[at]) or doc[at].lower_ in ("of", "the")):
            if (
                doc[at].lower_ == "of"
                and is_capital(doc[at - 1])
                and doc[at - 1].lower_ in self.words.organisation_heads
            ):
                return True
            at -= 1
        return False

    def _stuck_tois_capital(self) -> bool:
        """ "Real Madrid": a capitalised word before, which is no word of place and no people."""
        before = self.before
        if before is None or not is_capital(before) or before.is_sent_start or self.top >= 7.5:
            return False
        key = plain_key(before.text)
        words = self.words
        harmless = key in words.locatives or key in words.titles or key in words.before or key in words.demonyms
        return not harmless and before.i > 0 and not self.span.doc[before.i - 1].is_punct

    def after_locative(self) -> bool:
        before = self.before
        if before is not None and before.lower_ == "the" and before.i > 0:
            before = self.span.doc[before.i - 1]
        return before is not None and before.lower_ in self.words.locatives

    def _enough(self) -> bool:
        """Is there as much evidence as a name of this size needs?"""
        typed = self.after is not None and self.after.lower_ in self.words.after
        nested = self.before_larger_place()
        if self.key in self.words.ordinary and len(self.span) == 1:
            return self.top >= 9 or nested or (self.after_locative() and not self.first and self.top >= _SMALL)
        if typed or nested or self.top >= _BIG or len(self.span) >= 3:
            return True
        if self.first:
            return self.top >= _MIDDLING
        return self.after_locative() or self.top >= _MIDDLING

    def before_larger_place(self) -> bool:
        """ "Panjgur, Balochistan": a comma and a province or a country after it."""
        doc, end = self.span.doc, self.span.end
        if end + 1 >= len(doc) or doc[end].text != "," or not is_capital(doc[end + 1]):
            return False
        find = self.gazetteer.find
        matches = (match for span in self.windows(end + 1, len(doc)) for match in find(span.text))
        return any(match.exact and match.entry.kind in ("country", "admin1") for match in matches)
