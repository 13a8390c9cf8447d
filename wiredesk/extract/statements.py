"""What speakers say beyond events and figures: positions, aims, denials, in their own words where quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.annotate.speech import Speech
from wiredesk.extract.telling import Telling, parts
from wiredesk.extract.wording import tidy
from wiredesk.knowledge import knowledge
from wiredesk.model import Claim, Statement

SHORTEST = 4  # words: "said so" and one-word contents are no statements
QUOTED = re.compile(r"“([^”]{3,})”|\"([^\"]{3,})\"")


def statement_claims(telling: Telling) -> Iterator[Claim]:
    """A claim for each attribution with a source and a content of some length."""
    states = frozenset(knowledge("speakers")["states"])
    for said in telling.speech:
        contents = parts(said.content)
        if said.verdict not in states or not parts(said.source) or sum(len(span) for span in contents) < SHORTEST:
            continue
        if _describes(said):
            continue
        first = max(contents, key=len)
        unit = telling.unit(parts(said.cue)[0].root) if parts(said.cue) else None
        unit = unit or telling.unit(first.root)
        if unit is None:
            continue
        yield telling.claim(unit, first.root, first, said=said, statement=_statement(telling, said))


def _describes(said: Speech) -> bool:
    """ "groups that oppose the pact": what is told of nobody in particular is no statement."""
    source, cues = parts(said.source)[0], parts(said.cue)
    lemmas = {lemma for frame in knowledge("relations")["verbs"] for lemma in frame["lemmas"]}
    if not cues or cues[0].root.lemma_ not in lemmas or any(token.tag_ not in ("WDT", "WP") for token in source):
        return False
    return cues[0].root.head.pos_ == "NOUN"


def _statement(telling: Telling, said: Speech) -> Statement:
    contents = parts(said.content)
    text = " … ".join(tidy(span.text) for span in contents)
    whole = telling.doc[contents[0].start : min(len(telling.doc), contents[-1].end + 1)]
    before = telling.doc[max(0, whole.start - 1) : whole.end].text
    quoted = tuple(a or b for a, b in QUOTED.findall(before))
    return Statement(text=text, quoted=quoted)
