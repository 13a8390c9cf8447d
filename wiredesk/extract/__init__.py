"""Docs to Claims: every assertion with its speakers and its exact words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from wiredesk.annotate import load
from wiredesk.extract.figures import figure_claims
from wiredesk.extract.links import with_cues
from wiredesk.extract.relations import relation_claims
from wiredesk.extract.statements import statement_claims
from wiredesk.extract.telling import Telling
from wiredesk.model import Claim, Report

__all__ = ["claims_of", "extract"]

BATCH = 32  # reports annotated together


def extract(reports: Iterable[Report], nlp: Language | None = None) -> Iterator[Claim]:
    """The claims of each report, in the order of the text. Wire copies are read too: ``reconcile`` counts them once."""
    nlp = nlp or load()
    stream = ((_doc(nlp, report), report) for report in reports)
    for doc, report in nlp.pipe(stream, as_tuples=True, batch_size=BATCH):
        yield from claims_of(doc, report)


def claims_of(doc: Doc, report: Report) -> list[Claim]:
    """The claims of one annotated report; ``doc.text`` must be ``report.text``."""
    telling = Telling(doc, report)
    events = with_cues(telling, telling.event_claims())
    found = chain(events, figure_claims(telling), relation_claims(telling), statement_claims(telling))
    distinct = {claim.id: claim for claim in found}.values()
    return sorted(distinct, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end))


def _doc(nlp: Language, report: Report) -> Doc:
    doc = nlp.make_doc(report.text)
    doc._.published = report.published
    return doc
