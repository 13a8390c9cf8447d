"""Persons: a title before or behind a name tells sector and country; a bare surname later is the same person."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from wiredesk.annotate.actors.known import similar
from wiredesk.annotate.actors.lexicon import lexicon
from wiredesk.annotate.actors.names import pieces, slug
from wiredesk.annotate.actors.owners import owner_left
from wiredesk.annotate.actors.phrases import POSSESSIVES, Builder, Phrase
from wiredesk.annotate.actors.roles import words
from wiredesk.model import Actor

Name = tuple[int, int]  # first token, last token + 1


def persons(builder: Builder, phrases: list[Phrase]) -> list[Phrase]:
    """Phrases of persons, with their titles; a title is taken over, so the result may overlap ``phrases``."""
    by_end = {phrase.end: phrase for phrase in phrases}
    names = _entities(builder.doc, phrases) if builder.doc.ents else _after_titles(builder, phrases)
    found: list[Phrase] = []
    by_surname: dict[str, Actor] = {}
    known_here = {(phrase.start, phrase.end) for phrase in phrases if phrase.role is None and phrase.body is None}
    for start, end in names:
        title = by_end.get(start)
        if title is None and end - start > 1 and ((start, end) in known_here or _holds_known(phrases, start, end)):
            continue
        lone = end - start == 1 and title is None and pieces(builder.doc[start].text)[-1:] != ()
        if lone and pieces(builder.doc[start].text)[-1] not in by_surname:
            if (start, end) in known_here or is_located(builder.doc, start, end):
                continue
            alike = similar(builder.doc[start].text)
            if alike is not None:
                found.append(Phrase(start, end, start, alike, state=alike.country))
                continue
        if title is not None and title.role is None:
            title = None
        appositive = None if title is not None else _appositive(builder.doc, phrases, start, end)
        named = _listed(builder.doc, title.head if title is not None else start, end) or _listed(
            builder.doc, start, end
        )
        actor = _person(builder.doc[start:end].text, title or appositive, by_surname, named)
        if actor.country is None and title is None:
            actor = _of_state(builder, actor, start, end)
        begin = title.start if title is not None else start
        state = actor.country
        found.append(Phrase(begin, end, end - 1, actor, role=(title or appositive or _NONE).role, state=state))
    if not builder.doc.ents:
        found += _bare_surnames(builder.doc, by_surname, found)
    return found


_WITHOUT_MINISTERS = frozenset({"IGO", "NGO", "BUS", "MNC", "EDU", "MED", "LAB", "REL", "HLH"})
_NONE = Phrase(0, 0, 0, Actor(id="", name=""))


def _holds_known(phrases: list[Phrase], start: int, end: int) -> bool:
    """Whether the label ends with a person of the files ("Saudi King Salman")."""
    return any(p.end == end and start <= p.start and p.role is None and p.actor.kind == "person" for p in phrases)


def _listed(doc: Doc, start: int, end: int) -> Actor | None:
    """The person of the files with this name; initials in the middle do not count."""
    spelled = tuple(piece for piece in pieces(doc[start:end].text) if len(piece) > 1)
    terms = lexicon().terms.get(spelled[0], {}).get(spelled, ()) if spelled else ()
    return next((term.actor for term in terms if term.actor is not None and term.actor.kind == "person"), None)


def _of_state(builder: Builder, actor: Actor, start: int, end: int) -> Actor:
    """ "Chad's Mara Osei", "Mara Osei of Chad": the country of a person whose name stands without a title."""
    doc = builder.doc
    owner = owner_left(builder, start) if start and doc[start - 1].text in POSSESSIVES else None
    behind = builder.starting.get(end + 1) if end < len(doc) and doc[end].lower_ == "of" else None
    state = owner.state if owner is not None else behind.state if behind is not None else None
    return actor.model_copy(update={"country": state}) if state else actor


def _person(name: str, title: Phrase | None, by_surname: dict[str, Actor], named: Actor | None) -> Actor:
    spelled = [piece for piece in pieces(name) if piece != "s"] or [name.lower()]
    seen = by_surname.get(spelled[-1])
    if seen is not None and (len(spelled) == 1 or set(spelled) & set(pieces(seen.name)) - {spelled[-1]}):
        return seen
    sector = _office(title) if title is not None else None
    country = title.actor.country if title is not None else None
    if named is not None:
        owned = title is not None and title.owned
        actor = named.model_copy(update={"sector": sector or named.sector, "country": country} if owned else {})
    else:
        note = title.role.noun if title is not None and title.role is not None else ""
        actor = Actor(id=slug(name), name=name, country=country, sector=sector, kind="person", note=note)
    by_surname[spelled[-1]] = actor
    return actor


def _office(title: Phrase) -> str | None:
    """The sector of a title; who presides over an alliance, a company or a club is of it, not of a government."""
    own = title.role.sector if title.role is not None else None
    if own == "GOV" and title.owned and title.actor.sector in _WITHOUT_MINISTERS:
        return title.actor.sector
    return own or title.actor.sector


def is_located(doc: Doc, start: int, end: int) -> bool:
    """Whether these words are a place or a time (``doc._.places`` and ``doc._.times`` stand before the actors)."""
    found = [noun for name in ("places", "times") if doc.has_extension(name) for noun in doc._.get(name) or ()]
    return any(noun.span is not None and noun.span.start <= start and noun.span.end == end for noun in found)


def _entities(doc: Doc, phrases: list[Phrase]) -> list[Name]:
    """The PER entities, without a title that the label may include."""
    heads = {phrase.head: phrase for phrase in phrases}
    names = []
    for entity in doc.ents:
        if entity.label_ not in ("PER", "PERSON"):
            continue
        start = entity.start
        for i in range(entity.start, entity.end - 1):
            if i in heads and heads[i].role is not None:
                start = i + 1
        end = entity.end
        while end > start + 1 and doc[end - 1].text in ("'s", "’s", "'", "’", ",", ".", "of"):
            end -= 1
        if any(char.isalpha() for char in doc[start:end].text):
            names.append((start, end))
    return names


def _after_titles(builder: Builder, phrases: list[Phrase]) -> list[Name]:
    """Runs of capitalised words right behind a singular title, where nobody labelled persons."""
    names = []
    for phrase in phrases:
        role = phrase.role
        if role is None or not role.single or phrase.end > phrase.head + 1 or role.group or role.victims:
            continue
        if not role.person and role.noun in words()["adjectival"]:
            continue
        end = name_end(builder, phrase.end)
        if end > phrase.end:
            names.append((phrase.end, end))
    return names


def name_end(builder: Builder, start: int, most: int = 6) -> int:
    """Where the capitalised name that starts here ends; ``start`` where there is none."""
    doc, at, end = builder.doc, start, start
    links = words()["name_links"]
    while at < min(len(doc), start + most):
        token = doc[at]
        if at in builder.starting and builder.starting[at].country and at > start:
            break
        if token.text[:1].isupper() and (at not in builder.starting or builder.starting[at].role is None):
            end = at + 1
        elif at == start or token.lower_ not in links or token.text in ("&", "'", "’") or token.lower_ in _BARRED:
            break
        at += 1
    return end


_BARRED = frozenset({"of", "for", "the", "and", "in", "to", "on", "with"})


def _appositive(doc: Doc, phrases: list[Phrase], start: int, end: int) -> Phrase | None:
    """The title behind a comma: "X, Iran's foreign minister," or "X, a spokesman for the police"."""
    before = next((p for p in phrases if p.end == start - 1 and p.role is not None and p.role.single), None)
    if before is not None and before.role is not None and before.role.person and _in_commas(doc, start, end):
        return before
    if end >= len(doc) or doc[end].text not in (",", "("):
        return None
    near = (p for p in phrases if p.role is not None and p.role.single and end < p.start <= end + 4)
    found = next(near, None)
    if found is None or found.role is None:
        return None
    between = doc[end + 1 : found.start]
    return (
        found
        if all(t.is_alpha and not t.text[:1].isupper() and t.pos_ not in ("VERB", "AUX") for t in between)
        else None
    )


def _in_commas(doc: Doc, start: int, end: int) -> bool:
    """ "her counterpart, Mara Osei, said": a name between commas behind a title."""
    return start > 1 and doc[start - 1].text == "," and (end >= len(doc) or doc[end].text in (",", ".", ")", ";"))


def _bare_surnames(doc: Doc, by_surname: dict[str, Actor], found: list[Phrase]) -> list[Phrase]:
    """Later mentions by surname alone."""
    if not by_surname:
        return []
    taken = {i for phrase in found for i in range(phrase.start, phrase.end)}
    first = {actor.id: min(p.start for p in found if p.actor.id == actor.id) for actor in by_surname.values()}
    more = []
    for token in doc:
        spelled = pieces(token.text)
        actor = by_surname.get(spelled[0]) if len(spelled) == 1 and token.text[:1].isupper() else None
        if actor is not None and token.i not in taken and token.i > first[actor.id]:
            more.append(replace(_NONE, start=token.i, end=token.i + 1, head=token.i, actor=actor, state=actor.country))
    return more
