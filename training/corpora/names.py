"""Named entities: the labels of the model, what each corpus' labels mean in them, and the corpora of names alone.

A corpus that knows fewer labels still teaches: its ORG is one of several of ours, and a word that it leaves blank may
bear any label that it does not annotate (:data:`SCHEMES`; the loss sums over what is allowed).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.base import Document, Sentence

LABELS = ("PER", "GOV", "ARM", "ORG", "MED", "LOC", "FAC", "WPN", "NAT", "DAT", "NUM", "EVENT")
_BODIES = ("GOV", "ARM", "ORG", "MED")
_COARSE = {"PER": ("PER",), "ORG": _BODIES, "LOC": ("LOC", "FAC")}
SCHEMES: dict[str, dict[str, tuple[str, ...]]] = {
    "coarse": _COARSE,
    "gum": _COARSE | {"EVENT": ("EVENT",)},
    "crossner": _COARSE | {"EVENT": ("EVENT",), "PARTY": ("ORG",), "COUNTRY": ("LOC",)},
    "re3d": _COARSE | {"NAT": ("NAT",)},
    "own": {label: (label,) for label in LABELS if label != "EVENT"},
}
CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "PARTY",
    "country": "COUNTRY", "location": "LOC", "event": "EVENT", "election": "EVENT",
}  # fmt: skip
RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT"}
# Types whose words are not names in our sense, or whose spans are unsure in re3d: their words stay unknown.
RE3D_UNSURE = {"Weapon", "MilitaryPlatform", "Vehicle", "DocumentReference"}


def allowed(scheme: str, tag: str) -> list[str]:
    """The tags of the model that a tag of a corpus may stand for."""
    known = SCHEMES[scheme]
    if tag != "O":
        return [f"{tag[0]}-{label}" for label in known[tag[2:]]]
    taught = {label for labels in known.values() for label in labels}
    return ["O"] + [f"{part}-{label}" for label in LABELS if label not in taught for part in "BI"]


def tags() -> list[str]:
    """The tags of the model in order."""
    return ["O"] + [f"{part}-{label}" for label in LABELS for part in "BI"]


def crossner(data: Path, part: str) -> list[Document]:
    """CrossNER politics: entities only; one sentence a document."""
    return list(_columns(data / "crossner_politics" / f"{part}.txt", "crossner", CROSSNER))


def btc(data: Path, part: str) -> list[Document]:
    """Broad Twitter Corpus: entities only; one tweet a document."""
    names = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    files = sorted((data / "btc").glob(f"{part}.*.conll"))
    return [document for path in files for document in _columns(path, "coarse", names)]


def _columns(path: Path, scheme: str, labels: dict[str, str]) -> Iterator[Document]:
    """Word and BIO tag a line, blank lines between sentences; labels that are not ours stay unknown."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") if "\t" in line else line.split() for line in block.split("\n") if line.strip()]
        rows = [row for row in rows if len(row) > 1 and row[0].strip()]
        if rows:
            given = ["" if row[0].startswith("@") else row[-1].strip() for row in rows]  # a handle is no name in print
            tags: list[str | None] = [
                "O" if t == "O" else t[:2] + labels[t[2:]] if t[2:] in labels else None for t in given
            ]
            yield [Sentence([row[0] for row in rows], entities=tags, scheme=scheme)]


def re3d(data: Path, part: str) -> list[Document]:
    """re3d, cut into paragraphs. Its published set is one piece: every fifth document, by hash, is ``dev``.

    Names only: of the annotated noun phrases those that begin (after an article) and end with a capital letter.
    """
    folder = data / "re3d"
    entities: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        entities.setdefault(entity["documentId"], []).append(entity)
    documents = []
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        held = int(hashlib.sha256(document["_id"].encode()).hexdigest(), 16) % 5 == 0
        if held == (part == "dev"):
            documents.append(list(_re3d_paragraphs(document["text"], entities.get(document["_id"], []))))
    return documents


def _re3d_paragraphs(text: str, entities: list[dict[str, Any]]) -> Iterator[Sentence]:
    from training.corpora.own import tokenize

    for paragraph in re.finditer(r"[^\n]+", text):
        words, starts = tokenize(paragraph[0])
        tags: list[str | None] = ["O"] * len(words)
        for entity in sorted(entities, key=lambda e: e["begin"] - e["end"]):
            start, end = entity["begin"] - paragraph.start(), entity["end"] - paragraph.start()
            inside = [i for i, at in enumerate(starts) if start <= at < end]
            if not inside or start < 0 or text[entity["begin"] : entity["end"]] != entity["value"]:
                continue
            if words[inside[0]].lower() in ("the", "a", "an"):
                inside = inside[1:]
            if entity["type"] in RE3D_UNSURE:
                tags = [None if i in inside and tag == "O" else tag for i, tag in enumerate(tags)]
                continue
            label, free = RE3D.get(entity["type"]), all(tags[i] in ("O", None) for i in inside)
            if label and free and inside and _is_name([words[i] for i in inside]):
                tags[inside[0] : inside[-1] + 1] = [f"B-{label}"] + [f"I-{label}"] * (len(inside) - 1)
        if words:
            yield Sentence(words, entities=tags, scheme="re3d")


def _is_name(words: list[str]) -> bool:
    capital = [word[0].isupper() or word[0].isdigit() or word[:2].lower() == "al" for word in words]
    return capital[0] and capital[-1] and words[0] not in ("I", "We", "He", "She", "It", "They", "Our", "His", "Their")
