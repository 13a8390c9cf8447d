"""Attributions as the encoder hears them: its cue head weighs what the lexicon of cues proposes and adds what it lacks.

The cues and frames of ``knowledge/cues.yaml`` say which words can announce speech; the encoder has learnt from whole
paragraphs which do here. The reader gives the source, and content where the parse gave none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from wiredesk.annotate import reader, states
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.draft import Draft, entries_of
from wiredesk.annotate.speech.tree import RELATIVES, Range, negated

UNLIKELY, SURE = 0.01, 0.6  # chance below which a draft is dropped, above which a cue of its own makes one
HEARD = 0.5  # chance above which a word belongs to a cue


def weighed(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that the encoder grants, completed, and those that it adds; as they are without its word."""
    kept = states.of(doc)
    if kept is None:
        return list(drafts)
    chance = kept.marked("cue")
    granted = [draft for draft in drafts if _plain(doc, draft) or _sure(chance, draft) >= UNLIKELY]
    heard = _drafts(doc, _ranges(kept, chance))
    for draft in granted:
        own = next((other for other in heard if _touch(draft, other)), None)
        if own is not None and draft.verdict != "cite":  # whom it cites is folded into the one who cites
            draft.source = _better(doc, draft.source, own.source)
            draft.pieces = draft.pieces or own.pieces
    more = [h for h in heard if _sure(chance, h) >= SURE and not any(_within(h, draft) for draft in granted)]
    return [*granted, *more]


def _plain(doc: Doc, draft: Draft) -> bool:
    """What needs no second opinion: a source that cites another, and "reportedly" and its like."""
    return draft.verdict == "cite" or doc[draft.cue[0]].pos_ == "ADV"


def _better(doc: Doc, parsed: Range | None, heard: Range | None) -> Range | None:
    """The reader's source where it is another phrase than the parse's; of the same phrase the parse's words."""
    if parsed is None or heard is None or doc[parsed[0]].lower_ in RELATIVES:
        return parsed or heard
    return parsed if parsed[0] < heard[1] and heard[0] < parsed[1] else heard


def _sure(chance: np.ndarray, draft: Draft) -> float:
    start, end = draft.cue
    return float(chance[start : max(end, start + 1)].max())


def _touch(a: Draft, b: Draft) -> bool:
    return a.cue[0] < b.cue[1] and b.cue[0] < a.cue[1]


def _within(heard: Draft, draft: Draft) -> bool:
    """Whether the cue stands in source or cue of a draft or between them ("state media, quoting an aide, said")."""
    return heard.cue[0] < draft.core[1] and draft.core[0] < heard.cue[1]


def _ranges(kept: states.States, chance: np.ndarray) -> list[Range]:
    """Runs of words that the cue head takes for cues."""
    labels, best = kept.labels["cue"], kept.chance["cue"].argmax(1)
    found: list[Range] = []
    for i in np.flatnonzero(chance > HEARD).tolist():
        goes_on = labels[best[i]] == "I" and found and found[-1][1] == i
        if goes_on:
            found[-1] = (found[-1][0], i + 1)
        elif labels[best[i]] != "O":
            found.append((i, i + 1))
    return found


def _drafts(doc: Doc, ranges: Sequence[Range]) -> list[Draft]:
    """A draft for each cue for which the reader finds content."""
    made = []
    for (start, end), parts in zip(ranges, reader.read(doc, "speech", [(a, b - 1) for a, b in ranges]), strict=True):
        content = [(part.first, part.last + 1) for part in parts if part.label == "CON"]
        sources = [(part.first, part.last + 1) for part in parts if part.label == "SRC"]
        if content:
            head = doc[start:end].root
            known = entries_of(head, cues().verbs) or entries_of(head, cues().nouns)
            verdict = known[0].verdict if known else "say"
            nearest = min(sources, key=lambda s: max(s[0] - end, start - s[1]), default=None)
            negative = cues().negative(verdict) != negated(head)
            made.append(Draft(head.i, (start, end), nearest, content, verdict, negative))
    return made
