"""The nouns: what Wiredesk reads, finds and writes, immutable and typed, JSON in and out.

Character offsets into ``Report.text`` are the currency of evidence:
``report.text[span.start:span.end] == span.text`` holds for every :class:`Span` that the package
hands out. On a spaCy ``Doc`` (``doc._.times`` and its siblings) the same nouns carry a spaCy
``Span`` in their ``span`` field; :meth:`Span.of` turns one into evidence.

Standards: TIMEX3 and EDTF (ISO 8601-2) for time, GeoNames and ISO 3166-1 alpha-2 for place,
PLOVER for events and for the sectors of actors.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Noun(BaseModel):
    """A value of the domain: frozen, hashable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Span(Noun):
    """Words in a report: ``text`` is ``Report.text[start:end]`` of the report with this id."""

    report: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @classmethod
    def of(cls, words: Any, report: str) -> Span:
        """Evidence from a spaCy ``Span`` (or ``Token``) of the report's Doc."""
        start = words.idx if hasattr(words, "idx") else words.start_char
        return cls(report=report, start=start, end=start + len(words.text), text=words.text)


def _as_span(value: Any) -> Any:
    return Span(**value) if isinstance(value, dict) else value


Words = Annotated[Any, BeforeValidator(_as_span)]
"""A :class:`Span` in claims and situations; a spaCy ``Span`` on a Doc."""

Precision = Literal["year", "season", "quarter", "month", "week", "day", "part of day", "hour", "minute", "vague"]


class Mark(Noun):
    """A citation mark of the source ("targeted1", "[3]"): what it reads, the word it hangs on."""

    span: Span
    label: str
    word: str
    leads_to: str | None = None  # the note it refers to; None when it leads nowhere


class Dropped(Noun):
    """Something that reading left out, and why."""

    text: str
    reason: str


class Report(Noun):
    """One article as published; ``id`` is the SHA-256 of its clean text."""

    id: str
    text: str
    source: str = ""
    outlet: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None  # ISO 8601, as precise as known: 2024, 2024-01, 2024-01-19, 2024-01-19T08:30
    retrieved: str | None = None
    language: str = "en"
    repeats: str | None = None
    marks: tuple[Mark, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def name(self) -> str:
        """How to speak of it: the outlet, else the last part of where it came from, else the title in quotes."""
        return (
            self.outlet
            or self.source.rstrip("/").rsplit("/", 1)[-1]
            or (f"“{self.title}”" if self.title else "a report")
        )

    @classmethod
    def of(
        cls,
        text: str,
        *,
        published: str | None = None,
        title: str = "",
        source: str = "",
        outlet: str = "",
        **more: Any,
    ) -> Report:
        """A Report from plain text. The text is kept as it is, in Unicode NFC."""
        text = unicodedata.normalize("NFC", text)
        return cls(
            id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=text,
            published=published or None,
            title=title,
            source=source,
            outlet=outlet,
            **more,
        )


class When(Noun):
    """A time. ``value`` is TIMEX3 (``2024-01-16``, ``P3D``, ``PAST_REF``), ``edtf`` is ISO 8601-2 or None.

    ``anchor`` says what a relative time hangs on: the date it was resolved against, and why.
    ``candidates`` keeps the readings of an ambiguous time ("May 10" without a year), the one taken first.
    ``flaw`` says what is wrong with it in the source (a weekday that the calendar contradicts).
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str
    edtf: str | None = None
    precision: Precision = "day"
    span: Words = None
    anchor: str | None = None
    candidates: tuple[str, ...] = ()
    flaw: str | None = None

    @property
    def day(self) -> str | None:
        """The ISO date (``YYYY-MM-DD``) if the time is at least that precise, else None."""
        head = self.value[:10]
        return head if len(head) == 10 and head[4] == head[7] == "-" and head.replace("-", "").isdigit() else None


class Place(Noun):
    """A place in the gazetteer; ``lat`` and ``lon`` in degrees (WGS 84), ``country`` ISO 3166-1 alpha-2.

    ``alternatives`` are the GeoNames numbers of other places that the name may well mean here, the likeliest first:
    where there are any, the place is ambiguous.
    """

    name: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Literal["country", "region", "admin1", "admin2", "city", "facility", "sea", "other"] = "other"
    alternatives: tuple[int, ...] = ()
    span: Words = None


class Actor(Noun):
    """Who acts or is acted on. ``sector`` is a PLOVER actor code (GOV, MIL, REB, MED, CVL, …)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    kind: str = "other"  # state, government body, armed group, organization, media, person, population, other
    note: str = ""  # what a reader should know, such as "state-aligned"


Category = Literal["killed", "injured", "missing", "detained", "abducted", "displaced", "destroyed"]


class Figure(Noun):
    """A number of people or things harmed. ``low`` alone is a single number; both None is an unnumbered toll."""

    category: Category
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    victims: str = ""
    scope: Literal["incident", "cumulative"] = "incident"
    as_of: str | None = None
    since: str | None = None
    span: Words = None
    part_of: Words = None  # the words of the figure that this one is a part of


class Speaker(Noun):
    """Who says so: a known actor, or the words that describe the speaker."""

    actor: Actor | None = None
    description: str = ""
    role: str = ""  # official, media, witness, monitor, armed group, report, …
    span: Words = None

    @property
    def name(self) -> str:
        return self.actor.name if self.actor else self.description


Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "alleged", "hypothetical"]
Tense = Literal["past", "present", "future", "historical"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "ACTION",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)


class EventMention(Noun):
    """One telling of an event: the words of one sentence, coded in PLOVER."""

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    trigger: Words = None
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    when: When | None = None
    depth: int = 0  # steps in the parse from the main verb of its unit: 0 or 1 where the sentence is about it
    anaphoric: bool = False  # told as known already: "the strike", "Thursday's strikes"
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    tense: Tense = "past"


class Relation(Noun):
    """What holds between actors; ``to`` may be a place (operates_in) or the words of an aim (seeks).

    ``designated_by``: ``to``, a state or a body, lists ``from`` as terrorist.
    """

    kind: Literal[
        "also_known_as", "backs", "opposes", "seeks", "operates_in", "part_of", "borders", "based_in", "designated_by"
    ]
    from_: Actor = Field(alias="from")
    to: Actor | Place | str
    claims: tuple[str, ...] = ()


class Statement(Noun):
    """What somebody says that is neither event, figure nor relation; ``quoted`` words are the speaker's own."""

    text: str
    quoted: tuple[str, ...] = ()
    about: tuple[Actor, ...] = ()


class Cue(Noun):
    """Words of a claim that tie its event to another; ``to`` is the claim that tells the other, if the words do."""

    kind: Literal["response_to", "caused_by", "backdrop", "part_of"]
    span: Span
    to: str | None = None


class Claim(Noun):
    """One assertion by one speaker. ``speakers`` runs innermost first: the spokesman, the agency, the report.

    ``evidence`` are the exact words; ``text`` is the same in words that stand alone: pronouns resolved,
    without its date (``event.when`` holds it), as a clause that a brief can use.
    """

    id: str
    report: str
    evidence: tuple[Span, ...]
    text: str = ""
    whole: bool = True  # the unit is a sentence: a finite verb with its subject
    speakers: tuple[Speaker, ...] = ()
    event: EventMention | None = None
    figure: Figure | None = None
    relation: Relation | None = None
    statement: Statement | None = None
    about: str | None = None  # the id of the event claim that this figure or statement is about
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    tense: Tense = "past"
    contested_wording: tuple[Span, ...] = ()
    doubtful: tuple[When, ...] = ()  # times in its words that cannot be right or may be of another year
    cues: tuple[Cue, ...] = ()

    @model_validator(mode="after")
    def _one_content(self) -> Claim:
        if sum(part is not None for part in (self.event, self.figure, self.relation, self.statement)) != 1:
            raise ValueError("a claim holds exactly one of event, figure, relation and statement")
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        return self

    @property
    def content(self) -> EventMention | Figure | Relation | Statement:
        return self.event or self.figure or self.relation or self.statement  # type: ignore[return-value]


class Link(Noun):
    """Why an event stands beside another: ``from`` is, say, the response; ``to`` what it responds to."""

    kind: Literal["response_to", "caused_by", "backdrop", "part_of"]
    from_: str = Field(alias="from")  # an event id
    to: str  # an event id
    evidence: tuple[Span, ...] = ()
    cue: str = ""


class SaidFigure(Noun):
    """A figure with those who give it: the claims that carry it."""

    figure: Figure
    speakers: tuple[str, ...]
    claims: tuple[str, ...]


Standing = Literal["single source", "corroborated", "disputed", "denied"]


class Event(Noun):
    """What happened, over all reports."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    when: When | None = None
    between: str | None = None  # EDTF interval that an event without a time of its own is told in
    figures: tuple[SaidFigure, ...] = ()
    standing: Standing = "single source"
    why: str = ""  # the values behind the standing, in words
    independent: int = 1
    claims: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    sentence: str = ""
    background: bool = False  # history, a running war, a general pattern: told beside the events, not as one of them


class Situation(Noun):
    """The account: everything the reports say, reconciled."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()

    def __copy__(self) -> Situation:
        copied = super().__copy__()
        copied.__dict__.pop("_indexes", None)
        return copied

    def claim(self, id: str) -> Claim:
        """The claim with this id; raises KeyError."""
        claim: Claim = self._index("claims")[id]
        return claim

    def event(self, id: str) -> Event:
        """The event with this id; raises KeyError."""
        event: Event = self._index("events")[id]
        return event

    def report(self, id: str) -> Report:
        """The report with this id; raises KeyError."""
        report: Report = self._index("reports")[id]
        return report

    def _index(self, field: str) -> dict[str, Any]:
        # A private cache on a frozen value: derived from the fields alone, so equality stays true.
        cache: dict[str, dict[str, Any]] = self.__dict__.setdefault("_indexes", {})
        if field not in cache:
            cache[field] = {item.id: item for item in getattr(self, field)}
        return cache[field]


class Sentence(Noun):
    """A sentence of a brief and the claims that carry it."""

    text: str
    claims: tuple[str, ...] = ()
    event: str | None = None
    day: str | None = None  # EDTF; set in the timeline


class Section(Noun):
    """A part of a brief."""

    kind: Literal["timeline", "voices", "disputed", "actors", "background", "sources", "open"]
    title: str
    sentences: tuple[Sentence, ...] = ()


class Brief(Noun):
    """The account in words."""

    title: str
    as_of: str | None = None
    lead: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()

    def sentences(self) -> Iterable[Sentence]:
        """Every sentence, in reading order."""
        yield from self.lead
        for section in self.sections:
            yield from section.sentences


class Finding(Noun):
    """One check of one sentence of a brief against the reports."""

    start: int
    end: int
    text: str
    verdict: Literal["supported", "contradicted", "unsupported", "outdated"]
    kind: Literal[
        "number", "date", "weekday", "actor", "place", "attribution", "quotation", "citation", "arithmetic", "event"
    ]
    reason: str
    evidence: tuple[Span, ...] = ()
