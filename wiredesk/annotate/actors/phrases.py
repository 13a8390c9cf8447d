"""Phrases that name actors, under construction, and the actors of bodies and roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from wiredesk.annotate.actors.known import known
from wiredesk.annotate.actors.lexicon import Mark, evidence
from wiredesk.annotate.actors.names import slug
from wiredesk.annotate.actors.roles import Body, Role, words
from wiredesk.annotate.actors.states import State, states
from wiredesk.model import Actor, Place

POSSESSIVES = ("'s", "’s", "'", "’", "s'", "`s")
HYPHENS = ("-", "–", "‑")


@dataclass(slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (exclusive) that name an actor; ``head`` is the token of the noun itself."""

    start: int
    end: int
    head: int
    actor: Actor
    role: Role | None = None
    body: Body | None = None
    state: str | None = None  # the state in the phrase
    owned: bool = True  # False: a body or role without an owner
    shown: bool = True  # False: known, but no actor noun phrase of its own (a bare victim, a place)


@dataclass(slots=True)
class Builder:
    """The phrases of one document under construction."""

    doc: Doc
    marks: list[Mark]
    phrases: list[Phrase] = field(default_factory=list)
    ending: dict[int, Mark] = field(default_factory=dict)
    starting: dict[int, Mark] = field(default_factory=dict)
    built: dict[int, Phrase] = field(default_factory=dict)  # by the end of the phrase
    places: dict[int, Place] = field(default_factory=dict)  # by first token
    places_ending: dict[int, Place] = field(default_factory=dict)  # by the token behind the last

    def __post_init__(self) -> None:
        self.ending = {mark.end: mark for mark in self.marks}
        self.starting = {mark.start: mark for mark in self.marks}
        for place in places_of(self.doc):
            self.places[place.span.start] = self.places_ending[place.span.end] = place

    def word_before(self, start: int) -> str:
        """The word before, past an article; empty at the start of the document."""
        at = start - 2 if start > 1 and self.doc[start - 1].lower_ == "the" else start - 1
        return self.doc[at].lower_ if at >= 0 else ""

    def located(self, start: int) -> bool:
        """Whether the words before say that a state or city is only the place."""
        return start > 0 and self.doc[start - 1].lower_ in (
            "in",
            "across",
            "inside",
            "throughout",
            "near",
            "from",
        )

    def add(self, phrase: Phrase) -> None:
        self.phrases.append(phrase)
        self.built[phrase.end] = phrase


def places_of(doc: Doc) -> Iterable[Place]:
    """What ``doc._.places`` holds that lies in a country; it stands before the actors."""
    found = doc._.places if doc.has_extension("places") else ()
    return [place for place in found or () if isinstance(place.span, Span) and place.country]


def named_body(body: Body, state: str) -> Actor:
    """The body of a state: the entry of the files where there is one."""
    id = f"{state.lower()}-{body.id}"
    listed = known().actors.get(id)
    if listed is not None:
        return listed
    owner = states().get(state)
    name = f"{_before(owner, state, body.adjective)} {body.name}"
    return Actor(id=id, name=name, country=state, sector=body.sector, kind=body.kind, note=body.note)


def unnamed_body(body: Body) -> Actor:
    """A body whose state nobody tells."""
    return Actor(id=body.id, name=body.name, sector=body.sector, kind=body.kind, note=body.note)


def _before(state: State | None, code: str, adjective: bool) -> str:
    if state is None:
        return code
    return state.adjective if adjective else state.possessive


def described(role: Role, words: str, state: str | None, sector: str | None = None, of: Actor | None = None) -> Actor:
    """A group or person known only by what they are: "Iranian officials", "Kurdish militants"."""
    single = role.single and role.person
    noun = role.noun if single else role.many
    owner = states().get(state) if state else None
    name = words
    if of is not None:
        return Actor(
            id=f"{of.id}-{slug(noun)}",
            name=name,
            country=state,
            sector=role.sector or sector or of.sector,
            kind=role.kind,
        )
    if state:
        name = f"{_before(owner, state, not (role.person and role.single))} {name}"
    id = f"{state.lower()}-{slug(noun)}" if state else slug(noun)
    return Actor(id=id, name=name, country=state, sector=role.sector or sector, kind=role.kind)


def one_state(builder: Builder) -> str | None:
    """The only state that the document points at, if there is one only, and not just as the other side ("to Chad")."""
    seen = evidence(builder.marks)
    if len(seen) != 1:
        return None
    abroad = words()["abroad"]
    at_home = any(mark.country and builder.word_before(mark.start) not in abroad for mark in builder.marks)
    return next(iter(seen)) if at_home else None
