"""Figures as claims, each bound to the event it tells of and to who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from wiredesk.annotate.speech import Speech
from wiredesk.extract.telling import Telling
from wiredesk.model import Claim, EventMention, Figure

VIOLENT = ("ASSAULT", "COERCE")  # the events that harm people; a figure in a later sentence is theirs
NEAR = 4  # steps in the tree between a harm word and its event in the same sentence


def figure_claims(telling: Telling) -> Iterator[Claim]:
    """A claim for each figure of the report, in text order, with ``about`` set where an event is told."""
    triggers: list[int | None] = telling.doc.user_data.get("figure_triggers", [])
    for figure, trigger in zip(telling.doc._.figures, triggers, strict=True):
        token = figure.span.root if trigger is None else telling.doc[trigger]
        unit = telling.unit(figure.span.root) or telling.unit(token)
        if unit is None:
            continue
        part_of = telling.evidence(figure.part_of) if figure.part_of is not None else None
        placed = figure.model_copy(update={"span": telling.evidence(figure.span), "part_of": part_of})
        about = _event_of(telling, token, figure.scope)
        mention = about[0] if about else None
        yield telling.claim(
            unit,
            figure.span.root,
            figure.span,
            when=mention.when if mention else None,
            figure=placed,
            about=about[1] if about else None,
            modality=mention.modality if mention else "asserted",
            tense=mention.tense if mention else "past",
            said=_total_said(telling, figure),
        )


def _total_said(telling: Telling, figure: Figure) -> Speech | None:
    """Who gives the total gives its parts: "police said seven died – three women and four children" is all police."""
    total = figure.part_of
    if total is None or total.sent != figure.span.sent or telling.said_in(figure.span.root) is not None:
        return None
    between = total.doc[total.end : figure.span.start]
    told_anew = any(child.dep_.startswith("nsubj") and child in between for verb in between for child in verb.children)
    return None if told_anew else telling.said_in(total.root)


def _event_of(telling: Telling, token: Token, scope: str) -> tuple[EventMention, str] | None:
    """The event of a harm word: the nearest in the tree of its sentence, else the last violent one of its paragraph."""
    same = telling.events_in(token.sent)
    near = [(_steps(pair[0].trigger.root, token), -i, pair) for i, pair in enumerate(same)]
    violent = [entry for entry in near if entry[2][0].type in VIOLENT and entry[0] <= NEAR]
    if violent:
        return min(violent, key=lambda entry: entry[:2])[2]
    if scope == "cumulative":
        return None
    before = [pair for pair in telling.events_before(token) if pair[0].type in VIOLENT and _real(pair[0])]
    return before[-1] if before and not _paragraph_between(before[-1][0].trigger.root, token) else None


def _real(mention: EventMention) -> bool:
    return mention.polarity == "positive" and mention.modality != "hypothetical" and mention.tense == "past"


def _steps(event: Token, harm: Token) -> int:
    """Steps between two words of a tree; a large number across trees, and to an event told beside the harm ("and")."""
    up: dict[int, int] = {}
    beside = False
    for steps, token in enumerate([event, *event.ancestors]):
        up.setdefault(token.i, 99 if beside else steps)
        beside = beside or token.dep_ in ("conj", "parataxis")
    for steps, token in enumerate([harm, *harm.ancestors]):
        if token.i in up:
            return steps + up[token.i]
    return 99


def _paragraph_between(a: Token, b: Token) -> bool:
    """More than one paragraph break lies between: short paragraphs of agency copy still tell of one event."""
    return a.doc[a.i : b.i].text.count("\n") > 2
