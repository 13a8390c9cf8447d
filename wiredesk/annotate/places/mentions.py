"""Where a text names places: spans of tokens that the gazetteer knows, or that the entity recogniser calls LOC.

The longest match wins. A match is refused when it stands in the name of a person, an organisation or a newspaper,
and when it is an ordinary word without evidence of a place. With an entity recogniser these questions are its own;
without one (a blank pipeline) titles, given names and the capitals around the name answer them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate.actors.known import similar
from wiredesk.annotate.places.context import Surroundings, is_capital
from wiredesk.annotate.places.words import PlaceWords, place_words
from wiredesk.gazetteer import Gazetteer, Match
from wiredesk.toponyms import plain_key

_LONGEST = 7  # tokens in a name: "Democratic Republic of the Congo", "Deir ez-Zor"
_GLUE = frozenset({"-", "–", "'", "’", ".", "‘", "ʿ", "/"})
_LEAST_OTHER = 4.5  # prominence that a single word needs where it is nobody's usual name
_PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
_KEPT_LABELS = frozenset({"DATE", "TIME", "EVENT", "NORP"})  # "the 2003 Iraq war" names the place too


@dataclass
class Mention:
    """A span and what it may mean; no matches when the recogniser alone says that it is a place.

    A mention that is not ``sure`` may be no place at all, but helps to tell which places the others are; one that is
    ``borrowed`` by the name of an organization ("Laurel County Sheriff's Office") is none, and only votes.
    """

    span: Span
    matches: list[Match] = field(default_factory=list)
    sure: bool = True
    borrowed: bool = False


class _Reader:
    """One reading of a document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc, self.gazetteer, self.words = doc, gazetteer, place_words()
        self.covering = {token.i: ent for ent in doc.ents for token in ent}
        self.entities = {ent.start: ent for ent in doc.ents if ent.label_ in _PLACE_LABELS}
        self.people: set[str] = set()

    def windows(self, start: int, limit: int) -> list[Span]:
        """The spans from this token that could be one name, longest first."""
        found: list[Span] = []
        for end in range(start + 1, min(start + _LONGEST, limit) + 1):
            token = self.doc[end - 1]
            if found and token.lower_ in self.words.surroundings | self.words.facilities:
                found.append(self.doc[start:end])  # "Iran-Pakistan border", "Rafah crossing"
                break
            inner = token.text in _GLUE or token.lower_ in self.words.particles or token.is_digit
            if token.is_space or not (is_capital(token) or inner):
                break
            if is_capital(token) or (token.is_digit and end - start > 1):
                found.append(self.doc[start:end])
        return found[::-1]

    def read(self) -> list[Mention]:
        starts = [token.i for token in self.doc if self._opens(token)]
        spans = {start: self.windows(start, len(self.doc)) for start in starts}
        self.gazetteer.prepare(span.text for windows in spans.values() for span in windows)
        mentions: list[Mention] = []
        at = 0
        while at < len(self.doc):
            at = self._step(at, spans.get(at, []), mentions)
        return mentions

    def _step(self, at: int, spans: list[Span], mentions: list[Mention]) -> int:
        """Take a name from this token on if there is one; the token to go on with."""
        weak: Mention | None = None
        for span in spans:
            matches = [match for match in self.gazetteer.find(span.text) if match.exact and match.grade < 2]
            if not matches or _acronym_mismatch(span, matches):
                continue
            end = self._refusal(span, matches)
            if end is None:
                mentions.append(Mention(span, matches))
                return span.end
            if end > span.start:
                if self._borrowed(span) and _worth_keeping(span, self.words):
                    mentions.append(Mention(span, matches, sure=False, borrowed=True))
                return end
            if weak is None and _worth_keeping(span, self.words):
                weak = Mention(span, matches, sure=False)
        found = self._entity(self.entities[at]) if at in self.entities else weak
        if found is None:
            return at + 1
        mentions.append(found)
        return found.span.end

    def _opens(self, token: Token) -> bool:
        if is_capital(token):
            return True
        follows = token.i + 2 < len(self.doc) and self.doc[token.i + 1].text == "-"
        return token.lower_ in self.words.articles and follows and is_capital(self.doc[token.i + 2])

    def _entity(self, ent: Span) -> Mention | None:
        """A name, no armed group's, that the recogniser alone calls a place, without words that are no part of it."""
        start, end = ent.start, ent.end
        while start < end - 1 and not is_capital(self.doc[start]):
            start += 1
        while end > start + 1 and not (is_capital(self.doc[end - 1]) or self.doc[end - 1].is_digit):
            end -= 1
        span = self.doc[start:end]
        key = plain_key(span.text)
        barred = key in self.words.demonyms or key in self.words.never or _money(span)
        if barred or not is_capital(span[0]) or len(key) < 2:
            return None
        surroundings = Surroundings(self.windows, self.gazetteer, self.people, span, key, 0)
        matches = self.gazetteer.find(span.text)
        group = None if matches else similar(span.text)
        if any(match.grade == 3 for match in matches) or (group is not None and group.kind == "armed group"):
            return None  # "two strongholds of Jaish al-Adl"
        placed = surroundings.after_locative() or surroundings.before_larger_place()
        unlikely = surroundings.inside_other_name() or (key in self.words.ordinary and not placed)
        return None if unlikely or not (matches or placed) else Mention(span, matches)

    def _refusal(self, span: Span, matches: list[Match]) -> int | None:
        """None when the span is a place; else the token to go on with (the span's start: try a shorter one)."""
        key = plain_key(span.text)
        top = max(_prominence(match) for match in matches)
        taken = key in self.people and (top < 9 or key in self.words.given_names)
        if len(span) == 1 and (key in self.words.demonyms or taken):
            return span.end
        if key in self.words.never or _money(span):
            return span.end
        label, size = self._label(span)
        surroundings = Surroundings(self.windows, self.gazetteer, self.people, span, key, top)
        if label in _PLACE_LABELS:
            return span.end if surroundings.inside_other_name() else None
        if label and label not in _KEPT_LABELS and (size > len(span) or (label == "PER" and top < 9)):
            return span.end
        if top < _LEAST_OTHER and len(span) == 1 and all(match.grade == 1 for match in matches):
            return span.start
        return surroundings.refusal()

    def _borrowed(self, span: Span) -> bool:
        """Whether an organization is named after it; the town of a newspaper tells nothing of where its news is."""
        ent = self.covering.get(span.start)
        return ent is not None and ent.label_ == "ORG" and ent.id_ != "MED"

    def _label(self, span: Span) -> tuple[str, int]:
        """The label of the entity that covers the span, and its size in tokens; "" where none does."""
        ent = next((self.covering[i] for i in range(span.start, span.end) if i in self.covering), None)
        return ("", 0) if ent is None else (ent.label_, len(ent))


def _worth_keeping(span: Span, words: PlaceWords) -> bool:
    """Could a refused match still be a place? An ordinary word, a direction or a given name could hardly."""
    key = plain_key(span.text)
    return len(key) > 3 and key not in words.ordinary | words.never | words.given_names


def _prominence(match: Match) -> float:
    """log10 of the population: more for a country, less for a name that is not the usual one (Hamm was Hamas)."""
    return match.entry.weight + (3 if match.entry.kind == "country" else 0) - (1 if match.grade == 1 else 0)


def _money(span: Span) -> bool:
    """ "US$ 2 million"."""
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    return "$" in span.text or (after.startswith("$") and not span[-1].whitespace_)


def _acronym_mismatch(span: Span, matches: list[Match]) -> bool:
    """ "IT" and "UN" are no towns: short capitals name countries and unions only."""
    text = span.text.replace(".", "")
    return text.isupper() and len(text) <= 3 and matches[0].entry.kind not in ("country", "region", "admin1")


def mentions(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """The names of places in the text, in reading order, without overlaps."""
    return _Reader(doc, gazetteer).read()
