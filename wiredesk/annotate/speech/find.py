"""Finding attributions by their cue: each finder looks at one token and gives a draft or None."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import hedges
from wiredesk.annotate.speech.draft import Draft
from wiredesk.annotate.speech.nouns import adjective_cue, adverb_cue, noun_cue, preposition_cue
from wiredesk.annotate.speech.verbs import verb_cue


def by_cue(doc: Doc) -> Iterator[Draft]:
    """The attributions that a parsed Doc's cues govern; those without content yet wait for a quotation."""
    for token in doc:
        draft = None
        if token.pos_ in tree.VERBAL:
            draft = verb_cue(token)
        elif token.pos_ == "NOUN":
            draft = noun_cue(token)
        elif token.pos_ == "ADJ":
            draft = adjective_cue(token)
        elif token.pos_ == "ADV" and token.lower_ in hedges().hearsay:
            draft = adverb_cue(token)
        if draft is None:
            draft = preposition_cue(token)
        if draft is not None:
            yield draft
