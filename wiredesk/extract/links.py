"""Words that tie events together: answers, causes, backdrops (knowledge/links.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wiredesk.extract.telling import Telling
from wiredesk.knowledge import knowledge
from wiredesk.model import Claim, Cue

NEAR = 4  # words between "sparked" and the event that it brought about


@cache
def patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    """(kind, side, pattern) of each entry."""
    entries: list[dict[str, Any]] = knowledge("links")["links"]
    return [
        (entry["kind"], entry["side"], re.compile(r"\b(?:" + "|".join(entry["words"]) + ")", re.I)) for entry in entries
    ]


def with_cues(telling: Telling, claims: list[Claim]) -> list[Claim]:
    """The event claims again, each with the cues that tie its event to another."""
    by_id = {claim.id: claim for claim in claims}
    for sentence in telling.doc.sents:
        told = [(m.trigger.start, m.trigger.end, id) for m, id in telling.events_in(sentence)]
        for kind, side, words in _cues(sentence):
            named = [entry for entry in told if not _names_it(telling.doc[entry[0]], words)]
            _tie(telling, by_id, named, kind, side, words)
    return list(by_id.values())


def _names_it(trigger: Token, words: Words) -> bool:
    """ "in retaliation for": a noun inside the cue is the tie itself, no event beside it."""
    return trigger.pos_ == "NOUN" and words.start < trigger.i < words.end


def _cues(sentence: Words) -> Iterator[tuple[str, str, Words]]:
    taken: list[Words] = []
    for kind, side, pattern in patterns():
        for match in pattern.finditer(sentence.text):
            words = sentence.char_span(*match.span(), alignment_mode="expand")
            if words is not None and not any(words.start < t.end and t.start < words.end for t in taken):
                taken.append(words)
                yield kind, side, words


def _tie(
    telling: Telling, claims: dict[str, Claim], told: list[tuple[int, int, str]], kind: str, side: str, words: Words
) -> None:
    """One cue: the event before or around the words, and the first one after them."""
    own = [entry for entry in told if entry[0] < words.end and entry[1] > words.start]
    before = [entry for entry in told if entry[1] <= words.start]
    after = [entry for entry in told if entry[0] >= words.end]
    if side == "object":
        near = [entry for entry in after if entry[0] - words.end <= NEAR]
        source, target = (near[0] if near else None), (before[-1] if before else None)
    elif own and own[0][0] >= words.start:
        source, target = own[0], (after[0] if kind != "response_to" and after else None)
    else:
        source, target = (before[-1], after[0] if after else None) if before else (after[0] if after else None, None)
    if source is None:
        return
    claim = claims[source[2]]
    cue = Cue(kind=kind, span=telling.evidence(words), to=target[2] if target else None)  # type: ignore[arg-type]
    claims[claim.id] = claim.model_copy(update={"cues": (*claim.cues, cue)})
