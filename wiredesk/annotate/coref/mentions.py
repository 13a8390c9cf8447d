"""What is known of each phrase by itself: form, number, gender, words, where it stands, which actor the rules hear."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from spacy.tokens import Doc

from wiredesk.annotate.actors import resolve
from wiredesk.annotate.actors.follow import settled
from wiredesk.annotate.coref.phrases import TOGETHER, Phrase, Tree
from wiredesk.annotate.states import States
from wiredesk.knowledge import knowledge

UNKNOWN = 0  # number, gender
ONE, MANY = 1, 2
GENDERS = ("unknown", "man", "woman", "thing")
NOUNS = ("name", "the", "a", "demonstrative", "quantity", "possessive", "numbered", "bare", "together")
KINDS = ("", "PER", "GOV", "ARM", "ORG", "MED", "LOC", "FAC", "NAT", "WPN", "DAT", "NUM", "EVENT")
LENGTHS = (1, 2, 3, 5, 8, 13)  # words
PLAIN = ("head", "first", "last", "governor", "form", "number", "gender", "relation", "kind", "shape", "length")
NOBODY = -1
_JOINING = frozenset({"ADP", "DET", "CCONJ"})


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    return knowledge("coref", words=True)  # type: ignore[no-any-return]


@cache
def _pronouns() -> dict[str, tuple[int, int, int]]:
    """(form, number, gender) of each pronoun."""
    numbers = {"one": ONE, "many": MANY}
    return {
        word: (form, numbers.get(entry.get("number", ""), UNKNOWN), GENDERS.index(entry.get("gender", "unknown")))
        for form, entry in enumerate(words()["pronouns"].values())
        for word in entry["words"]
    }


@cache
def _openings() -> dict[str, str]:
    return {word: name for name, some in words()["openings"].items() for word in some}


@cache
def _genders() -> dict[str, int]:
    return {word: GENDERS.index(name) for name, some in words()["genders"].items() for word in some}


@cache
def weak() -> frozenset[str]:
    """Words that do not tell one name from another."""
    return frozenset(words()["weak"])


@cache
def forms() -> tuple[str, ...]:
    """The forms of pronouns, then those of phrases with a noun."""
    return (*words()["pronouns"], *NOUNS)


@dataclass
class Mentions:
    """Arrays parallel over the candidates, numbers of what :func:`sizes` counts unless said.

    ``head``, ``first``, ``last``, ``governor`` are tokens; ``sentence``, ``paragraph``, ``quotation`` (0 outside) and
    ``said_by`` (the token of the speaker, -1 for the report) tell where it stands; ``lemma``, ``text``, ``actor`` are
    numbers that are the same for the same, -1 for none; ``content`` are the words that tell it from others.
    """

    head: np.ndarray
    first: np.ndarray
    last: np.ndarray
    governor: np.ndarray
    form: np.ndarray
    number: np.ndarray
    gender: np.ndarray
    relation: np.ndarray
    kind: np.ndarray
    shape: np.ndarray
    length: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    quotation: np.ndarray
    said_by: np.ndarray
    lemma: np.ndarray
    text: np.ndarray
    actor: np.ndarray
    content: list[tuple[str, ...]]

    def take(self, some: np.ndarray) -> Mentions:
        """Those with these numbers."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        made = {name: value[some] for name, value in values.items() if name != "content"}
        return Mentions(**made, content=[self.content[i] for i in some.tolist()])


def sizes(relations: int) -> dict[str, int]:
    """How many values each property of a mention has."""
    return {
        "form": len(forms()), "number": 3, "gender": len(GENDERS), "relation": relations, "kind": len(KINDS),
        "shape": 4, "length": len(LENGTHS) + 1,
    }  # fmt: skip


def describe(doc: Doc, kept: States, tree: Tree, found: list[Phrase]) -> Mentions:
    """The candidates, described."""
    rows = [_row(doc, kept, tree, phrase) for phrase in found]
    told = dict(zip(PLAIN, np.array([row[:-3] for row in rows], np.int64).reshape(len(rows), -1).T, strict=True))
    told |= {name: array[told["head"]] for name, array in _where(doc, tree).items()}
    numbers: dict[str, int] = {}
    for name, k in (("lemma", -3), ("text", -2)):
        told[name] = np.array(
            [numbers.setdefault(row[k], len(numbers)) if row[k] else NOBODY for row in rows], np.int64
        )
    _share_gender(told)
    return Mentions(**told, actor=_actors(doc, found), content=[row[-1] for row in rows])


def _share_gender(told: dict[str, np.ndarray]) -> None:
    """A name that a title marks once ("Mrs Achieng") is marked wherever it stands alone."""
    name = told["form"] == forms().index("name")
    for word in np.unique(told["lemma"][name & (told["gender"] != UNKNOWN)]):
        same = name & (told["lemma"] == word)
        known = set(told["gender"][same].tolist()) - {UNKNOWN}
        if len(known) == 1:
            told["gender"][same] = known.pop()


def _row(doc: Doc, kept: States, tree: Tree, phrase: Phrase) -> tuple[Any, ...]:
    """The plain properties of one candidate, then head word, text and content; empty words for pronouns."""
    head, start, end, shape = phrase
    inside = [tree.lower[i] for i in range(start, end) if tree.pos[i] != "SPACE"]
    pronoun = _pronouns().get(tree.lower[head]) if shape != TOGETHER else None
    if pronoun is not None and tree.pos[head] not in ("PRON", "ADV", "DET", "NUM", "ADJ"):
        pronoun = None
    form, number, gender = pronoun or _described(tree, phrase, inside)
    kind = doc[head].ent_id_
    length = bisect_left(LENGTHS, len(inside))
    plain = (head, start, end - 1, tree.head[head], form, number, gender, int(kept.relation[head]),
             KINDS.index(kind) if kind in KINDS else 0, shape, length)  # fmt: skip
    if pronoun is not None:
        return (*plain, "", "", ())
    told = _name(tree, phrase) if NOUNS.index("name") == form - len(words()["pronouns"]) else inside
    strong = tuple(word for word in told if word not in weak())
    word = tree.lower[head] if tree.pos[head] == "PROPN" else doc[head].lemma_.lower()
    return (*plain, "" if shape == TOGETHER else word, " ".join(strong), strong)


def _described(tree: Tree, phrase: Phrase, inside: list[str]) -> tuple[int, int, int]:
    """Form, number and gender of a phrase with a noun."""
    head = phrase.head
    name = _form(tree, phrase, inside)
    tag = tree.tag[head]
    number = MANY if tag in ("NNS", "NNPS") or phrase.shape == TOGETHER else ONE if tag in ("NN", "NNP") else UNKNOWN
    near = {
        head,
        *(child for child in tree.children[head] if tree.relation[child] in ("compound", "nmod:desc", "flat")),
    }
    told = {_genders()[tree.lower[i]] for i in near if tree.lower[i] in _genders()}
    return len(words()["pronouns"]) + NOUNS.index(name), number, told.pop() if len(told) == 1 else UNKNOWN


def _form(tree: Tree, phrase: Phrase, inside: list[str]) -> str:
    if phrase.shape == TOGETHER:
        return "together"
    if tree.pos[phrase.head] == "PROPN":
        return "name"
    if any(tree.relation[child] == "nmod:poss" and child < phrase.head for child in tree.children[phrase.head]):
        return "possessive"
    opening = _openings().get(inside[0]) if inside else None
    return opening or ("numbered" if tree.pos[phrase.start] == "NUM" else "bare")


def _name(tree: Tree, phrase: Phrase) -> list[str]:
    """The words of a name without what is told about it: proper nouns and what joins them, around the head."""

    def joined(i: int) -> bool:
        return tree.pos[i] == "PROPN" or (tree.pos[i] in _JOINING and tree.lower[i] in weak())

    first = last = phrase.head
    while first > phrase.start and joined(first - 1):
        first -= 1
    while last + 1 < phrase.end and joined(last + 1):
        last += 1
    return tree.lower[first : last + 1]


def _where(doc: Doc, tree: Tree) -> dict[str, np.ndarray]:
    """For each token: number of its sentence, paragraph and quotation, and the token of who says it."""
    sentence, paragraph, quotation = (np.zeros(len(doc), np.int64) for _ in range(3))
    sentences = paragraphs = quotations = 0
    opened = False
    for token in doc:
        i = token.i
        sentences += bool(token.is_sent_start)
        if "\n" in token.text_with_ws:
            paragraphs += 1
            opened = False
        if tree.tag[i] in ("``", "''"):
            opened = not opened if token.text == '"' else tree.tag[i] == "``"
            quotations += opened
        sentence[i], paragraph[i], quotation[i] = sentences, paragraphs, quotations if opened else 0
    return {"sentence": sentence, "paragraph": paragraph, "quotation": quotation, "said_by": _speakers(doc)}


def _speakers(doc: Doc) -> np.ndarray:
    """For each token the head of the speaker of the innermost attribution that it stands in, -1 for none."""
    said_by = np.full(len(doc), NOBODY)
    told = doc._.speech if doc.has_extension("speech") else []
    spans = [(content, speech.source) for speech in told for content in _listed(speech.content) if speech.source]
    for content, source in sorted(spans, key=lambda pair: -len(pair[0])):
        said_by[content.start : content.end] = _listed(source)[0].root.i
    return said_by


def _listed(words: Any) -> list[Any]:
    return words if isinstance(words, list) else [words] if words is not None else []


def _actors(doc: Doc, found: list[Phrase]) -> np.ndarray:
    """The actor that the rules hear in each candidate, as a number; -1 for none or more than one."""
    cover = settled(doc).cover
    numbers: dict[str, int] = {}
    heard = np.full(len(found), NOBODY)
    for k, phrase in enumerate(found):
        if phrase.shape == TOGETHER:
            continue
        known = cover.get(phrase.head)
        if known is not None:
            id = known.actor.id if known.head == phrase.head and known.owned else None
        elif doc[phrase.head].pos_ == "PRON":
            id = getattr(resolve(doc[phrase.head]), "id", None)
        else:
            id = None
        if id is not None:
            heard[k] = numbers.setdefault(id, len(numbers))
    return heard
