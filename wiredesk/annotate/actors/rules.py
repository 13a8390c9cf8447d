"""The phrases of marks, in four steps: bodies, roles, known names, states. A step may extend what one before built."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from wiredesk.annotate.actors.lexicon import Mark, evidence
from wiredesk.annotate.actors.metonyms import acts, is_place, looks_finite
from wiredesk.annotate.actors.owners import Owner, owner_left, owner_right
from wiredesk.annotate.actors.phrases import (
    HYPHENS,
    Builder,
    Phrase,
    described,
    named_body,
    one_state,
    unnamed_body,
)  # fmt: skip
from wiredesk.annotate.actors.roles import Body, Role, words
from wiredesk.annotate.actors.states import states
from wiredesk.model import Actor

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
LOCAL = frozenset({"GOV", "COP", "JUD", "LEG", "OPP", "PTY", "CVL", "HLH"})  # of the place they are named by
DOMESTIC = STATE_SECTORS | {"OPP", "PTY"}
_APART = frozenset(
    {"witness", "civilian", "refugee", "protester", "activist", "analyst", "elder", "opposition", "criminal"}
)


def build(builder: Builder) -> list[Phrase]:
    """All phrases of the marks, without overlaps, in order."""
    for mark in builder.marks:
        if mark.body is not None and (mark.actor is None or mark.shared):
            _body(builder, mark)
    for mark in builder.marks:
        if mark.role is not None and mark.actor is None and mark.start not in _covered(builder):
            _role(builder, mark)
    for mark in builder.marks:
        if mark.actor is not None or (mark.shared and mark.body is None):
            _name(builder, mark)
        elif mark.country and mark.role is None and mark.body is None and mark.end not in builder.built:
            _state(builder, mark)
    return without_overlaps(builder.phrases)


def without_overlaps(phrases: list[Phrase]) -> list[Phrase]:
    """The longer of two phrases that overlap; the one built later of two equally long ones."""
    kept: list[Phrase] = []
    taken: set[int] = set()
    for _, phrase in sorted(enumerate(phrases), key=lambda pair: (pair[1].start - pair[1].end, -pair[0])):
        if taken.isdisjoint(range(phrase.start, phrase.end)):
            kept.append(phrase)
            taken.update(range(phrase.start, phrase.end))
    return sorted(kept, key=lambda phrase: phrase.start)


def _covered(builder: Builder) -> set[int]:
    return {i for phrase in builder.phrases if phrase.body is not None for i in range(phrase.start, phrase.end)}


def _noun(builder: Builder, mark: Mark) -> bool:
    """Whether the last word is tagged as a noun; without tags, whether it is no word that mostly describes another."""
    last = builder.doc[mark.end - 1]
    if last.pos_:
        named = mark.end < len(builder.doc) and builder.doc[mark.end].ent_type_ in ("PER", "PERSON")
        titled = named and mark.role is not None and mark.role.person
        return titled or last.pos_ in ("NOUN", "PROPN") or last.tag_.startswith("NN")
    follower = builder.doc[mark.end] if mark.end < len(builder.doc) else None
    plain = follower is not None and follower.is_alpha and follower.is_lower and not follower.is_stop
    plain = plain and follower is not None and not looks_finite(follower)
    return not (plain and last.lower_ in _adjectival())


@cache
def _adjectival() -> frozenset[str]:
    return frozenset(words()["adjectival"])


def _body(builder: Builder, mark: Mark) -> None:
    body = mark.body
    assert body is not None
    if not _noun(builder, mark):
        return
    left, right = owner_left(builder, mark.start), owner_right(builder, mark.end, None)
    owner = left or (right[0] if right else None)
    start = left.start if left else mark.start
    end = right[1] if right and not left else mark.end
    state = owner.state if owner else None
    listed = _choose(builder, mark.shared, state)
    if listed is not None:
        actor, state = listed, listed.country
    elif state is not None and (owner is None or owner.actor is None or _keeps_body(owner.actor, body)):
        actor = named_body(body, state)
    elif owner is not None and owner.actor is not None:
        actor = owner.actor
    else:
        state = None if owner is not None or _dependent(builder, mark) else one_state(builder)
        actor = named_body(body, state) if state else unnamed_body(body)
    builder.add(
        Phrase(start, end, mark.end - 1, actor, body=body, state=state, owned=owner is not None or bool(listed))
    )


def _dependent(builder: Builder, mark: Mark) -> bool:
    """Whether a pronoun owns the noun ("its foreign minister"), or a description ("the country's army")."""
    before = builder.doc[max(0, mark.start - 2) : mark.start]
    return any(token.lower_ in ("its", "their", "his", "her", "'s", "’s") for token in before)


def _keeps_body(owner: Actor, body: Body) -> bool:
    """Rulers have ministries of the state; an alliance's "military" is the alliance."""
    return owner.sector in ("GOV", "REB") and owner.country is not None and body.kind == "government body"


def _choose(builder: Builder, candidates: list[Actor], state: str | None) -> Actor | None:
    """The bearer of a shared alias whose state owns the phrase, or is the most pointed at."""
    if not candidates:
        return None
    if state is not None:
        return next((actor for actor in candidates if actor.country == state), None)
    seen = evidence(builder.marks)
    ranked = sorted(candidates, key=lambda actor: -seen.get(actor.country or "", 0))
    top = seen.get(ranked[0].country or "", 0)
    second = seen.get(ranked[1].country or "", 0) if len(ranked) > 1 else 0
    return ranked[0] if top > second else None


def _role(builder: Builder, mark: Mark) -> None:
    role = mark.role
    assert role is not None
    if not _noun(builder, mark):
        return
    before = builder.ending.get(mark.start)
    described_by = before.role if before is not None and before.actor is None else None
    start, end = (before.start if before is not None and described_by is not None else mark.start), mark.end
    owner = owner_left(builder, start)
    if owner is not None:
        start = owner.start
    else:
        right = owner_right(builder, mark.end, role)
        if right is not None:
            owner, end = right
    text = " ".join(token.lower_ if token.is_title else token.text for token in builder.doc[mark.start : mark.end])
    if role.sector is None and described_by is not None:
        role = replace(role, sector=described_by.sector)  # "rebel commander", "opposition leader"
    if owner is not None and owner.place and role.sector not in LOCAL:
        owner, start, end = None, mark.start, mark.end  # "Paris attackers" need not be French
    alone = _dependent(builder, mark)
    actor = described(role, text, None) if owner is None and alone else _role_actor(builder, role, text, owner)
    state = owner.state if owner else actor.country
    counted = start > 0 and (builder.doc[start - 1].like_num or builder.doc[start - 1].lower_ in ("many", "several"))
    shown = not role.victims or (owner is not None and not counted)
    builder.add(Phrase(start, end, mark.end - 1, actor, role=role, state=state, owned=owner is not None, shown=shown))
    _coordinated(builder, mark, role, text)


def _role_actor(builder: Builder, role: Role, text: str, owner: Owner | None) -> Actor:
    if owner is None:
        state = one_state(builder) if role.sector in DOMESTIC and role.role != "partner" else None
        return described(role, text, state)
    of = owner.actor
    if role.role == "partner":
        person = of is not None and of.kind == "person"
        return described(role, text, owner.state if person else None, sector=of.sector if of and person else None)
    if of is None:
        return described(role, text, owner.state, sector="GOV" if role.sector is None else None)
    if of.kind == "population":
        words_ = f"{owner.adjective} {text}" if owner.adjective else text
        return described(role, words_, owner.state, of=of)
    if role.members and of.sector:
        return described(replace(role, sector=of.sector), text, owner.state)
    if role.victims or role.role in _APART or of.kind == "person":
        return described(role, text, owner.state, sector=of.sector)
    return of


def _coordinated(builder: Builder, mark: Mark, role: Role, text: str) -> None:
    """The first half of "Pakistani and Iranian officials"."""
    second = builder.ending.get(mark.start)
    if (
        second is None
        or not second.demonym
        or second.start < 2
        or builder.doc[second.start - 1].lower_ not in ("and", "or")
    ):
        return
    first = builder.ending.get(second.start - 1)
    if first is not None and first.demonym:
        actor = described(role, text, first.demonym, sector=None if role.sector else "GOV")
        builder.add(Phrase(first.start, first.end, first.end - 1, actor, state=first.demonym))


def _name(builder: Builder, mark: Mark) -> None:
    """A known name, with the state and the sort of group in front of it ("Lebanon's Hezbollah", "rebel group M23")."""
    actor = mark.actor or _choose(builder, mark.shared, None)
    if actor is None or (mark.actor is not None and mark.shared and mark.body):
        return
    if actor.kind == "population" and not _are_people(builder, mark, actor):
        return
    start = mark.start
    before = builder.built.get(start)
    if before is not None and _sort_of(before) and before.head == start - 1 and actor.kind != "state":
        start = before.start
    elif actor.kind not in ("person", "population"):
        owner = owner_left(builder, start)
        start = owner.start if owner is not None and owner.actor is None else start
    state = actor.country
    builder.add(Phrase(start, mark.end, mark.end - 1, actor, state=state, shown=not _joined(builder, mark)))


def _sort_of(phrase: Phrase) -> bool:
    """A sort of group or outlet in front of its name: "rebel group M23", "state news agency SANA"."""
    return phrase.role is not None or (phrase.body is not None and phrase.body.kind == "media")


def _are_people(builder: Builder, mark: Mark, actor: Actor) -> bool:
    """A people's name as a noun ("Kurds"), not as an adjective ("Kurdish areas")."""
    last = builder.doc[mark.end - 1]
    if last.pos_:
        modifies = last.dep_ in ("amod", "compound") or last.pos_ == "ADJ"
        return not modifies
    return last.lower_.endswith("s") or last.lower_ == "people" or mark.form == actor.name


def _joined(builder: Builder, mark: Mark) -> bool:
    """The first half of a compound with a hyphen ("Hamas-run", "US-led")."""
    doc = builder.doc
    return mark.end + 1 < len(doc) and doc[mark.end].text in HYPHENS and not doc[mark.end - 1].whitespace_


def _state(builder: Builder, mark: Mark) -> None:
    code = mark.country
    assert code is not None
    owner = states().get(code)
    if owner is None:
        return
    if mark.people is not None and not (mark.state or mark.demonym):
        text = builder.doc[mark.start : mark.end].text
        people = Actor(id=f"{code.lower()}-people", name=text, country=code, sector="CVL", kind="population")
        counted = mark.start > 0 and (
            builder.doc[mark.start - 1].like_num or builder.doc[mark.start - 1].lower_ == "many"
        )
        builder.add(Phrase(mark.start, mark.end, mark.end - 1, people, state=code, shown=not counted))
        return
    joined = _joined(builder, mark) or (mark.start > 0 and builder.doc[mark.start - 1].text in HYPHENS)
    shown = not joined and not mark.demonym
    shown = shown and (acts(builder.doc, mark) if mark.capital and not mark.state else not is_place(builder.doc, mark))
    builder.add(Phrase(mark.start, mark.end, mark.end - 1, owner.actor, state=code, shown=shown))
