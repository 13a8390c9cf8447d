"""What the reports leave open: marks that lead nowhere, dates that cannot be right or have no year, denials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wiredesk.brief.salience import Account, sentence_of
from wiredesk.brief.words import day_words, inner, listed, speaker_words
from wiredesk.model import Claim, Report, Sentence, When
from wiredesk.reconcile.tellings import as_date

MOST = 12
NEAR = timedelta(days=150)  # within this, a day without a year is the last one for every reader


def open_sentences(account: Account) -> Iterator[Sentence]:
    """Flaws of the sources and of the record, each once."""
    for report in account.originals:
        yield from _marks(report)
    yield from _dates(account)
    yield from _denials(account)


def _marks(report: Report) -> Iterator[Sentence]:
    lost = [mark for mark in report.marks if mark.leads_to is None]
    if lost:
        marks = listed([f"“{mark.label}” after “{mark.word}”" for mark in lost[:MOST]])
        plural = len(lost) > 1
        text = f"the citation mark{'s' * plural} {marks} in {report.name} lead{'s' * (not plural)} to no note"
        yield sentence_of(text, ())


def _dates(account: Account) -> Iterator[Sentence]:
    seen: set[tuple[str, str]] = set()
    for claim in account.situation.claims:
        report = account.situation.report(claim.report)
        for when in claim.doubtful:
            words = when.span.text
            if (claim.report, words) in seen:
                continue
            seen.add((claim.report, words))
            if when.flaw:
                yield sentence_of(f"“{words}” in {report.name} cannot be right: {when.flaw}", (claim.id,))
            elif _far(when, report):
                taken = f"it is read as {day_words(when.value)}, which the report does not confirm"
                yield sentence_of(f"“{words}” in {report.name} has no year; {taken}", (claim.id,))


def _far(when: When, report: Report) -> bool:
    """Another year is as likely: the day taken lies long before the report, or is a day of an undated report."""
    day, published = as_date(when), (report.published or "")[:10]
    if len({candidate[:4] for candidate in when.candidates}) < 2 or day is None:
        return False
    return len(published) < 10 or date.fromisoformat(published) - day > NEAR


def _denials(account: Account) -> Iterator[Sentence]:
    denied = [claim for claim in account.situation.claims if _denial(claim) and account.usable(claim)]
    for claim in denied[:MOST]:
        if account.fresh(claim):
            account.note([claim])
            yield sentence_of(account.say(claim), (claim.id,))


def _denial(claim: Claim) -> bool:
    speaker = inner(claim)
    return (
        claim.statement is not None
        and claim.polarity == "negative"
        and speaker is not None
        and bool(speaker_words(speaker))
    )
