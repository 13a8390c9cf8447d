"""Attributions within attributions: who speaks through whom.

"The ministry said the suspect had confessed" nests; "he said P, adding Q" does not, though a parse often has it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.draft import Draft
from wiredesk.annotate.speech.said import Quotations
from wiredesk.annotate.speech.tree import Range

CONTRAST = frozenset({"but", "though", "although", "while", "and", "yet"})
PRONOUNS = frozenset({"he", "she", "they", "it"})


def release(doc: Doc, drafts: list[Draft], quotations: Quotations) -> None:
    """Cut from a content what its speaker goes on to say with a second verb of speech ("..., adding that ...")."""
    for n, outer in enumerate(nesting(drafts)):
        if outer is None or quotations.around(drafts[n].head) is not None:
            continue
        inner, governor = drafts[n], drafts[outer]
        cut = _cut(doc, inner)
        if cut is None or governor.source is None or governor.head > inner.head:
            continue
        pieces = [(a, min(b, cut) if a < inner.head < b else b) for a, b in governor.pieces if a < cut]
        trimmed = [piece for piece in (tree.trim(doc, a, b) for a, b in pieces if a < b) if piece]
        if trimmed and any(b > a + 1 for a, b in trimmed):
            governor.pieces = trimmed
            if tree.own_subject(doc[inner.head]) is None:
                inner.source, inner.speaker = governor.source, governor.speaker


def _cut(doc: Doc, inner: Draft) -> int | None:
    """Where the words of the second attribution begin, if it is the same speaker's; else None."""
    verb = doc[inner.head]
    if verb.lemma_.lower() not in cues().speaking or verb.pos_ != "VERB":
        return None
    start = inner.cue[0]
    own = tree.own_subject(verb)
    before = doc[start - 1] if start else None
    if before is None:
        return None
    if own is None and verb.tag_ == "VBG":
        return start if before.text in {",", "—", "–", "--"} else None
    if own is None and verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and before.lower_ in CONTRAST:
        return start - 1 if verb.head.dep_ == "ccomp" else None
    if own is not None and own.lower_ in PRONOUNS and own.i == start - 1 and own.i > 1:
        joint = doc[own.i - 1]
        return joint.i if joint.lower_ in CONTRAST and doc[joint.i - 1].text == "," else None
    return None


def nesting(drafts: list[Draft]) -> list[int | None]:
    """For each draft the number of the one with the shortest content that holds its cue."""
    outer: list[int | None] = []
    for n, draft in enumerate(drafts):
        best: tuple[int, int] | None = None
        for m, other in enumerate(drafts):
            if m == n or not any(start <= draft.head < end for start, end in other.pieces):
                continue
            if any(start <= other.head < end for start, end in draft.pieces):
                continue  # each in the other's content: neither is the outer one
            size = sum(end - start for start, end in other.pieces)
            if best is None or size < best[0]:
                best = (size, m)
        outer.append(best[1] if best else None)
    return outer


def without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Less the nouns without a source that repeat another's content: "said in a statement that ..."."""
    sourced = {tuple(draft.pieces) for draft in drafts if draft.source}
    return [draft for draft in drafts if draft.source or tuple(draft.pieces) not in sourced]


def fold_citing(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "State media said, citing a commander": the commander becomes the inner source of what the media said."""
    heads = {draft.head: draft for draft in drafts}
    kept = []
    for draft in drafts:
        governor = heads.get(doc[draft.head].head.i) or _by_source(drafts, draft)
        if draft.verdict == "cite" and governor is not None and governor is not draft and _speaks(doc, draft.pieces[0]):
            cited = tree.without([draft.pieces[0]], governor.pieces)
            governor.inner += [piece for piece in (tree.trim(doc, *part) for part in cited[:1]) if piece]
            if governor.source and governor.source[0] < draft.head < governor.source[1]:
                governor.source = tree.trim(doc, governor.source[0], draft.cue[0])
        else:
            kept.append(draft)
    return kept


def _by_source(drafts: list[Draft], citing: Draft) -> Draft | None:
    return next((d for d in drafts if d.source and d is not citing and d.source[0] <= citing.head < d.source[1]), None)


def _speaks(doc: Doc, piece: Range) -> bool:
    """Whether words name somebody who can speak."""
    root = doc[piece[0] : piece[1]].root
    return root.pos_ == "PROPN" or root.ent_type_ in {"PER", "ORG", "NORP"} or root.lower_ in cues().speakers


def chain(doc: Doc, n: int | None, drafts: list[Draft], outer: list[int | None]) -> Iterator[Range]:
    """The sources of a draft from the innermost outwards: those it cites, its own, those it is told through."""
    seen: set[int] = set()
    while n is not None and n not in seen:
        seen.add(n)
        yield from drafts[n].inner
        who = drafts[n].speaker or drafts[n].source
        if who is not None and (clean := tree.trim(doc, *who)) is not None:
            yield clean
        n = outer[n]
