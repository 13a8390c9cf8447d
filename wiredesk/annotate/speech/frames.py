"""Frames: with which complements a word is a cue, and which words are then its content.

The frames are those named in ``knowledge/cues.yaml`` ("that", "vp", "np pred", ...), filled from the
relations of Universal Dependencies.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.tree import Range


class Filled(NamedTuple):
    """A frame found in the sentence: its content, and the preposition that belongs to the cue if there is one."""

    pieces: list[Range]
    preposition: Token | None = None


def fill(frame: str, word: Token, is_passive: bool) -> Filled | None:
    """The content of ``word`` under one frame, or None when the sentence does not have the frame."""
    if frame == "that":
        return _that(word)
    if frame == "quote":
        return None  # found by its quotation marks
    if frame == "vp":
        return _vp(word, is_passive)
    if frame.startswith("np"):
        return _np(word, frame[2:].strip(), is_passive)
    return _oblique(word, cues().topics if frame == "topic" else frozenset({frame}))


def _that(word: Token) -> Filled | None:
    clauses = [c for c in tree.children(word, "ccomp", "root") if not _is_gerund(c)]
    clauses += [c for c in word.children if c.dep_ == "csubj:pass"]
    if not clauses and word.pos_ in tree.VERBAL:
        clauses = [c for c in word.children if c.dep_ == "parataxis" and c.i > word.i and _said(word, c)]
    if clauses:
        return Filled(_joined(word, clauses))
    if word.dep_ in {"parataxis", "advcl"} and word.pos_ in tree.VERBAL:
        return _around(word)
    return None


def _joined(word: Token, clauses: list[Token]) -> list[Range]:
    """The ranges of the clauses; those behind the word are one, with a stray pronoun or adverb before them."""
    before = [tree.reach(clause) for clause in clauses if clause.i < word.i]
    behind = [tree.reach(clause) for clause in clauses if clause.i > word.i]
    if not behind:
        return before
    start, end = min(r[0] for r in behind), max(r[1] for r in behind)
    stray = {c.left_edge.i for c in word.children if c.dep_ == "expl" and c.i > word.i}
    while start - 1 in stray:
        start -= 1
    return [*before, (start, end)]


def _said(word: Token, clause: Token) -> bool:
    """Whether a clause beside a verb of speech is what is said: a colon or quotation mark stands between."""
    between = word.doc[word.i + 1 : clause.left_edge.i + 1]
    return any(token.text in {":", '"', "“", "‘"} for token in between)


def _around(word: Token) -> Filled | None:
    """The clause that an inserted "she said" or "as she put it" stands in or behind."""
    mark = next((c for c in word.children if c.dep_ in {"mark", "advmod"} and c.lower_ == "as"), None)
    if (word.dep_ == "advcl") != (mark is not None) or tree.own_subject(word) is None:
        return None
    if tree.children(word, "obj", "xcomp") and mark is None:
        return None
    head = word.head
    start, end = tree.reach(head)
    low, high = tree.reach(word)
    if word.i < head.i and mark is None and low == start:
        return None  # "they say, ..." at the start governs by ccomp or not at all
    return Filled(tree.without([(start, end)], [(low, high)]))


def _is_gerund(clause: Token) -> bool:
    return clause.tag_ == "VBG" and not any(c.dep_.startswith(("aux", "nsubj")) for c in clause.children)


def _vp(word: Token, is_passive: bool) -> Filled | None:
    found = [c for c in tree.children(word, "xcomp", "csubj") if c.i > word.i and _verbal(c)]
    found += [c for c in tree.children(word, "ccomp") if _is_gerund(c)]
    if not found:
        return None
    pieces = [tree.reach(found[0])]
    if is_passive and (held := tree.own_subject(word)) is not None:
        pieces.insert(0, tree.reach(held))
    return Filled(pieces)


def _verbal(word: Token) -> bool:
    return word.pos_ in tree.VERBAL or any(c.dep_ in {"cop", "mark"} for c in word.children)


def _np(word: Token, rest: str, is_passive: bool) -> Filled | None:
    if is_passive and any(_is_gerund(c) and c.nbor(-1).lower_ == "as" for c in tree.children(word, "advcl") if c.i):
        return None  # "was quoted as saying": the cue is "saying"
    held = tree.own_subject(word) if is_passive else _object(word)
    if rest in {"pred", "vp"}:
        return _with_predicate(word, held, rest)
    if not rest:
        return Filled([tree.reach(held)]) if held is not None and _is_content(held) else None
    names = cues().topics if rest == "topic" else frozenset({rest})
    filled = _oblique(word, names)
    if held is None:
        return None
    start, end = tree.reach(held)
    if filled is None:
        return _apart(word, (start, end), names) if not is_passive else None
    if is_passive:
        return Filled([tree.reach(held), *filled.pieces], filled.preposition)
    if start < word.i:  # the object is a relative or question word
        return Filled([(start, end), *filled.pieces], filled.preposition)
    return Filled([(start, max(end, filled.pieces[0][1]))])


def _object(word: Token) -> Token | None:
    """The object; where a parse has two, the person is the indirect one and stands first."""
    return min(tree.children(word, "obj", "iobj"), key=lambda child: child.i, default=None)


def _apart(word: Token, held: Range, names: frozenset[str]) -> Filled | None:
    """Object and preposition side by side, whatever the parse calls what follows."""
    for child in word.children:
        start, end = tree.reach(child)
        if start == held[1] and word.doc[start].lower_ in names:
            return Filled([(held[0], end)])
    return None


def _is_content(word: Token) -> bool:
    return word.tag_ not in {"PRP"} or word.lower_ in {"it", "this", "that", "them", "him", "her", "us", "me"}


def _with_predicate(word: Token, held: Token | None, rest: str) -> Filled | None:
    told = [c for c in tree.children(word, "xcomp", "ccomp") if _verbal(c) == (rest == "vp") or c.pos_ == "ADJ"]
    told = [
        c
        for c in told
        if c.i > word.i and (c.dep_ == "xcomp" or (_infinitive(c) if rest == "vp" else not tree.children(c, "nsubj")))
    ]
    if rest == "pred":
        told += [c for c in tree.children(word, "obj") if held is not None and c.i > held.i]
    if not told and rest == "pred" and held is not None and word.dep_ == "acl:relcl":
        told, held = [held], None  # "what she called a farce", the relative word being what is called so
    if not told:
        return None
    start, end = tree.reach(told[0])
    if held is None:
        bare = rest == "vp" or word.dep_.startswith(("acl", "ccomp"))
        return Filled([(start, end)]) if bare else None
    low, high = tree.reach(held)
    if high <= word.i:
        return Filled([(low, high), (start, end)])
    return Filled([(min(low, start), max(high, end))])


def _infinitive(word: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"to", "for"} for c in word.children)


def _oblique(word: Token, prepositions: frozenset[str]) -> Filled | None:
    for child in word.children:
        if child.i < word.i or child.dep_.split(":")[0] not in {"obl", "advcl", "xcomp", "nmod", "acl", "ccomp"}:
            continue
        mark = tree.marker(child)
        if mark is None or mark.lower_ not in prepositions or mark.left_edge.i != child.left_edge.i:
            continue
        if (child.dep_.startswith("obl") or child.dep_ == "nmod") and _circumstance(child, mark):
            continue
        start, end = tree.reach(child)
        after = max((c.i for c in mark.children if c.dep_ == "fixed"), default=mark.i) + 1
        for other in tree.children(word, "xcomp", "advcl"):
            if other.left_edge.i == end and word.doc[end].lower_ == "to":
                end = other.right_edge.i + 1  # "called on Oslo to ..."
        return Filled([(after, end)], mark) if after < end else None
    return None


def _circumstance(noun: Token, preposition: Token) -> bool:
    """Whether a phrase tells when, how long or through which medium, and not what about."""
    if noun.ent_type_ in {"DATE", "TIME"}:
        return True
    if preposition.lower_ in {"on", "upon", "over"} and (noun.lemma_.lower() in cues().media or noun.tag_ == "CD"):
        return True
    return noun.lower_[:3] in _DAYS and noun.lower_.endswith("day")


_DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun", "ins", "tod"})
