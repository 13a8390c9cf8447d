"""One scan of a document for every word that helps to name an actor: names, states, demonyms, bodies, roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from wiredesk.annotate.actors.known import known
from wiredesk.annotate.actors.names import is_abbreviation, pieces
from wiredesk.annotate.actors.roles import Body, Role, bodies, roles, words
from wiredesk.annotate.actors.states import ambiguous, capitals, demonyms, regional, states
from wiredesk.model import Actor

Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the lexicon, under one spelling. ``case``: exact (BLA), title (Hamas) or any (al-Shabaab)."""

    form: str
    case: str
    actor: Actor | None = None
    shared: Actor | None = None
    state: str | None = None
    capital: str | None = None
    demonym: str | None = None
    people: str | None = None
    body: Body | None = None
    role: Role | None = None
    region: bool = False


@dataclass(slots=True)
class Mark:
    """Tokens ``start`` to ``end`` (exclusive) that match the lexicon, with all that they can be."""

    start: int
    end: int
    actor: Actor | None = None
    shared: list[Actor] = field(default_factory=list)
    state: str | None = None
    capital: str | None = None
    demonym: str | None = None
    people: str | None = None
    body: Body | None = None
    role: Role | None = None
    region: bool = False  # "West African", "European": of no one state
    form: str = ""

    @property
    def country(self) -> str | None:
        """The state that the words point at, as a state, its capital or its people."""
        return self.state or self.demonym or self.people or self.capital


Index = dict[str, dict[Pieces, list[Term]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by first piece, then by all pieces; the lengths in pieces that a first piece starts, longest first."""

    terms: Index
    lengths: dict[str, tuple[int, ...]]


@cache
def lexicon() -> Lexicon:
    """Everything known, by its pieces."""
    return index(_terms())


def index(terms: Iterable[Term]) -> Lexicon:
    """Terms by their pieces."""
    found: Index = {}
    for term in terms:
        spelled = pieces(term.form)
        if spelled and spelled[0] == "the" and len(spelled) > 1 and not term.form.startswith("The "):
            spelled = spelled[1:]
        if spelled:
            found.setdefault(spelled[0], {}).setdefault(spelled, []).append(term)
    lengths = {first: tuple(sorted({len(key) for key in by}, reverse=True)) for first, by in found.items()}
    return Lexicon(found, lengths)


def case_of(form: str) -> str:
    """How strictly the letters of a form are compared."""
    if is_abbreviation(form):
        return "exact"
    return "title" if form[:1].isupper() else "any"


def _terms() -> Iterator[Term]:
    for actor in known().actors.values():
        for form in (actor.name, *actor.aliases):
            yield Term(form, case_of(form), actor=actor)
    for alias, actor in known().shared:
        yield Term(alias, case_of(alias), shared=actor)
    for code, state in states().items():
        for form in (state.actor.name, *state.actor.aliases):
            yield Term(form, case_of(form), state=code)
    for city, code in capitals().items():
        yield Term(city, case_of(city), capital=code)
    for word, code in demonyms().items():
        plural = word.endswith(("men", "women", "shman", "chman")) or (word.endswith("s") and not word.endswith("ss"))
        yield Term(word, "title", people=code) if plural else Term(word, "title", demonym=code)
    for word in regional():
        yield Term(word, case_of(word), region=True)
    for noun, body in bodies().items():
        yield Term(noun, "any", body=body)
    for noun, role in roles().items():
        yield Term(noun, "any", role=role)


@dataclass(frozen=True, slots=True)
class Flat:
    """The pieces of a document in one row, the token that each belongs to, and the words in lower case."""

    row: list[str]
    token: list[int]
    lower: list[str]


def flatten(doc: Doc) -> Flat:
    """The pieces of every token, in order."""
    row: list[str] = []
    token: list[int] = []
    texts = [word.text for word in doc]  # one walk over the Doc: making Token objects is what costs
    for i, text in enumerate(texts):
        for piece in pieces(text):
            row.append(piece)
            token.append(i)
    return Flat(row, token, [text.lower() for text in texts])


def scan(doc: Doc, flat: Flat, lex: Lexicon) -> list[Mark]:
    """The longest matches from left to right; a match starts and ends with a token."""
    marks: list[Mark] = []
    row, token, size = flat.row, flat.token, len(flat.row)
    at = 0
    while at < size:
        first = row[at]
        lengths = lex.lengths.get(first)
        step = 1
        if lengths is not None and (at == 0 or token[at - 1] != token[at]):
            by = lex.terms[first]
            for length in lengths:
                end = at + length
                if end > size or (end < size and token[end] == token[end - 1]):
                    continue
                terms = by.get(tuple(row[at:end]))
                mark = terms and _mark(doc, token[at], token[end - 1] + 1, terms)
                if mark:
                    marks.append(mark)
                    step = length
                    break
        at += step
    return marks


def _mark(doc: Doc, start: int, end: int, terms: list[Term]) -> Mark | None:
    if end - start > 1 and any(_breaks(token.text) for token in doc[start + 1 : end - 1]):
        return None
    text = doc[start:end].text
    mark = Mark(start, end)
    hit = False
    for term in terms:
        if not _cased(term, text, doc, start, end):
            continue
        hit = True
        mark.form = mark.form or term.form
        mark.actor, mark.state = mark.actor or term.actor, mark.state or term.state
        mark.capital, mark.demonym = mark.capital or term.capital, mark.demonym or term.demonym
        mark.people, mark.body, mark.role = mark.people or term.people, mark.body or term.body, mark.role or term.role
        mark.region = mark.region or term.region
        if term.shared is not None:
            mark.shared.append(term.shared)
    return mark if hit else None


def _breaks(text: str) -> bool:
    return "\n" in text or text in (".", ";", "!", "?", ":", "|")


@cache
def _careful() -> frozenset[str]:
    return frozenset(words()["careful"]) | ambiguous()


def _cased(term: Term, text: str, doc: Doc, start: int, end: int) -> bool:
    """Whether the letters of the text allow the term, and a name that is also a common word is meant as a name."""
    if term.case == "any":
        return True
    letters = [c for c in text if c.isalpha()]
    if term.case == "exact":
        if not letters or not all(c.isupper() for c in letters):
            return False
        if len(letters) < 5 and _shouting(doc, start, end) and doc.vocab[text.lower()].is_stop:
            return False
        return term.form not in _careful() or _meant(term, doc, start, end)
    if not letters or not letters[0].isupper():
        return not doc.user_data.get("wiredesk.case", True)
    return term.form not in _careful() or _meant(term, doc, start, end)


def _shouting(doc: Doc, start: int, end: int) -> bool:
    around = [t.text for t in doc[max(0, start - 3) : min(len(doc), end + 3)] if t.is_alpha]
    return len(around) > 2 and all(word.isupper() for word in around)


def _meant(term: Term, doc: Doc, start: int, end: int) -> bool:
    """No person's name: by the entity label where there is one, else by the capitals beside it."""
    label = doc[start].ent_type_
    if label and (label not in ("PER", "PERSON") or not (term.state or term.capital)):
        return label not in ("PER", "PERSON")
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    if after is not None and after.is_title and after.is_alpha and not _starts_known(after.text):
        return False
    opens = before is None or before.is_punct or before.is_space
    return not (
        before is not None and before.is_title and before.is_alpha and not opens and not _known_word(before.text)
    )


def _starts_known(word: str) -> bool:
    return pieces(word)[0] in lexicon().terms if pieces(word) else False


def _known_word(word: str) -> bool:
    spelled = pieces(word)
    return bool(spelled) and (spelled[0] in lexicon().terms or spelled[0] in ("the", "in", "but", "and", "while"))


def evidence(marks: Iterable[Mark]) -> Counter[str]:
    """How often each state is pointed at."""
    return Counter(mark.country for mark in marks if mark.country)
