"""Reading a Universal Dependencies parse for attribution: cue groups, subjects, clauses.

Ranges are pairs of token numbers, the end exclusive.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from wiredesk.annotate.speech.cues import cues

Range = tuple[int, int]
VERBAL = frozenset({"VERB", "AUX"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
OPENERS = frozenset("([“‘«„\"'") | {"``", "''"}
CLOSERS = frozenset(")]”’»\"'!?") | {"''"}


def reach(token: Token) -> Range:
    """All that hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def children(token: Token, *relations: str) -> list[Token]:
    """The children in one of these relations, subtypes included (``obl`` finds ``obl:agent``)."""
    return [child for child in token.children if child.dep_.split(":")[0] in relations]


def marker(token: Token) -> Token | None:
    """The first preposition or subordinator of a phrase: "for" in "for the attack", "of" in "of hiding it"."""
    return next((child for child in token.children if child.dep_ in {"case", "mark"}), None)


def passive(verb: Token) -> bool:
    """Whether a verb is passive: it has a passive subject or auxiliary, or is a participle behind its noun."""
    if any(child.dep_.endswith(":pass") for child in verb.children):
        return True
    bare = not any(child.dep_.startswith(("nsubj", "aux")) for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and bare:
        return passive(verb.head)
    return verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"


def agent(verb: Token) -> Token | None:
    """By whom, of a passive verb."""
    for child in children(verb, "obl"):
        mark = marker(child)
        if child.dep_ == "obl:agent" or (mark is not None and mark.lower_ == "by"):
            return child
    return None


def own_subject(word: Token) -> Token | None:
    """The subject that hangs on this very word; the expletives "it" and "there" are none."""
    return next((c for c in word.children if c.dep_ in {"nsubj", "nsubj:outer", "nsubj:pass"}), None)


def top_of(verb: Token) -> Token:
    """The verb that a cue leans on: "went" for "discuss" in "went on to discuss"."""
    for _ in range(4):
        head = verb.head
        if verb.dep_ != "xcomp" or head.i > verb.i or head.pos_ not in VERBAL or children(head, "obj", "iobj"):
            break
        key = head.lemma_.lower()
        if not ({key, *(f"{key} {c.lower_}" for c in children(head, "compound"))} & cues().leaning):
            break
        verb = head
    return verb


def subject(word: Token, depth: int = 0) -> Token | None:
    """Who does it: the subject of a verb or predicate, found through coordination and control, or None."""
    if (own := own_subject(word)) is not None:
        return own
    if depth > 6 or word.head.i == word.i:
        return None
    head, relation = word.head, word.dep_
    if relation == "acl:relcl" or (relation == "acl" and word.tag_ in {"VBG", "VB", "VBP", "VBZ", "VBD"}):
        return head
    if relation == "xcomp":
        return next(iter(children(head, "obj", "iobj")), None) or subject(head, depth + 1)
    if relation in {"conj", "advcl", "parataxis", "advcl:relcl", "ccomp"} and _clause(head):
        if relation == "ccomp" and word.tag_ != "VBG":
            return None
        return subject(head, depth + 1)
    return None


def _clause(word: Token) -> bool:
    return word.pos_ in VERBAL or own_subject(word) is not None or bool(children(word, "cop"))


def group(top: Token, verb: Token) -> Range:
    """The verb group: auxiliaries, negation and adverbs before ``top``, through ``verb`` and its particle."""
    start = top.i
    parts = {child.i for child in top.children if child.dep_.split(":")[0] in {"aux", "advmod", "cop", "mark"}}
    parts -= {i for i in parts if top.doc[i].dep_ == "mark" and top.doc[i].lower_ != "to"}
    while start - 1 in parts and top.doc[start - 1].tag_ not in {"WRB", "WP"} and not top.doc[start - 1].is_punct:
        start -= 1
    while start < top.i and top.doc[start].dep_ == "mark":
        start += 1
    end = verb.i + 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "compound:prt" and verb.doc[end].head == verb:
        end += 1
    return start, end


def negated(*words: Token) -> bool:
    """Whether one of these verbs is negated."""
    return any(child.lower_ in NEGATIONS for word in words for child in word.children)


def sentence_of(token: Token) -> Token:
    """The predicate of the sentence, or of the coordinate clause with a subject of its own, that a token stands in."""
    for _ in range(20):
        if token.head.i == token.i or (token.dep_ == "conj" and own_subject(token) is not None):
            break
        token = token.head
    return token


def clause_of(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    for _ in range(12):
        if token.head.i == token.i or token.dep_.split(":")[0] in {"ccomp", "advcl", "acl", "parataxis", "csubj"}:
            break
        if token.dep_ in {"conj", "xcomp"} and token.pos_ in VERBAL:
            break
        token = token.head
    return token


def trim(doc: Doc, start: int, end: int, keep: frozenset[str] = frozenset()) -> Range | None:
    """A range without white space, stray punctuation and conjunctions at its edges; None when nothing is left."""
    while start < end and _stray(doc[start], OPENERS):
        start += 1
    while end > start and _stray(doc[end - 1], CLOSERS | keep):
        end -= 1
    return (start, end) if start < end else None


def _stray(token: Token, kept: frozenset[str]) -> bool:
    if token.is_space:
        return True
    return (token.is_punct or token.text in {"--", "–", "—", "―", "…", "*", "|"}) and token.text not in kept


def without(ranges: list[Range], cuts: list[Range]) -> list[Range]:
    """The ranges less the cuts."""
    for low, high in cuts:
        left: list[Range] = []
        for start, end in ranges:
            left += [(a, b) for a, b in ((start, min(end, low)), (max(start, high), end)) if a < b]
        ranges = left
    return ranges
