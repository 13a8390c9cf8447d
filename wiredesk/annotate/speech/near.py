"""Source and content by place, where the parse does not give them.

Newspaper order leaves little choice: the noun phrase that touches a verb of speech is its subject ("...," the agency
said; "...," said the agency), and the rest of the sentence behind "said" or before ", he said" is what was said.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.quotes import MARKS
from wiredesk.annotate.speech.tree import Range

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = NOMINAL | {"ADJ", "DET", "NUM", "PART", "SPACE", "ADP", "CCONJ", "SYM"}
STARTERS = NOMINAL | {"ADJ", "DET", "NUM"}
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BRACKETS = {")": "(", "]": "["}


def near_subject(verb: Token, group: Range, parsed: Range | None) -> Range | None:
    """The noun phrase that touches a verb group, before it or (inverted) behind it; ``parsed`` is what the parse says.

    The parse is overruled where its subject does not touch the verb and another noun phrase does.
    """
    before = _before(verb, group[0])
    if parsed is None:
        return before or _behind(verb, group[1])
    if parsed[0] >= group[1]:
        return _to_the_end(verb, parsed)
    if before is not None and before[1] == parsed[1]:
        return _titled(verb.doc, parsed, before[0])
    if before is not None and before[0] >= parsed[1] and verb.doc[before[1] - 1].ent_type_ not in {"DATE", "TIME"}:
        return before
    touching = _back(verb.doc, group[0])
    if before is None and touching > parsed[0] and verb.doc[touching].text in MARKS:
        return _behind(verb, group[1]) or parsed
    return parsed


def _titled(doc: Doc, parsed: Range, first: int) -> Range:
    """A subject with the names and titles before it that the parse left out: "spokeswoman Ana Diaz"."""
    start = parsed[0]
    named = {"PROPN", "NOUN", "ADJ"}
    while start > first and doc[start - 1].pos_ in named and doc[start].pos_ in named:
        start -= 1
    if start < parsed[0] and start > first and doc[start - 1].pos_ == "DET":
        start -= 1
    return start, parsed[1]


def _to_the_end(verb: Token, source: Range) -> Range:
    """An inverted subject with all its appositions: "..., said Ana Diaz, a nurse from Lima, mother of two"."""
    doc, end = verb.doc, verb.sent.end
    rest = doc[source[1] : end]
    if len(rest) < 3 or rest[0].text != "," or any(t.text in MARKS or "\n" in t.text for t in rest[:-1]):
        return source
    if rest[1].pos_ not in STARTERS | {"ADP"} or any(t.text in {";", ":", "."} for t in rest[:-1]):
        return source
    if rest[1].tag_ != "WP" and _has_clause(doc, source[1], end):
        return source
    return tree.trim(doc, source[0], end) or source


def _before(verb: Token, start: int) -> Range | None:
    doc, end = verb.doc, _back(verb.doc, start)
    if end < 0 or not (doc[end].pos_ in NOMINAL or doc[end].text in BRACKETS):
        return None
    low = end
    first = verb.sent.start
    while low > first and _joins(doc, low - 1, end):
        low -= 1
    while low < end and doc[low].pos_ in {"CCONJ", "SPACE"}:
        low += 1
    if doc[low].pos_ == "ADP":
        return None  # "for years" is no subject
    return (low, end + 1) if any(doc[i].pos_ in NOMINAL for i in range(low, end + 1)) else None


def _back(doc: Doc, start: int) -> int:
    end = start - 1
    while end >= 0 and doc[end].is_space and "\n" not in doc[end].text:
        end -= 1
    return end


def _joins(doc: Doc, i: int, end: int) -> bool:
    """Whether a token, read leftwards, still belongs to the noun phrase that ends at ``end``."""
    token = doc[i]
    if token.text in MARKS or "\n" in token.text:
        return False
    if token.text in {"(", ")", "-", "/"} or doc[i + 1].text == "-":
        return True
    between = {doc[j].text for j in range(i, end + 1)}
    return (")" in between and "(" not in between) or token.pos_ in INSIDE


def _behind(verb: Token, end: int) -> Range | None:
    doc, start = verb.doc, end
    last = verb.sent.end
    if start >= last or doc[start].pos_ not in STARTERS or doc[start].lower_ == "that":
        return None
    before = _back(doc, tree.group(verb, verb)[0])
    if before < 0 or not (doc[before].text in MARKS or doc[before].text == ","):
        return None
    stop = start
    while stop < last and (doc[stop].pos_ in INSIDE - {"ADP", "CCONJ"} or doc[stop].text in {"-", "(", ")", "/"}):
        stop += 1
    edges = [doc[i].right_edge.i + 1 for i in range(start, stop) if doc[i].pos_ in NOMINAL]
    stop = max([stop, *(edge for edge in edges if edge <= last)])
    found = tree.trim(doc, start, stop) if any(doc[i].pos_ in NOMINAL for i in range(start, stop)) else None
    return _to_the_end(verb, found) if found else None


def near_content(verb: Token, cue: Range, source: Range | None) -> list[Range]:
    """The rest of the sentence behind "X said", if it holds a clause; else the clause before ", X said"."""
    doc, sentence = verb.doc, verb.sent
    low = min(cue[0], source[0]) if source else cue[0]
    high = max(cue[1], source[1]) if source else cue[1]
    start = _past_circumstance(doc, high, sentence.end)
    if start < sentence.end and _starts_clause(doc, start, sentence.end):
        return [(start, sentence.end)]
    before = _back(doc, low)
    governed = any(t.dep_ in {"ccomp", "xcomp", "obj"} for t in doc[high : sentence.end])
    if before > sentence.start and doc[before].text == "," and not governed:
        return [(sentence.start, before)] if _has_clause(doc, sentence.start, before) else []
    return []


def to_sentence_end(verb: Token, cue: Range, pieces: list[Range]) -> list[Range]:
    """Content behind a verb of speech that stops short of a phrase or "and that" clause takes it in."""
    doc, (start, end), last = verb.doc, pieces[-1], verb.sent.end
    if start < cue[1] or end >= last - 1:
        return pieces
    follows = doc[end]
    hangs = follows.pos_ in {"ADP", "SCONJ"} or (follows.lower_ == "and" and doc[end + 1].lower_ == "that")
    return [*pieces[:-1], (start, last)] if hangs else pieces


def _past_circumstance(doc: Doc, start: int, end: int) -> int:
    """Where the clause begins behind "said in a statement on Monday that": its "that", if no verb comes before."""
    for i in range(start, min(end, start + 12)):
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return i
        if doc[i].tag_ in FINITE or doc[i].text in MARKS:
            break
    return start


def near_medium(doc: Doc, start: int) -> Range | None:
    """A medium that stands directly behind source and cue: "..., the admiral wrote on Telegram"."""
    if start >= len(doc) or doc[start].pos_ != "ADP" or doc[start].lower_ == "of":
        return None
    for i in range(start + 1, min(len(doc), start + 6)):
        if doc[i].pos_ not in INSIDE or doc[i].lower_ == "that" or "\n" in doc[i].text:
            break
        if doc[i].lemma_.lower() in cues().media and (i + 1 == len(doc) or doc[i + 1].pos_ not in NOMINAL):
            return start, i + 1
    return None


def _starts_clause(doc: Doc, start: int, end: int) -> bool:
    first = doc[start]
    if first.lower_ in {"that", "whether", "how", "why"}:
        return _has_clause(doc, start, end)
    return first.pos_ in STARTERS and first.ent_type_ not in {"DATE", "TIME"} and _has_clause(doc, start + 1, end)


def _has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands there."""
    return any(t.tag_ in FINITE for t in doc[start:end])
