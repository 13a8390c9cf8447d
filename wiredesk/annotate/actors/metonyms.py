"""Is "Tehran" the government or the city, is "Iran" the state or the place?"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from wiredesk.annotate.actors.lexicon import Mark
from wiredesk.annotate.actors.roles import words

_BETWEEN_STATES = frozenset({"with", "against", "by", "between", "among", "to"})
_SEAS = frozenset({"sea", "strait", "straits", "gulf", "peninsula", "valley", "river", "border", "airport", "street"})


@cache
def _place_cases() -> frozenset[str]:
    return frozenset(words()["places_after"])


def is_place(doc: Doc, mark: Mark) -> bool:
    """A state's name that only says where ("in Iran", "the Gulf of Oman", "Panama Canal")."""
    before = doc[mark.start - 1].lower_ if mark.start else ""
    if before == "the" and mark.start > 1:
        before = doc[mark.start - 2].lower_
    after = doc[mark.end].lower_ if mark.end < len(doc) else ""
    if after in _SEAS or (before == "of" and mark.start > 1 and doc[mark.start - 2].lower_ in _SEAS):
        return True
    if doc[mark.start].ent_type_ == "LOC" and _entity_length(doc, mark.start) > mark.end - mark.start + 1:
        return True
    owns = after in ("'s", "’s", "'", "’")
    return before in _place_cases() and not owns and not (before == "between" and after == "and")


def _entity_length(doc: Doc, at: int) -> int:
    """The tokens of the entity around a token; walked, because ``doc.ents`` makes every entity anew."""
    start, end = at, at + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end - start


def acts(doc: Doc, mark: Mark) -> bool:
    """Whether a capital stands for its government: it says or does something, owns something, or is dealt with."""
    head = doc[mark.end - 1]
    after = doc[mark.end] if mark.end < len(doc) else None
    if doc[mark.start].ent_type_ in ("PER", "ORG") or (after is not None and after.text == ","):
        return False
    if after is not None and after.text in ("'s", "’s"):
        return not is_place(doc, mark)
    if doc.has_annotation("DEP"):
        return _acts_in_parse(head)
    before = doc[mark.start - 1].lower_ if mark.start else ""
    if before in ("with", "against", "by", "told", "accused", "urged", "warned"):
        return True
    if before in _place_cases() and before != "between":
        return False
    if before == "between" and after is not None and after.lower_ == "and":
        return True
    return after is not None and looks_finite(after)


def _acts_in_parse(head: Token) -> bool:
    first = head
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    if first.dep_ in ("nsubj", "nmod:poss", "obj", "iobj") and first.ent_id_ != "FAC":
        return first.dep_ == "nsubj" or first.head.lemma_ in words()["dealt_with"]
    cases = {child.lower_ for child in first.children if child.dep_ == "case"}
    if first.dep_.startswith(("obl", "nmod")):
        return bool(cases & _BETWEEN_STATES) and (not cases & {"to"} or first.head.lemma_ in words()["dealt_with"])
    return False


def looks_finite(token: Token) -> bool:
    """A verb by its form: auxiliaries, "says", "denied"."""
    if token.lower_ in words()["finite"]:
        return True
    return token.is_alpha and token.is_lower and token.lower_.endswith("ed")
