"""What is disputed: the figures that speakers give differently, side by side in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, sentence_of
from wiredesk.brief.words import inner, listed, on_day, possessive, speaker_words, spelled
from wiredesk.model import Claim, Event, SaidFigure, Sentence
from wiredesk.reconcile.figures import disputes

NOUNS = {"ASSAULT": "attack", "COERCE": "action", "PROTEST": "protest", "MOBILIZE": "deployment"}
HARM = {
    "killed": "were killed", "injured": "were injured", "missing": "are missing", "detained": "were detained",
    "abducted": "were abducted", "displaced": "were displaced", "destroyed": "were destroyed",
}  # fmt: skip


def disputed_sentences(account: Account) -> Iterator[Sentence]:
    """One sentence for each disputed event, in order of time."""
    for event in account.situation.events:
        if event.standing == "disputed":
            yield disputed_sentence(account, event)


def disputed_sentence(account: Account, event: Event) -> Sentence:
    """ "Speakers differ on how many were killed in X: A says ..., B says ..."."""
    pairs = disputes(event.figures, account.situation)
    category = pairs[0][0].figure.category
    sides = list(
        {
            _number(said): said
            for pair in reversed(pairs)
            for said in reversed(pair)
            if said.figure.category == category
        }.values()
    )[::-1]
    clauses = [_side(account, said) for said in sides[:4]]
    text = f"accounts differ on who or how many {HARM[category]} in {event_words(event)}: {'; '.join(clauses)}"
    return sentence_of(text, [id for said in sides[:4] for id in said.claims[:2]], event)


def _number(said: SaidFigure) -> tuple[object, ...]:
    """What tells two figures apart for a reader: "nine people" and "seven women and two men" are one."""
    return said.figure.low, said.figure.high, said.figure.low is None and said.figure.span.text


def _side(account: Account, said: SaidFigure) -> str:
    figure = said.figure.span.text if said.figure.span is not None else str(said.figure.low)
    return f"“{figure}”, according to {listed(_givers(account, said)[:3])}"


def _givers(account: Account, said: SaidFigure) -> list[str]:
    names = []
    for id in said.claims:
        claim: Claim = account.situation.claim(id)
        speaker = inner(claim)
        report = account.situation.report(claim.report)
        names.append(speaker_words(speaker) if speaker else report.name)
    return list(dict.fromkeys(names))


def event_words(event: Event) -> str:
    """ "Iran's attack of 16 January 2024 in Balochistan"."""
    noun = NOUNS.get(event.type, "event")
    who = next((actor.name for actor in event.initiators if actor.kind not in ("population", "other")), "")
    words = f"{possessive(who)} {noun}" if who else f"the {noun}"
    if event.place is not None:
        words += f" in {spelled(event.place)}" if event.place.name != who else ""
    if event.when is not None and event.when.day:
        words += " " + on_day(event.when.day)
    return words
