"""From marks to phrases: who owns a body or a role ("Pakistan's foreign ministry", "officials in Nairobi")."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from wiredesk.annotate.actors.known import known
from wiredesk.annotate.actors.lexicon import Mark, evidence
from wiredesk.annotate.actors.names import slug
from wiredesk.annotate.actors.roles import Body, Role
from wiredesk.annotate.actors.states import State, states
from wiredesk.model import Actor

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
class Owner:
    start: int
    state: str | None = None
    actor: Actor | None = None
    adjective: str = ""


@dataclass(slots=True)
class Builder:
    """The phrases of one document under construction."""

    doc: Doc
    marks: list[Mark]
    phrases: list[Phrase] = field(default_factory=list)
    ending: dict[int, Mark] = field(default_factory=dict)
    starting: dict[int, Mark] = field(default_factory=dict)
    built: dict[int, Phrase] = field(default_factory=dict)  # by the end of the phrase

    def __post_init__(self) -> None:
        self.ending = {mark.end: mark for mark in self.marks}
        self.starting = {mark.start: mark for mark in self.marks}

    def owner_left(self, start: int) -> Owner | None:
        """The owner in front: a demonym, a state or body beside it, or anything before a possessive."""
        at, steps, possessive = start - 1, 0, False
        while at >= 0 and steps <= 4:
            phrase, mark = self.built.get(at + 1), self.ending.get(at + 1)
            if phrase is not None and steps and not possessive and phrase.state is None:
                return None
            if phrase is not None and (possessive or steps == 0) and phrase.owned:
                return Owner(phrase.start, phrase.state, None if phrase.actor.kind == "state" else phrase.actor)
            if mark is not None and mark.country:
                if possessive or mark.demonym or (mark.state and steps == 0 and not self.located(mark)):
                    return Owner(mark.start, mark.country)
                return None
            if mark is not None and mark.actor is not None:
                if possessive or steps == 0 or mark.actor.kind == "population":
                    return self._known_owner(mark)
                return None
            token = self.doc[at]
            if token.text in POSSESSIVES and not possessive:
                possessive = True
            elif token.text in HYPHENS and at > 0 and steps:
                at -= 1  # the first half of "state-run", "Iran-backed"
            elif possessive or not is_modifier(token):
                return None
            else:
                steps += 1
            at -= 1
        return None

    def _known_owner(self, mark: Mark) -> Owner:
        assert mark.actor is not None
        if mark.actor.kind != "population":
            return Owner(mark.start, mark.actor.country, mark.actor)
        outer = self.owner_left(mark.start)
        country = outer.state if outer else mark.actor.country
        return Owner(outer.start if outer else mark.start, country, mark.actor, self.doc[mark.start : mark.end].text)

    def owner_right(self, end: int, role: Role | None) -> tuple[Owner, int] | None:
        """The owner behind "of", "for", "in", "at", "from", and where it ends."""
        if end + 1 >= len(self.doc):
            return None
        case = self.doc[end].lower_
        if case not in ("of", "for", "in", "at", "from"):
            return None
        at = end + 1
        while at < min(end + 3, len(self.doc) - 1) and self.doc[at].lower_ in ("the", "a", "an", "its"):
            at += 1
        phrase = next((p for p in self.phrases if p.start == at and p.owned and p.body is not None), None)
        mark = self.starting.get(at)
        if case in ("of", "for", "at") and phrase is not None:
            return Owner(phrase.start, phrase.state, phrase.actor), phrase.end
        if mark is None or (case == "for" and mark.actor is None and not mark.state):
            return None
        if mark.end < len(self.doc) and self.doc[mark.end].text in (*POSSESSIVES, *HYPHENS):
            return None
        if mark.actor is not None and case in ("of", "for", "at") and mark.actor.kind != "population":
            return Owner(mark.start, mark.actor.country, mark.actor), mark.end
        if mark.state or (mark.capital and case in ("in", "from")):
            if role is not None and role.victims:
                return None
            return Owner(mark.start, mark.state or mark.capital), mark.end
        return None

    def located(self, mark: Mark) -> bool:
        """Whether the words before say that the state is only the place."""
        return mark.start > 0 and self.doc[mark.start - 1].lower_ in (
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


def is_modifier(token: Token) -> bool:
    """May stand between an owner and a noun: an adjective or noun, by tag where there are tags."""
    if token.pos_:
        return token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "ADV") or token.tag_ in ("VBN", "VBG")
    plain = (token.is_alpha or token.like_num) and not token.is_stop
    return plain and not token.lower_.endswith(("ly", "ed"))


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


def one_state(marks: list[Mark]) -> str | None:
    """The only state that the document points at, if there is one only."""
    seen = evidence(marks)
    return next(iter(seen)) if len(seen) == 1 else None
