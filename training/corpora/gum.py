"""GUM, open genres: syntax, names and attributions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.base import Document, Frame, Sentence, conllu, cue_verbs, subtree, verb_group

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT"}
LONGEST_SOURCE, LONGEST_CONTENT = 15, 3  # words of a clause that announces; sentences of what is said


def gum(data: Path, part: str) -> list[Document]:
    """Documents with names and attributions. Its entities are noun phrases: those that are names become names."""
    folder = data / "gum_open"
    said = _attributions(folder / f"{part}.attribution.jsonl")
    documents = []
    for document, misc in conllu(folder / f"{part}.conllu"):
        for sentence, column in zip(document, misc, strict=True):
            sentence.entities = _gum_names(sentence, column)
            sentence.scheme = "gum"
            sentence.cues = ["O"] * len(sentence.words)
        for unit in said.get(document[0].id.rsplit("-", 1)[0], ()):
            _attribution(document, unit)
        for sentence in document:
            _unsure(sentence)
        documents.append(document)
    return documents


def _attributions(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        unit = json.loads(line)
        found.setdefault(unit["doc"], []).append(unit)
    return found


def _attribution(document: Document, unit: dict[str, Any]) -> None:
    """The clause that announces, cut into source and cue by its tree; where that fails its words stay unknown."""
    number, first = unit["source"][0]["start"]
    last_number, last = unit["source"][0]["end"]
    if number != last_number or number > len(document):
        for told in document[number - 1 : last_number]:
            told.cues = [None] * len(told.words)
        return
    sentence = document[number - 1]
    words = list(range(first - 1, min(last, len(sentence.words))))
    assert sentence.cues is not None
    parts = clause_of(sentence, words) if len(words) <= LONGEST_SOURCE else None
    if parts is None:
        sentence.cues[first - 1 : last] = [None] * len(words)
        return
    cue = verb_group(sentence, parts[1])
    sentence.cues[cue[0] : cue[1] + 1] = ["B"] + ["I"] * (cue[1] - cue[0])
    content = [("CON", *_place(document, number, piece)) for piece in unit["content"]]
    if any(piece["end"][0] - piece["start"][0] >= LONGEST_CONTENT for piece in unit["content"]):
        return
    source = [i for i in subtree(sentence, parts[0]) if i in words]
    sentence.frames.append(Frame("speech", *cue, [("SRC", source[0], source[-1]), *content], wide=True))


def _unsure(sentence: Sentence) -> None:
    """Verbs of speech without an attribution stay unknown: it may be a secondary relation, and those are left out."""
    assert sentence.cues and sentence.lemmas and sentence.upos
    for i, (cue, lemma, upos) in enumerate(zip(sentence.cues, sentence.lemmas, sentence.upos, strict=True)):
        if cue == "O" and upos == "VERB" and lemma in cue_verbs():
            sentence.cues[i] = None


def _place(document: Document, number: int, piece: dict[str, Any]) -> tuple[int, int]:
    """First and last word of a piece, counted from the first word of sentence ``number``."""

    def count(at: list[int]) -> int:
        low, high = sorted((at[0], number))
        between = sum(len(sentence.words) for sentence in document[low - 1 : high - 1])
        return (between if at[0] > number else -between) + at[1] - 1

    return count(piece["start"]), count(piece["end"])


def clause_of(sentence: Sentence, words: list[int]) -> tuple[int, int] | None:
    """(subject, verb) of a clause told in these words: the topmost verb and its subject, or None."""
    assert sentence.heads and sentence.upos and sentence.deps
    inside = set(words)
    tops = [
        i for i in words if sentence.upos[i] == "VERB" and (sentence.heads[i] not in inside or sentence.heads[i] == i)
    ]
    for verb in tops or [i for i in words if sentence.upos[i] == "VERB"]:
        subjects = [i for i in words if sentence.heads[i] == verb and sentence.deps[i] in ("nsubj", "nsubj:pass")]
        if subjects:
            return subjects[0], verb
    return None


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
        if not any(proper) or kind not in TYPES or any(tag != "O" for tag in tags[first : last + 1]):
            continue
        if proper[0] and proper[-1] and len(proper) <= 6 and sum(proper) >= len(proper) - 2:
            tags[first : last + 1] = ["B-" + TYPES[kind]] + ["I-" + TYPES[kind]] * (last - first)
        else:
            unclear.update(i for i in range(first, last + 1) if sentence.upos[i] == "PROPN")
    return [None if tag == "O" and i in unclear else tag for i, tag in enumerate(tags)]
