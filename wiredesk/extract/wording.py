"""A unit in words that stand alone: what hangs on the rest of the report is resolved or left out.

Only three things are changed, all traceable: a joining word at the start goes, the event's own date goes
(the brief writes it), and a pronoun or description in front is replaced by the name it stands for.
"""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from wiredesk.annotate.actors import resolve
from wiredesk.extract.units import Unit
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor, When

Edit = tuple[int, int, str]  # characters of the document, and what stands in their place


def wording(unit: Unit, when: When | None = None, speaker: tuple[Token, Actor] | None = None) -> str:
    """The unit as a clause without final period; small first letter, unless its first word is a name.

    ``speaker`` is the pronoun in the unit that stands for who says it, and who that is.
    """
    span = _without_opening(unit.span)
    named = (speaker[0].idx, speaker[0].idx + len(speaker[0]), speaker[1].name) if speaker else None
    edits = [edit for edit in (_date(span, when), named, None if named else _naming(span, unit.root)) if edit]
    text = tidy(apply(span, edits))
    first = next((token for token in span if token.text == text[: len(token.text)] and token.is_alpha), None)
    plain = first is not None and first.pos_ not in ("PROPN", "ADJ", "X") and first.is_title and first.text != "I"
    return text[:1].lower() + text[1:] if plain else text


def apply(span: Span, edits: list[Edit]) -> str:
    """The text of the span with the edits made, which may not overlap."""
    source, base = span.text, span.start_char
    text, at = [], base
    for start, end, words in sorted(edits):
        if start >= at:
            text += [source[at - base : start - base], words]
            at = end
    return "".join([*text, source[at - base :]])


def tidy(text: str) -> str:
    """Spaces and commas as an editor leaves them; no final period."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?’”)])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*,)+", r"\1", text)
    text = re.sub(r"^[\s,;:–—•*-]+|[\s,;:–—-]+$", "", text).rstrip(".")
    if text.count('"') % 2 and text.endswith('"'):
        text = text[:-1].rstrip(" .,")
    if text.count("“") > text.count("”") and text.count("“") == 1 and not text.endswith("”"):
        text = text.replace("“", "") if text.startswith("“") else text + "”"
    if text.count("”") > text.count("“"):
        text = text.replace("”", "", 1) if text.count("”") == 1 else text
    return text


def _without_opening(span: Span) -> Span:
    """Without "But", "However," and the like, and without list dashes, at the start."""
    doc = span.doc
    start = max([span.start, *(when.span.end for when in doc._.times if _heads(when, span))])
    while start < span.end - 2:
        token = doc[start]
        joins = token.lower_ in knowledge("wording")["joining"] and (
            token.dep_ in ("cc", "advmod", "discourse") or doc[start + 1].text == ","
        )
        if not (joins or token.is_space or token.text in ",-–—•*"):
            break
        start += 1
    return doc[start : span.end]


def _heads(when: When, span: Span) -> bool:
    """A bare date in front of a sentence, as archives print it: no part of the sentence."""
    after = span.doc[when.span.end] if when.span.end < span.end else None
    return when.span.start == span.start and after is not None and after.is_title and when.value[:1].isdigit()


def _date(span: Span, when: When | None) -> Edit | None:
    """Cut the words of the date where they are an adjunct of their own, together with their comma."""
    if when is None or when.type == "DURATION" or when.day is None or when.span is None:
        return None
    words: Span = when.span
    if words.doc is not span.doc or words.start < span.start or words.end > span.end:
        return None
    head = words.root
    inside = {token.i for token in words}
    tops = [t for t in words if t.head.i not in inside and t.head.i == head.head.i and not t.is_punct]
    start, end = min(t.left_edge.i for t in [head, *tops]), max(t.right_edge.i for t in [head, *tops]) + 1
    while end > start + 1 and span.doc[end - 1].is_punct and end - 1 not in inside:
        end -= 1
    others = [t for t in span.doc[start:end] if t.i not in inside and t.lower_ not in knowledge("wording")["parts"]]
    extra = [t for t in others if not t.is_punct and t.dep_ != "case"]
    if extra or head.head.pos_ == "NOUN" or start < span.start or end > span.end:
        return None
    if start > span.start and span.doc[start - 1].lower_ in ("on", "in", "at") and span.doc[start - 1].tag_ == "IN":
        start -= 1
    if start > span.start and span.doc[start - 1].lower_ in knowledge("wording")["parts"]:
        start -= 1
    comma_before = start > span.start and span.doc[start - 1].text == ","
    comma_after = end < span.end and span.doc[end].text == ","
    if comma_after and (comma_before or start == span.start):
        end += 1
        start -= comma_before
    start_char = span.doc[start].idx
    end_char = span.doc[end - 1].idx + len(span.doc[end - 1].text_with_ws)
    return start_char, end_char, " "


def _naming(span: Span, root: Token) -> Edit | None:
    """The name for a pronoun or a description ("the group") that is the subject or its possessor."""
    subject = next((child for child in root.children if child.dep_.startswith("nsubj") and child.i >= span.start), None)
    if subject is None or subject.i >= span.end:
        return None
    possessor = next((c for c in subject.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON"), None)
    if possessor is not None:
        return _replaced(possessor, possessor, possessor, possessive=True)
    if subject.lower_ == "it" and not _acts(root):
        return None  # "it was their hideouts that", "it comes a day after": no one is meant
    if subject.pos_ == "PRON" and subject.lower_ in ("he", "she", "it", "they"):
        return _replaced(subject, subject, subject)
    article = subject.left_edge
    named = resolve(subject) if subject.pos_ == "NOUN" else None
    if not isinstance(named, Actor) or named.name.islower() or named.name.lower() == subject.lower_:
        return None
    described = subject.pos_ == "NOUN" and article.lower_ in ("the", "this") and subject.right_edge.i == subject.i
    return _replaced(subject, article, subject) if described else None


def _acts(verb: Token) -> bool:
    """The verb is one of somebody: of an event, of speech or of a relation that the annotators found."""
    doc = verb.doc
    heard = {mention.trigger.root.i for mention in doc._.events} | {
        said.cue.root.i for said in doc._.speech if said.cue
    }
    frames = {lemma for frame in knowledge("relations")["verbs"] for lemma in frame["lemmas"]}
    return verb.i in heard or (verb.pos_ == "VERB" and verb.lemma_ in frames)


def _replaced(token: Token, first: Token, last: Token, *, possessive: bool = False) -> Edit | None:
    found = resolve(token)
    one = token.lower_ in ("it", "its", "he", "she", "his", "her")
    if isinstance(found, Actor) and one and found.kind == "population":
        return None
    if not isinstance(found, Actor) or token.doc[first.i : last.i + 1].text.lower() == found.name.lower():
        return None
    name = f"the {found.name}" if found.kind == "government body" and found.name.islower() else found.name
    if possessive:
        name += "’" if name.endswith("s") else "’s"
    return first.idx, last.idx + len(last.text), name
