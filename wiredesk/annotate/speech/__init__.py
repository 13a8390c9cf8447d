"""Who says what: attributions with source, cue and content.

An attribution is what PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018) annotate: the report gives words,
a thought, a wish or a finding as somebody's. Cues come from ``knowledge/cues.yaml``, their complements from the
Universal Dependencies parse, the extent of quotations from the quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.contested import contested
from wiredesk.annotate.speech.draft import Draft
from wiredesk.annotate.speech.find import by_cue
from wiredesk.annotate.speech.heard import weighed
from wiredesk.annotate.speech.lines import by_layout
from wiredesk.annotate.speech.nest import chain, fold_citing, nesting, release, without_echoes
from wiredesk.annotate.speech.quotes import find_quotes
from wiredesk.annotate.speech.said import Quotations, balanced
from wiredesk.annotate.speech.tree import Range

__all__ = ["Kind", "Speech", "contested", "speech"]

Kind = Literal["direct", "indirect", "mixed"]
Words = Span | list[Span] | None


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution.

    ``source`` is the noun phrase beside the cue and may be a pronoun; None where the report names nobody
    ("reportedly", "it is believed"). ``cue`` is the whole verb group ("has repeatedly denied"). ``content`` is the
    whole complement; a list where source and cue break it. ``verdict`` is the class of the cue in ``cues.yaml``.
    ``polarity`` is negative where the source holds the content untrue or rejects it, or the cue is negated.
    ``nested_in`` is the number, in the same list, of the attribution whose content holds this one.
    ``chain`` has the sources from the innermost outwards; relative pronouns are replaced by what they stand for.
    """

    source: Words
    cue: Words
    content: Words
    kind: Kind = "indirect"
    polarity: Literal["positive", "negative"] = "positive"
    verdict: str = "say"
    nested_in: int | None = None
    chain: tuple[Span, ...] = ()
    medium: Span | None = None


def speech(doc: Doc) -> list[Speech]:
    """The attributions of a Doc in the order of their cues; needs a parse (without one only the layout speaks)."""
    quotations = Quotations(doc, find_quotes(doc))
    drafts = _drafts(doc, quotations)
    outer = nesting(drafts)
    return [_finished(doc, n, drafts, outer, quotations) for n in range(len(drafts))]


def _drafts(doc: Doc, quotations: Quotations) -> list[Draft]:
    drafts = weighed(doc, list(by_cue(doc))) if doc.has_annotation("DEP") else []
    drafts += by_layout(doc, quotations.quotes)
    for draft in drafts:
        draft.pieces = tree.without(draft.pieces, [part for part in (draft.cue, draft.source) if part])
        quotations.widen(draft)
    for draft in drafts:
        quotations.beside(draft)
    if doc.has_annotation("DEP"):
        drafts += quotations.unknown_verbs({draft.head for draft in drafts})
    drafts.sort(key=lambda draft: draft.head)
    quotations.go_on(drafts)
    for draft in drafts:
        draft.pieces = list(_pieces(doc, draft, quotations))
    drafts = [draft for draft in drafts if draft.pieces]
    release(doc, drafts, quotations)
    return fold_citing(doc, without_echoes([draft for draft in drafts if draft.pieces]))


def _pieces(doc: Doc, draft: Draft, quotations: Quotations) -> Iterator[Range]:
    """The pieces of content, trimmed, joined where only white space lies between."""
    last: Range | None = None
    cuts = [part for part in (draft.cue, draft.source) if part]
    for start, end in sorted(tree.without(draft.pieces, cuts)):
        piece = tree.trim(doc, *balanced(quotations, quotations.one_sentence(start, end)))
        if piece is None:
            continue
        if last is not None and piece[0] <= last[1]:
            last = (last[0], max(last[1], piece[1]))
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _finished(doc: Doc, n: int, drafts: list[Draft], outer: list[int | None], quotations: Quotations) -> Speech:
    draft = drafts[n]
    content = [doc[start:end] for start, end in draft.pieces]
    return Speech(
        source=_span(doc, draft.source),
        cue=doc[draft.cue[0] : draft.cue[1]],
        content=content[0] if len(content) == 1 else content,
        kind=_kind(draft, quotations),
        polarity="negative" if draft.negative else "positive",
        verdict=draft.verdict,
        nested_in=outer[n],
        chain=tuple(doc[start:end] for start, end in chain(doc, n, drafts, outer)),
        medium=_span(doc, draft.medium),
    )


def _span(doc: Doc, part: Range | None) -> Span | None:
    return doc[part[0] : part[1]] if part else None


def _kind(draft: Draft, quotations: Quotations) -> Kind:
    home = quotations.around(draft.head)
    words = [i for start, end in draft.pieces for i in range(start, end) if quotations.doc[i].is_alpha]
    quoted = sum(1 for i in words if (n := quotations.around(i)) is not None and n != home)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
