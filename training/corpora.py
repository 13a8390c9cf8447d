"""Readers of the open corpora: each yields documents, a document is a list of :class:`Sentence`.

A layer that a corpus does not annotate is None for the sentence, and the losses skip it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENTITY_LABELS = ("PER", "ORG", "LOC", "EVENT")
CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC", "event": "EVENT", "election": "EVENT",
}  # fmt: skip
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT"}


@dataclass
class Sentence:
    """Parallel lists over words. ``heads`` count from 0 inside the sentence, the root points at itself.

    ``entities`` are IOB2 tags, or None for a word whose tag is unknown. ``labels`` are the entity
    labels that the corpus annotates: for any other label its O says nothing.
    """

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    entities: list[str | None] | None = None
    labels: tuple[str, ...] = ()
    id: str = ""


Document = list[Sentence]


def conllu(path: Path) -> Iterator[tuple[Document, list[list[str]]]]:
    """Documents of a CoNLL-U file, each with the MISC column of its sentences.

    Multi-word tokens and empty nodes are left out: words are syntactic words, as spaCy cuts them.
    """
    document: Document = []
    misc: list[list[str]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        comments = [line for line in block.split("\n") if line.startswith("#")]
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if any(line.startswith("# newdoc") for line in comments) and document:
            yield document, misc
            document, misc = [], []
        if rows:
            sent_id = next((line.split("=", 1)[1].strip() for line in comments if line.startswith("# sent_id")), "")
            heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
            columns = [[row[i] for row in rows] for i in (1, 3, 4, 7)]
            document.append(Sentence(columns[0], columns[1], columns[2], heads, columns[3], id=sent_id))
            misc.append([row[9] for row in rows])
    if document:
        yield document, misc


def uner(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Words and IOB2 tags by sentence id."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sent_id = re.search(r"^# sent_id = (\S+)", block, re.M)
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if sent_id and rows:
            found[sent_id[1]] = ([row[1] for row in rows], [row[2] for row in rows])
    return found


def ewt(data: Path, part: str) -> list[Document]:
    """UD English EWT with the entities of UNER EWT on the same sentences."""
    named = uner(data / "uner_ewt" / f"{part}.iob2")
    documents = [document for document, _ in conllu(data / "ud_ewt" / f"{part}.conllu")]
    for sentence in (sentence for document in documents for sentence in document):
        words, tags = named.get(sentence.id, ([], []))
        if words == sentence.words:
            sentence.entities = [tag if tag[2:] in ("PER", "ORG", "LOC") else "O" for tag in tags]
            sentence.labels = ("PER", "ORG", "LOC")
    return documents


def gum(data: Path, part: str) -> list[Document]:
    """GUM, open genres. Its entities are noun phrases: those that are names become names, the rest stays unknown."""
    documents = []
    for document, misc in conllu(data / "gum_open" / f"{part}.conllu"):
        for sentence, column in zip(document, misc, strict=True):
            sentence.entities = _gum_names(sentence, column)
            sentence.labels = ENTITY_LABELS
        documents.append(document)
    return documents


def _gum_spans(column: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, type) of every entity that opens and closes inside the sentence."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, cell in enumerate(column):
        entity = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            number, *rest = piece.strip("()").split("-")
            if piece.startswith("("):
                opened.setdefault(number, []).append((i, rest[0]))
            if piece.endswith(")") and opened.get(number):
                start, kind = opened[number].pop()
                yield start, i, kind


def _gum_names(sentence: Sentence, column: list[str]) -> list[str | None]:
    """Longest names first; a proper noun in a phrase that is no clean name stays unknown."""
    assert sentence.upos is not None
    tags: list[str | None] = ["O"] * len(sentence.words)
    unclear: set[int] = set()
    for first, last, kind in sorted(_gum_spans(column), key=lambda span: span[0] - span[1]):
        while first < last and sentence.upos[first] in ("DET", "ADP", "PUNCT"):
            first += 1
        proper = [upos == "PROPN" for upos in sentence.upos[first : last + 1]]
        if not any(proper) or kind not in GUM_TYPES or any(tag != "O" for tag in tags[first : last + 1]):
            continue
        if proper[0] and proper[-1] and len(proper) <= 6 and sum(proper) >= len(proper) - 2:
            tags[first : last + 1] = ["B-" + GUM_TYPES[kind]] + ["I-" + GUM_TYPES[kind]] * (last - first)
        else:
            unclear.update(i for i in range(first, last + 1) if sentence.upos[i] == "PROPN")
    return [None if tag == "O" and i in unclear else tag for i, tag in enumerate(tags)]


def crossner(data: Path, part: str) -> list[Document]:
    """CrossNER politics: entities only; one sentence a document."""
    documents = []
    for block in (data / "crossner_politics" / f"{part}.txt").read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") if "\t" in line else line.split() for line in block.split("\n") if line.strip()]
        if rows:
            tags: list[str | None] = [_crossner_tag(row[-1]) for row in rows]
            documents.append([Sentence([row[0] for row in rows], entities=tags, labels=ENTITY_LABELS)])
    return documents


def _crossner_tag(tag: str) -> str | None:
    if tag == "O":
        return "O"
    label = CROSSNER.get(tag[2:])
    return tag[:2] + label if label else None
