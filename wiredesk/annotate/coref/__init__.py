"""``doc._.coref``: the words that stand for the same person, organization or place.

Mentions are noun phrases and pronouns as GUM marks them (Zeldes 2017), with their modifiers and relative clauses;
``phrases`` cuts them out of the parse, ``mentions`` and ``pairs`` describe them, ``ranker`` decides.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from wiredesk.annotate import states
from wiredesk.annotate.coref import ranker
from wiredesk.annotate.coref.mentions import describe
from wiredesk.annotate.coref.phrases import Tree, cut

__all__ = ["coref"]

KEY = "wiredesk.coref"


def coref(doc: Doc) -> list[list[Span]]:
    """The clusters of two or more mentions, each in text order, ordered by their first mentions.

    Spans may lie inside one another ("[[his] brother]"). Empty for a Doc that the encoder has not read. Worked out
    once for a Doc; needs ``doc._.speech`` to know who "I" is in a quotation.
    """
    if KEY not in doc.user_data:
        doc.user_data[KEY] = _found(doc)
    return [[doc[start:end] for start, end in cluster] for cluster in doc.user_data[KEY]]


def _found(doc: Doc) -> list[list[tuple[int, int]]]:
    """The clusters as first tokens and those after the last."""
    kept = states.of(doc)
    if kept is None:
        return []
    tree = Tree(doc, kept)
    found = cut(tree)
    if not found:
        return []
    told, known = describe(doc, kept, tree, found), ranker.weights()
    chance = ranker.types(told, kept.word, known)
    some = ranker.chosen(told, chance)
    told, chance = told.take(some), chance[some]
    linked = ranker.scores(told, chance, kept.word, kept.labels["dep"], known)
    first, end = told.first.tolist(), (told.last + 1).tolist()
    return [[(first[k], end[k]) for k in cluster] for cluster in ranker.clusters(told, *linked)]
