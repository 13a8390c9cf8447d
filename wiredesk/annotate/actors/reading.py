"""Everything that one pass over a document tells about its actors, kept with the document."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from wiredesk.annotate.actors.aliases import AliasMention, alias_mentions
from wiredesk.annotate.actors.known import similar
from wiredesk.annotate.actors.lexicon import Flat, Mark, Term, case_of, flatten, index, lexicon, scan
from wiredesk.annotate.actors.names import pieces, slug
from wiredesk.annotate.actors.persons import is_located, persons
from wiredesk.annotate.actors.phrases import Builder, Phrase, places_of
from wiredesk.annotate.actors.roles import organisation
from wiredesk.annotate.actors.rules import build, without_overlaps
from wiredesk.model import Actor

_KEY = "wiredesk.actors"
PUBLIC = frozenset(
    {"GOV", "JUD", "LEG", "COP", "MIL", "ELI"}
)  # sectors of bodies that bear the name of where they govern


@dataclass(slots=True)
class Reading:
    """Marks, phrases and aliases of a document; ``cover`` is the phrase over a token, ``sentence`` its number."""

    signature: tuple[int, bool, bool]
    marks: list[Mark]
    phrases: list[Phrase]
    aliases: list[AliasMention]
    cover: dict[int, Phrase]
    sentence: list[int]
    settled: bool = False  # whether descriptions are followed (actors_follow)


def reading(doc: Doc) -> Reading:
    """The reading of the document, made anew only where entities or parse have changed since."""
    signature = (len(doc), doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB"))
    kept = doc.user_data.get(_KEY)
    if isinstance(kept, Reading) and kept.signature == signature:
        return kept
    made = _read(doc, signature)
    doc.user_data[_KEY] = made
    return made


def _read(doc: Doc, signature: tuple[int, bool, bool]) -> Reading:
    text = doc.text
    doc.user_data["wiredesk.case"] = any(c.isupper() for c in text)
    flat = flatten(doc)
    spans = [place.span for place in places_of(doc)]
    placed = {i: (span.start, span.end) for span in spans for i in range(span.start, span.end)}
    marks = [mark for mark in scan(doc, flat, lexicon()) if not (_in_person(doc, mark) or _in_place(mark, placed))]
    told = alias_mentions(doc, marks, flat.lower)
    marks = _with_local(doc, flat, marks, told)
    builder = Builder(doc, marks)
    phrases = build(builder)
    people = persons(builder, phrases)
    everything = without_overlaps([*phrases, *_organisations(doc, phrases + people), *people])
    cover = {i: phrase for phrase in everything for i in range(phrase.start, phrase.end)}
    return Reading(signature, marks, everything, told, cover, sentences(doc, flat.lower))


def sentences(doc: Doc, lower: list[str]) -> list[int]:
    """The number of the sentence of each token; by final punctuation and line ends where nobody split the document."""
    if doc.has_annotation("SENT_START"):
        return [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
    numbers, number, ended = [], 0, False
    for word in lower:
        if ended and any(c.isalnum() for c in word):
            number, ended = number + 1, False
        numbers.append(number)
        ended = ended or word in (".", "!", "?") or "\n" in word
    return numbers


def _in_person(doc: Doc, mark: Mark) -> bool:
    """A known name inside a person's name ("Karen", "Jordan"); titles inside the label stay."""
    first = doc[mark.start]
    if mark.role is not None or mark.body is not None or first.ent_type_ not in ("PER", "PERSON"):
        return False
    inside = mark.end < len(doc) and doc[mark.end].ent_iob_ == "I"
    if inside or first.ent_iob_ == "I":
        return mark.actor is None or mark.end - mark.start < 2
    return False  # the label covers no more than the known name: "Washington", "Houthi"; persons() looks for a title


def _in_place(mark: Mark, placed: dict[int, tuple[int, int]]) -> bool:
    """A word for a role or a body that is part of the name of a place ("the West Bank")."""
    if mark.role is None and mark.body is None:
        return False
    start, end = placed.get(mark.start, (mark.start, mark.end))
    return mark.end <= end and end - start > mark.end - mark.start


def _with_local(doc: Doc, flat: Flat, marks: list[Mark], told: list[AliasMention]) -> list[Mark]:
    """The marks with the names that the document itself introduces; these come before what the files say."""
    at = {mark.end: mark for mark in marks}
    terms = []
    for mention in told:
        actor = _named(mention, at, marks)
        if actor is None:
            continue
        forms = [span.text for span in (mention.name, *mention.aliases)]
        terms += [Term(form, case_of(form), actor=actor) for form in forms if len(form) > 1]
    if not terms:
        return marks
    local = [mark for mark in scan(doc, flat, index(terms)) if not _in_person(doc, mark)]
    taken = {i for mark in local for i in range(mark.start, mark.end)}
    kept = [mark for mark in marks if taken.isdisjoint(range(mark.start, mark.end))]
    return sorted([*kept, *local], key=lambda mark: mark.start)


def _named(mention: AliasMention, at: dict[int, Mark], all_marks: list[Mark]) -> Actor | None:
    """The actor that the mention is about, with the names that the document adds; None for a body named by rule."""
    spans = (mention.name, *mention.aliases)
    ends = [(at.get(span.end), span) for span in spans]
    marks = [mark for mark, span in ends if mark is not None and abs(mark.start - span.start) <= 2]
    actor = next((mark.actor for mark in marks if mark.actor is not None), None)
    if actor is None and any(mark.body is not None or mark.role is not None for mark in marks):
        return None
    if actor is None:
        label = mention.name[0].ent_type_
        inside = (m.country for m in all_marks if m.country and mention.name.start <= m.start < mention.name.end)
        heard = mention.name[0].ent_id_
        actor = organisation(slug(mention.name.text), mention.name.text, next(inside, None), heard)
        if label in ("PER", "PERSON"):
            actor = Actor(id=actor.id, name=actor.name, kind="person")
    have = {pieces(name) for name in (actor.name, *actor.aliases)}
    more = [span.text for span in spans if pieces(span.text) not in have]
    return actor.model_copy(update={"aliases": (*actor.aliases, *more)}) if more else actor


def _organisations(doc: Doc, phrases: list[Phrase]) -> list[Phrase]:
    """ORG entities that no phrase names: compared by consonants and letters with what is known, else taken as new."""
    taken = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    found = []
    for entity in doc.ents:
        if entity.label_ != "ORG":
            continue
        start, end = entity.start, entity.end
        start += doc[start].lower_ == "the" and end > start + 1
        inside = [p for p in phrases if p.start < end and start < p.end]
        if any(p.start <= start and end <= p.end for p in inside) or not any(t.is_alpha for t in doc[start:end]):
            continue
        if is_located(doc, start, end):
            continue
        if all(p.actor.kind in ("state", "population") or not p.owned for p in inside) or taken.isdisjoint(
            range(start, end)
        ):
            name = doc[start:end].text
            country = next((p.state for p in inside if p.state), None)
            actor = similar(name) or organisation(slug(name), name, country, entity.id_)
            if actor.country is None and actor.sector in PUBLIC:
                actor = actor.model_copy(update={"country": _seat(doc[start:end])})
            found.append(Phrase(start, end, end - 1, actor, state=actor.country))
    return found


def _seat(body: Span) -> str | None:
    """The country of the province or town in the name of a public body."""
    from wiredesk.annotate.places import country_of_name  # places, in turn, ask the actor file

    return country_of_name(body.doc, body.start_char, body.end_char)
