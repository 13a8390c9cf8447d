"""What to say: the lead, the days, the voices, the disputes, the actors, the background, and what stays open.

Every sentence is either a unit of a report in its own words (:class:`Claim.text`) with its speaker, or a
short frame around such words; each carries the ids of its claims.
"""

from __future__ import annotations

from wiredesk.brief.actors import actor_sentences
from wiredesk.brief.background import background_sentences
from wiredesk.brief.disputed import disputed_sentences
from wiredesk.brief.lead import lead_sentences
from wiredesk.brief.open import open_sentences
from wiredesk.brief.salience import Account
from wiredesk.brief.timeline import timeline_sentences
from wiredesk.brief.title import title_of
from wiredesk.brief.voices import voice_sentences
from wiredesk.model import Brief, Section, Sentence, Situation

TITLES = (
    ("timeline", "What happened", timeline_sentences),
    ("voices", "Who says what", voice_sentences),
    ("disputed", "What is disputed", disputed_sentences),
    ("actors", "Actors and how they relate", actor_sentences),
    ("background", "Background", background_sentences),
    ("open", "What the reports leave open", open_sentences),
)


def brief(situation: Situation) -> Brief:
    """The situation in words. Sections that have nothing to say are left out."""
    account = Account(situation)
    lead = tuple(lead_sentences(account))
    sections = []
    for kind, title, write in TITLES:
        sentences: tuple[Sentence, ...] = tuple(write(account))
        if sentences:
            sections.append(Section(kind=kind, title=title, sentences=sentences))  # type: ignore[arg-type]
    sections.append(Section(kind="sources", title="Sources"))
    dates = [report.published[:10] for report in situation.reports if report.published]
    return Brief(title=title_of(account), as_of=max(dates, default=None), lead=lead, sections=tuple(sections))
