"""How one report tells it: its units, who speaks in each, and the claims about events."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from wiredesk.annotate.actors import resolve
from wiredesk.annotate.speech import Speech, contested
from wiredesk.extract.speakers import speaker_of
from wiredesk.extract.trees import definite, depth, own_words
from wiredesk.extract.units import Unit, units
from wiredesk.extract.wording import wording
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor, Claim, EventMention, Place, Report, Span, Speaker, When

LOOKED_BACK = 40  # events before a figure among which its own may be


class Telling:
    """One annotated report on its way to claims. Everything here counts tokens of ``doc``."""

    def __init__(self, doc: Doc, report: Report) -> None:
        self.doc, self.report = doc, report
        self.units = units(doc)
        self._unit_of = {i: unit for unit in self.units for i in range(unit.span.start, unit.span.end)}
        self.speech: list[Speech] = list(doc._.speech)
        self._asserts = frozenset(knowledge("speakers")["asserts"])
        self.contested = sorted(contested(doc), key=lambda part: part.start)
        self.events: list[tuple[EventMention, str]] = []  # with the id of the claim made of each

    def unit(self, token: Token) -> Unit | None:
        return self._unit_of.get(token.i)

    @cached_property
    def outlet(self) -> Speaker:
        """The report itself, the outermost speaker of every claim in it."""
        return Speaker(description=self.report.name, role="report")

    def said_in(self, token: Token) -> Speech | None:
        """The innermost attribution that puts forward the content in which the word stands."""
        holding = [
            (size, number)
            for number, said in enumerate(self.speech)
            if said.verdict in self._asserts and (size := _size(said.content, token))
        ]
        return self.speech[min(holding)[1]] if holding else None

    def speakers(self, said: Speech | None) -> tuple[Speaker, ...]:
        """Who says it, innermost first, the report last."""
        chain: list[Speaker] = []
        while said is not None:
            chain += [speaker_of(source) for source in said.chain]
            said = self.speech[said.nested_in] if said.nested_in is not None else None
        distinct = [speaker for i, speaker in enumerate(chain) if speaker.name not in {s.name for s in chain[:i]}]
        placed = [speaker.model_copy(update={"span": self.evidence(speaker.span)}) for speaker in distinct]
        return (*placed, self.outlet)

    def evidence(self, words: Words) -> Span:
        return Span.of(words, self.report.id)

    def event_claims(self) -> list[Claim]:
        """A claim for every event mention; their ids stay in :attr:`events` for figures to point at."""
        claims = []
        for mention in self.doc._.events:
            token = mention.trigger.root
            unit = self.unit(token)
            if unit is None:
                continue
            placed = self._placed(mention, unit)
            claim = self.claim(
                unit, token, mention.trigger, when=mention.when, event=placed,
                polarity=mention.polarity, modality=mention.modality, tense=mention.tense,
            )  # fmt: skip
            self.events.append((mention, claim.id))
            claims.append(claim)
        self.events.sort(key=_start)
        return claims

    def events_in(self, sentence: Words) -> list[tuple[EventMention, str]]:
        """The events told in a sentence, with the ids of their claims."""
        first = bisect_left(self.events, sentence.start, key=_start)
        last = bisect_left(self.events, sentence.end, key=_start)
        return self.events[first:last]

    def events_before(self, token: Token) -> list[tuple[EventMention, str]]:
        """The last events told before a word."""
        last = bisect_left(self.events, token.i, key=_start)
        return self.events[max(0, last - LOOKED_BACK) : last]

    def claim(self, unit: Unit, token: Token, words: Words, *, when: When | None = None, **content: Any) -> Claim:
        """A claim whose evidence is the unit (first) and the very words that say it."""
        said = content.pop("said", None) or self.said_in(token)
        polarity = content.pop("polarity", "positive")
        if said is not None and said.polarity == "negative":
            polarity = "negative"
        kind = next(name for name in ("event", "figure", "relation", "statement") if content.get(name) is not None)
        evidence = [self.evidence(unit.span)]
        speakers = self.speakers(said)
        evidence += [self.evidence(part) for part in _frame(said) if not _inside(part, unit.span)]
        return Claim(
            id=_id(self.report.id, kind, words.start_char, words.end_char, str(content[kind]), *_cue_at(said)),
            report=self.report.id,
            evidence=tuple(evidence),
            text=wording(unit, when, _pronoun(said, unit, speakers)),
            whole=unit.whole,
            speakers=speakers,
            polarity=polarity,
            doubtful=self._doubtful(unit),
            contested_wording=self._contested(unit),
            **content,
        )

    def _contested(self, unit: Unit) -> tuple[Span, ...]:
        first = bisect_left(self.contested, unit.span.start, key=lambda part: part.start)
        last = bisect_left(self.contested, unit.span.end, key=lambda part: part.start)
        return tuple(self.evidence(part) for part in self.contested[first:last] if _inside(part, unit.span))

    def _doubtful(self, unit: Unit) -> tuple[When, ...]:
        doubted = [
            when
            for when in self.doc._.times
            if (when.flaw or len(when.candidates) > 1) and _inside(when.span, unit.span)
        ]
        return tuple(when.model_copy(update={"span": self.evidence(when.span)}) for when in doubted)

    def _placed(self, mention: EventMention, unit: Unit) -> EventMention:
        """The mention with evidence for spaCy spans, and with actors that are somebody."""
        place, when = mention.place or self._place_after(mention, unit), mention.when
        return mention.model_copy(
            update={
                "trigger": self.evidence(mention.trigger),
                "depth": depth(mention.trigger.root, unit.root),
                "initiators": self._initiators(mention),
                "anaphoric": definite(mention.trigger.root),
                "recipients": self._recipients(mention),
                "place": place.model_copy(update={"span": self.evidence(place.span)}) if place else None,
                "when": when.model_copy(update={"span": self.evidence(when.span)}) if when else None,
            }
        )

    def _place_after(self, mention: EventMention, unit: Unit) -> Place | None:
        """Where the words of the event give no place: the first one that its own phrase goes on to name."""
        token = mention.trigger.root
        own = {actor.country for actor in mention.initiators if actor.country}
        others = {m.trigger.root.i for m in self.doc._.events} - {token.i}
        inside = own_words(token, others)
        for place in self.doc._.places:
            if place.span.start > token.i and place.span.root.i in inside and place.span.root in unit:
                return place if place.precision != "country" or place.country not in own else None
        return None

    def _recipients(self, mention: EventMention) -> tuple[Actor, ...]:
        """Those named, and those whom a verb of aiming names for it: "the strikes focused on positions of X"."""
        known = [actor for actor in mention.recipients if actor.kind != "other"]
        token = mention.trigger.root
        aiming = token.head if token.dep_ == "nsubj" and token.head.lemma_ in knowledge("relations")["aiming"] else None
        inside = {word.i for word in aiming.subtree if word.i > aiming.i} if aiming is not None else set()
        aimed = [
            m.actor for m in self.doc._.actors if m.span.root.i in inside and m.actor.kind not in ("other", "media")
        ]
        return tuple({actor.id: actor for actor in (*known, *aimed)}.values())

    def _initiators(self, mention: EventMention) -> tuple[Actor, ...]:
        """Those named; for a pronoun in what somebody says of themselves ("Nordia said it had struck"), the speaker."""
        known = tuple(
            actor for actor in mention.initiators if actor.kind not in ("other", "population") or actor.sector
        )
        token = mention.trigger.root
        own_words = next((said for said in self.speech if token in _words_of(said.cue)), None)
        if not known and own_words is not None and own_words.chain:
            speaker = speaker_of(own_words.chain[0]).actor
            return (speaker,) if speaker is not None and speaker.kind != "other" else ()
        subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if known or subject is None or subject.lower_ not in ("it", "they", "we", "he", "she"):
            return known
        found = resolve(subject)
        if isinstance(found, Actor) and found.kind != "other":
            return (found,)
        speakers = self.speakers(self.said_in(token))
        own = speakers[0].actor
        return (own,) if own is not None and len(speakers) > 1 and own.sector != "MED" else ()


def _words_of(words: Any) -> list[Token]:
    return [token for part in parts(words) for token in part]


def parts(words: Any) -> list[Words]:
    """A source, cue or content as a list of spans, whatever its form."""
    return [] if words is None else list(words) if isinstance(words, list) else [words]


def _start(told: tuple[EventMention, str]) -> int:
    start: int = told[0].trigger.start
    return start


def _size(content: Any, token: Token) -> int:
    spans = parts(content)
    holds = any(span.start <= token.i < span.end for span in spans)
    return sum(len(span) for span in spans) if holds else 0


def _frame(said: Speech | None) -> list[Words]:
    return [] if said is None else parts(said.source) + parts(said.cue)


def _pronoun(said: Speech | None, unit: Unit, speakers: tuple[Speaker, ...]) -> tuple[Token, Actor] | None:
    """The pronoun in the unit that stands for the speaker ("it added"), where the speaker is known by name."""
    for source in parts(said.source) if said is not None else ():
        known = speakers[0].actor
        if len(source) == 1 and source[0].tag_ == "PRP" and source[0] in unit and known and known.kind != "other":
            return source[0], known
    return None


def _cue_at(said: Speech | None) -> list[int]:
    """Where the words of saying stand: one content said twice is two claims."""
    return [part.start_char for part in parts(said.cue)] if said is not None else []


def _inside(part: Words, whole: Words) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _id(*values: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, values)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
