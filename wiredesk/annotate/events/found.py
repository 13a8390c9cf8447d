"""What a sentence tells as an event, before actors, places and times are named."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wiredesk.annotate.events.arguments import Arguments
from wiredesk.annotate.events.facts import Facts
from wiredesk.annotate.events.match import Match


@dataclass(slots=True)
class Found:
    """One event in a sentence. ``told`` is False where another event tells it ("lifted the sanctions")."""

    match: Match
    arguments: Arguments
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    facts: Facts = field(default_factory=Facts)
    told: bool = True
    inner: Found | None = None  # the event that a threat, a promise, a refusal is about

    @property
    def trigger(self) -> Token:
        return self.match.trigger

    @property
    def light(self) -> Token | None:
        return self.arguments.light
