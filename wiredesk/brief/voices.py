"""Who says what: the positions of each speaker, their own words first."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.brief.salience import Account, dangling, sentence_of
from wiredesk.brief.words import inner
from wiredesk.model import Claim, Sentence

SPEAKERS, EACH = 9, 3


def voice_sentences(account: Account) -> Iterator[Sentence]:
    """Statements grouped by speaker, speakers by how much they say."""
    by_speaker: dict[str, list[Claim]] = {}
    tolls = {(c.report, c.evidence[0].start) for c in account.situation.claims if c.figure is not None}
    for claim in account.situation.claims:
        speaker = inner(claim)
        if (
            claim.statement is not None
            and not claim.statement.quoted
            and (claim.report, claim.evidence[0].start) in tolls
        ):
            continue  # the tolls stand under what happened
        if claim.statement is not None and speaker is not None and _somebody(claim) and account.usable(claim):
            by_speaker.setdefault(speaker.name, []).append(claim)
    ranked = sorted(by_speaker, key=lambda name: (-len(by_speaker[name]), name))
    for name in ranked[:SPEAKERS]:
        yield from _of_speaker(account, by_speaker[name])


def _somebody(claim: Claim) -> bool:
    """The speaker is an actor or at least a described group, not "it" or "he"."""
    speaker = inner(claim)
    assert speaker is not None
    if claim.statement is not None and _points_back(claim.statement.text):
        return False
    return bool(speaker.actor) and speaker.description.lower() not in (
        "it",
        "he",
        "she",
        "they",
        "who",
        "which",
        "that",
    )


def _points_back(content: str) -> bool:
    """ "none of them was", "that both have ...": of whom, it does not say. "It" and "they" are the speaker."""
    words = content.lower().removeprefix("that ").split()
    return bool(words) and words[0] in dangling() - {"it", "they", "he", "she", "its", "their", "his", "her", "there"}


def _of_speaker(account: Account, claims: list[Claim]) -> Iterator[Sentence]:
    said = 0
    for claim in sorted(claims, key=lambda claim: not (claim.statement and claim.statement.quoted)):
        if said < EACH and account.fresh(claim):
            account.note([claim])
            said += 1
            yield sentence_of(account.say(claim), (claim.id,))
